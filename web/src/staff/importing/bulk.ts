// Many things made from the rows of a file: one after the other, each with its own key, stopped and gone on with.
import { useEffect, useMemo, useRef, useState } from 'react'
import { markStale } from '../../api/cache.ts'
import { type Asking, ask, type Request, type Writing } from '../../api/client.ts'
import { ApiProblem, NoAnswer } from '../../api/problem.ts'
import type { BulkRow } from './checked.ts'
import { keysOf } from './row-keys.ts'

/** The writes that make one thing of what their body says. */
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
  /** How far it is, of those that can be sent. */
  readonly done: number
  readonly total: number
  /** How many of these are to be sent: neither made nor refused for what they say. */
  readonly left: number
  readonly run: () => void
  readonly stop: () => void
}

/**
 * Sends the rows that were not made yet. The key of a row comes from what it says, so that the same file, chosen once
 * more after the page was closed, makes nothing twice while the server remembers its keys.
 */
export function useBulk<Name extends Making>(name: Name, rows: readonly BulkRow<BodyOf<Name>>[]): Bulk {
  const [outcomes, setOutcomes] = useState<ReadonlyMap<number, Outcome>>(new Map())
  const [isRunning, setRunning] = useState(false)
  const stopped = useRef(false)
  // Who leaves the page no longer sees what is made.
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
      try {
        await ask(name, { body, key } as unknown as Request<Name> & Asking)
        tell(line, { status: 'made' })
      } catch (error) {
        const isKnown = error instanceof ApiProblem && error.status < 500
        tell(line, { status: isKnown ? 'refused' : 'unknown', error })
        // All further rows would meet the same.
        if (error instanceof NoAnswer || (error instanceof ApiProblem && FOR_NOW.includes(error.status))) break
      }
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

/** Not signed in, or too much at once: no fault of the row. */
const FOR_NOW: readonly number[] = [401, 429]

/** A row that was refused is corrected in the file: sent as it is, it would be refused again. */
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
