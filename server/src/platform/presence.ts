// Does work for a patient only when a proof shows that the patient is there.
import type { FastifyRequest } from 'fastify'
import { isAnswered, repeatableOf } from './idempotency.ts'
import type { Context } from './module.ts'
import { idempotencyKeyReused, Problem, requestInProgress } from './problem.ts'

/** How a module has a proof checked. `use` is the request that uses the proof up; a repeat of it is the same use. */
export interface Presence {
  prove(use: string): Promise<unknown>
  /** Makes a proof valid again that a refused request used up. */
  giveBack(use: string): Promise<unknown>
}

/**
 * Does the work when the proof holds; `prove` throws otherwise. A proof is valid again when the work is refused: then
 * nothing has happened. A repeat that has its answer already needs no proof.
 */
export async function withPresence<Tables, Result>(
  context: Pick<Context<Tables>, 'name' | 'keys' | 'clock' | 'db'>,
  request: FastifyRequest,
  { prove, giveBack }: Presence,
  work: () => Promise<Result>,
): Promise<Result> {
  if (await isAnswered(context, request)) return work()
  const use = toUse(context, request)
  await prove(use)
  try {
    return await work()
  } catch (error) {
    if (isRefusal(error)) await giveBack(use)
    throw error
  }
}

/** The request that uses a proof. A repeat with the same Idempotency-Key is the same request. */
function toUse({ keys }: Pick<Context, 'keys'>, request: FastifyRequest): string {
  const repeatable = repeatableOf(request, keys)
  if (!repeatable) return keys.hash('presence', request.id)
  const { accountId, key, fingerprint } = repeatable
  return keys.hash('presence', `${accountId} ${key} ${fingerprint}`)
}

/** Whether the work was decided against. After any other error nobody knows yet whether it was done. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Problem) || error.type.status >= 500) return false
  return error.type !== requestInProgress && error.type !== idempotencyKeyReused
}
