// Answers of the server for pages: TanStack Query keeps them, shares them and asks for them again.
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { keep, readKept } from '../session/kept.ts'
import { keyOf, markStale, queryClient, readStaleAhead } from './cache.ts'
import { type Answer, ask, leavesUnknown, newKey, type Reading, type Request, type Writing } from './client.ts'
import { NoAnswer } from './problem.ts'

interface ReadingOptions {
  /** False while the request lacks a value that it needs. */
  readonly enabled?: boolean
  /** For lists that a page watches: how often to ask again while the page is visible. */
  readonly everyMs?: number
  readonly freshMs?: number
}

/** What TanStack Query needs to read an answer. */
const answerQuery = <Name extends Reading>(name: Name, request: Request<Name>) => ({
  queryKey: keyOf(name, request, 'answer'),
  queryFn: ({ signal }: { signal: AbortSignal }): Promise<Answer<Name>> => ask(name, { ...request, signal }),
})

/** An answer of the server. While the client asks again, the last answer stays. */
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

/** Several answers to the same kind of request, such as one for each person of a family. */
export function useAnswers<Name extends Reading>(name: Name, requests: readonly Request<Name>[]) {
  return useQueries({ queries: requests.map((request) => answerQuery(name, request)) }, queryClient)
}

interface SendingOptions {
  /** The name under which the key survives a reload of the tab while the outcome is unknown. */
  readonly keptAs?: string
}

/** A request whose outcome is unknown, and its key. */
interface Unsettled {
  readonly key: string
  readonly text: string
}

/**
 * A write. When its outcome is unknown, a repeat of the same request carries the same Idempotency-Key, so that "try
 * again" never does the work twice, also when another request was sent in between. `wasUnsettled` tells whether
 * somebody left the page while the outcome of this request was unknown. stale.ts lists the answers that a write makes
 * stale.
 */
export function useSend<Name extends Writing>(name: Name, { keptAs }: SendingOptions = {}) {
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
        readStaleAhead()
        try {
          const answer = await ask(name, { ...request, key })
          settle(text)
          return answer
        } catch (error) {
          // This try was not sent, but the outcome of the earlier try is still unknown.
          if (error instanceof NoAnswer && earlier !== undefined) throw new NoAnswer(true)
          if (!leavesUnknown(error)) settle(text)
          throw error
        }
      },
      onSettled: () => void markStale(name),
    },
    queryClient,
  )
  const wasUnsettled = (request: Request<Name>): boolean => found?.text === JSON.stringify(request)
  return { ...mutation, wasUnsettled }
}
