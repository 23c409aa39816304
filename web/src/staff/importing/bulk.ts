// Sends the rows of a file one after the other, each with its own key. People can stop it and continue.
import { useEffect, useMemo, useRef, useState } from 'react'
import { markStale } from '../../api/cache.ts'
import { type Asking, ask, type Request, type Writing } from '../../api/client.ts'
import { ApiProblem, NoAnswer } from '../../api/problem.ts'
import type { BulkRow } from './checked.ts'
import { keysOf } from './row-keys.ts'

/** The writes that make one thing from their body. */
export type Making = {
  [Name in Writing]: Request<Name> extends { readonly body: unknown } ? Name : never
}[Writing]
export type BodyOf<Name extends Making> = Request<Name> extends { readonly body: infer Body } ? Body : never

export type Outcome =
  | { readonly status: 'made' }
  | { readonly status: 'sending' }
  | { readonly status: 'refused' | 'unknown'; readonly error: unknown }

export interface Bulk {
  readonly outcomes: ReadonlyMap<number, Outcome>
  readonly isRunning: boolean
  /** How many rows have an outcome, of those that can be sent. */
  readonly done: number
  readonly total: number
  /** How many rows are still to be sent: neither made, nor refused because of their values. */
  readonly left: number
  readonly run: () => void
  readonly stop: () => void
}

/**
 * Sends the rows that are not made yet. The key of a row comes from its values, so the same file, chosen again after
 * the page was closed, makes nothing twice while the server remembers the keys.
 */
export function useBulk<Name extends Making>(name: Name, rows: readonly BulkRow<BodyOf<Name>>[]): Bulk {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map())
  const [isRunning, setRunning] = useState(false)
  const stopped = useRef(false)
  // Stop when somebody leaves the page, because then nobody sees the outcomes.
  useEffect(
    () => () => {
      stopped.current = true
    },
    [],
  )
  const sendable = useMemo(() => toSendable(rows), [rows])
  const tell = (line: number, outcome: Outcome): void => setOutcomes((known) => new Map(known).set(line, outcome))

  const run = async (): Promise<void> => {
    if (isRunning) return
    stopped.current = false
    setRunning(true)
    for (const { line, body, key } of sendable) {
      if (stopped.current) break
      if (!isLeft(outcomes.get(line))) continue
      tell(line, { status: 'sending' })
      const outcome = await send(name, { body, key } as unknown as Request<Name> & Asking)
      tell(line, outcome)
      if (endsAll(outcome)) break
    }
    setRunning(false)
    await markStale(name)
  }

  const done = [...outcomes.values()].filter(({ status }) => status !== 'sending').length
  return {
    ...{ outcomes, isRunning, done, total: sendable.length },
    left: sendable.filter(({ line }) => isLeft(outcomes.get(line))).length,
    run: () => void run(),
    stop: () => {
      stopped.current = true
    },
  }
}

async function send<Name extends Making>(name: Name, request: Request<Name> & Asking): Promise<Outcome> {
  try {
    await ask(name, request)
    return { status: 'made' }
  } catch (error) {
    const isKnown = error instanceof ApiProblem && error.status < 500
    return { status: isKnown ? 'refused' : 'unknown', error }
  }
}

/** Whether all further rows would fail in the same way. */
function endsAll(outcome: Outcome): boolean {
  const error = 'error' in outcome ? outcome.error : undefined
  return error instanceof NoAnswer || (error instanceof ApiProblem && FOR_NOW.includes(error.status))
}

/** Not signed in, or too many requests: the row is not at fault. */
const FOR_NOW: readonly number[] = [401, 429]

/** People correct a refused row in the file. Sent again unchanged, the server would refuse it again. */
function isLeft(outcome: Outcome | undefined): boolean {
  if (outcome?.status === 'made') return false
  if (outcome?.status !== 'refused') return true
  return outcome.error instanceof ApiProblem && FOR_NOW.includes(outcome.error.status)
}

/** The rows without a mistake, each with its key. */
function toSendable<Body>(rows: readonly BulkRow<Body>[]): { line: number; body: Body; key: string }[] {
  const right = rows.flatMap(({ line, checked }) => ('body' in checked ? [{ line, body: checked.body }] : []))
  const keys = keysOf(right.map(({ body }) => body))
  return right.map((row, nth) => ({ ...row, key: keys[nth] as string }))
}
