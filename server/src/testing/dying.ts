// Lets a process die at a chosen point, for the tests of kills: at a step, or at a statement inside a transaction.
import assert from 'node:assert/strict'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import pg from 'pg'
import type { Asked, Setup } from './setup.ts'

/**
 * `before` or `after`; then the name of a step, or `sql` and a part of a statement. `sql#2` means the second statement
 * that contains the part.
 */
export type Point = `${'before' | 'after'} ${string}`

/** A request that the dying process answers. */
export interface Request {
  readonly url: string
  readonly asked: Asked
}

const die = (): void => void process.kill(process.pid, 'SIGKILL')

/** Arms the point in this process. Gives what runs a named step, and dies before or after it when the point says so. */
export function armPoint(point: Point) {
  const [when, kind] = point.split(' ') as ['before' | 'after', string]
  const [, nth = '1'] = /^sql(?:#(\d+))?$/.exec(kind) ?? []
  if (kind.startsWith('sql')) dieAtStatement(when, point.slice(`${when} ${kind} `.length), Number(nth))
  return async <Result>(name: string, step: () => Promise<Result>): Promise<Result> => {
    if (point === `before ${name}`) die()
    const result = await step()
    if (point === `after ${name}`) die()
    return result
  }
}

/** Dies when the nth statement that contains the part is sent, or when it is done and its transaction goes on. */
function dieAtStatement(when: 'before' | 'after', part: string, nth: number): void {
  const { query } = pg.Client.prototype
  let left = nth
  const dying = function (this: pg.Client, ...sent: unknown[]): unknown {
    const [first] = sent
    const statement = typeof first === 'string' ? first : (first as { text?: string }).text
    const isReached = statement?.includes(part) === true && --left === 0
    if (isReached && when === 'before') die()
    // A statement of the pool has no promise here: the pool hands in what to do with the answer.
    if (isReached && typeof sent.at(-1) === 'function') sent[sent.length - 1] = die
    const answer = Reflect.apply(query, this, sent) as unknown
    return isReached && answer instanceof Promise ? answer.finally(die) : answer
  }
  pg.Client.prototype.query = dying as typeof query
}

/** Starts a process that does the deed on this database at this time, and waits until it has died at the point. */
export async function killAt(
  { databaseUrl, clock }: Pick<Setup, 'databaseUrl' | 'clock'>,
  program: string,
  point: Point,
  deed: unknown,
): Promise<void> {
  const child = fork(program, [databaseUrl, point, clock.now().toISOString(), JSON.stringify(deed)])
  await once(child, 'exit')
  assert.equal(child.signalCode, 'SIGKILL', `${point} was never reached`)
}
