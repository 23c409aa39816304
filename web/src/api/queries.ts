// Answers of the server in pages: kept, shared and asked again by TanStack Query.
import { QueryClient, useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { whenPersonLeaves } from '../session/forgetting.ts'
import { keep, readKept } from '../session/kept.ts'
import { type Answer, ask, leavesUnknown, newKey, type OperationName, type Request } from './client.ts'
import { NoAnswer } from './problem.ts'

const FRESH_MS = 30_000

// `ask` repeats by itself what may be repeated, and says when the line is down: nothing waits silently for it.
const byItself = { retry: false, networkMode: 'always' } as const
export const queryClient = new QueryClient({
  defaultOptions: { queries: { ...byItself, staleTime: FRESH_MS }, mutations: byItself },
})
whenPersonLeaves(() => queryClient.clear())

type Reading = Extract<OperationName, `GET ${string}`>
type Writing = Exclude<OperationName, Reading>

interface ReadingOptions {
  /** False while something that it needs is not known yet. */
  readonly enabled?: boolean
  /** For lists that are watched: how often to ask again while the page is seen. */
  readonly everyMs?: number
  readonly freshMs?: number
}

/** The key under which an answer is kept. */
export const answerKey = <Name extends Reading>(name: Name, request: Request<Name>) => [name, request] as const

/** What TanStack Query needs to read an answer. */
const answerQuery = <Name extends Reading>(name: Name, request: Request<Name>) => ({
  queryKey: answerKey(name, request),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<Name>> => ask(name, { ...request, signal }),
})

/** An answer of the server. While it is asked for again the last one stays. */
export function useAnswer<Name extends Reading>(name: Name, request: Request<Name>, options: ReadingOptions = {}) {
  const { enabled = true, everyMs, freshMs } = options
  return useQuery(
    {
      ...answerQuery(name, request),
      enabled,
      ...(everyMs !== undefined && { refetchInterval: everyMs }),
      ...(freshMs !== undefined && { staleTime: freshMs }),
    },
    queryClient,
  )
}

/** Several answers to the same question, such as one for each person of a family. */
export function useAnswers<Name extends Reading>(name: Name, requests: readonly Request<Name>[]) {
  return useQueries({ queries: requests.map((request) => answerQuery(name, request)) }, queryClient)
}

interface SendingOptions {
  /** The answers that are no longer true afterwards. */
  readonly changes?: readonly Reading[]
  /** The name under which a key whose outcome is unknown outlives a reload of the tab. */
  readonly keptAs?: string
}

/** A request whose outcome is unknown, and its key. */
interface Unsettled {
  readonly key: string
  readonly text: string
}

/**
 * A write. The same request sent again after a failure whose outcome is unknown carries the same Idempotency-Key, so
 * that "try again" never does it twice, whatever else was sent in between. `wasUnsettled` says of a request that the
 * page was left while its outcome was unknown.
 */
export function useSend<Name extends Writing>(name: Name, { changes = [], keptAs }: SendingOptions = {}) {
  const [found] = useState(() => (keptAs === undefined ? undefined : readKept<Unsettled>(keptAs)))
  const keys = useRef(new Map(found ? [[found.text, found.key]] : []))
  const note = ({ text, key }: Unsettled): void => {
    keys.current.set(text, key)
    if (keptAs !== undefined) keep(keptAs, { key, text })
  }
  const settle = (text: string): void => {
    keys.current.delete(text)
    if (keptAs !== undefined) keep(keptAs, undefined)
  }
  const mutation = useMutation(
    {
      mutationFn: async (request: Request<Name>): Promise<Answer<Name>> => {
        const text = JSON.stringify(request)
        const earlier = keys.current.get(text)
        const key = earlier ?? newKey()
        note({ key, text })
        try {
          const answer = await ask(name, { ...request, key })
          settle(text)
          return answer
        } catch (error) {
          // Whatever an earlier try did is still unknown when this one was not even sent.
          if (error instanceof NoAnswer && earlier !== undefined) throw new NoAnswer(true)
          if (!leavesUnknown(error)) settle(text)
          throw error
        }
      },
      // Not waited for: on a bad line the outcome would be told only after all of them were asked again.
      onSettled: () => {
        for (const changed of changes) void queryClient.invalidateQueries({ queryKey: [changed] })
      },
    },
    queryClient,
  )
  const wasUnsettled = (request: Request<Name>): boolean => found?.text === JSON.stringify(request)
  return { ...mutation, wasUnsettled }
}
