// Asks the server as the customer: answers, lists page by page, and writes with their Idempotency-Key.
import { QueryClient, useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { type Answer, type CustomerOperation, leavesUnknown, newKey, type Request } from '../api/client.ts'
import { isProblem } from '../api/problem.ts'
import { request, type Sent } from './requests.ts'
import { freshToken, whenCustomerLeaves } from './sign-in.ts'

export type Reading = Extract<CustomerOperation, `GET ${string}`>
export type Writing = Exclude<CustomerOperation, Reading>

interface Asked {
  readonly path?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string | number | undefined>>
  readonly body?: unknown
}

const client = new QueryClient({
  defaultOptions: {
    queries: { retry: false, networkMode: 'always', staleTime: 5_000 },
    mutations: { retry: false, networkMode: 'always' },
  },
})
whenCustomerLeaves(() => client.clear())

/** Asks again for all that is shown: after a sign-in, and after a write. */
export const readAgain = (): void => void client.invalidateQueries()

function toUrl(pattern: string, { path = {}, query = {} }: Asked): string {
  const url = pattern.replace(/\{(\w+)\}/g, (_all, name: string) => encodeURIComponent(path[name] as string))
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  return given.length === 0 ? url : `${url}?${new URLSearchParams(given.map(([name, value]) => [name, String(value)]))}`
}

async function ask(name: CustomerOperation, asked: Asked, more: Pick<Sent, 'signal'> & { key?: string }) {
  const [method, pattern] = name.split(' ') as [string, string]
  const send = (token: string): Promise<unknown> =>
    request({
      method,
      url: toUrl(pattern, asked),
      body: asked.body,
      signal: more.signal,
      headers: { 'customer-token': token, ...(more.key !== undefined && { 'idempotency-key': more.key }) },
    })
  try {
    return await send(await freshToken())
  } catch (error) {
    if (!isProblem(error, 'sign-in-needed')) throw error
    // Somebody may have ended the token early. The secret, if the page still has it, gives another.
    return send(await freshToken(true))
  }
}

/** An answer. `everyMs`: how often to ask again while the page is visible. */
export function useAnswer<Name extends Reading>(name: Name, asked: Request<Name>, everyMs?: number) {
  return useQuery(
    {
      queryKey: [name, asked],
      queryFn: async ({ signal }) => (await ask(name, asked as Asked, { signal })) as Answer<Name>,
      ...(everyMs !== undefined && { refetchInterval: everyMs }),
    },
    client,
  )
}

type Listing = { [Name in Reading]: Answer<Name> extends { items: readonly unknown[] } ? Name : never }[Reading]
export type Item<Name extends Listing> = Answer<Name>['items'][number]

/** The pages read so far as one list. `more` reads the next page and is undefined after the last one. */
export function useList<Name extends Listing>(name: Name, query: Asked['query'] & object, everyMs?: number) {
  const list = useInfiniteQuery(
    {
      queryKey: [name, query],
      queryFn: async ({ pageParam, signal }) =>
        (await ask(name, { query: { ...query, cursor: pageParam } }, { signal })) as Answer<Name>,
      initialPageParam: undefined as string | undefined,
      getNextPageParam: (last: Answer<Name>) => last.nextCursor,
      ...(everyMs !== undefined && { refetchInterval: everyMs }),
    },
    client,
  )
  return {
    items: list.data?.pages.flatMap(({ items }) => items as readonly Item<Name>[]),
    error: list.error,
    again: () => void list.refetch(),
    more: list.hasNextPage ? () => void list.fetchNextPage() : undefined,
  }
}

/** A write. While its outcome is unknown, a repeat of the same request carries the same Idempotency-Key. */
export function useSend<Name extends Writing>(name: Name) {
  const keys = useRef(new Map<string, string>())
  return useMutation(
    {
      mutationFn: async (asked: Request<Name>): Promise<Answer<Name>> => {
        const text = JSON.stringify(asked)
        const key = keys.current.get(text) ?? newKey()
        keys.current.set(text, key)
        try {
          const answer = (await ask(name, asked as Asked, { key, signal: undefined })) as Answer<Name>
          keys.current.delete(text)
          return answer
        } catch (error) {
          if (!leavesUnknown(error)) keys.current.delete(text)
          throw error
        }
      },
      onSettled: readAgain,
    },
    client,
  )
}
