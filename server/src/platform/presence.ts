// Does work for a patient only when a proof shows that the patient is there.
import type { FastifyRequest } from 'fastify'
import { actorOf } from './access.ts'
import type { Id } from './contract.ts'
import { isAnswered, repeatableOf } from './idempotency.ts'
import type { Context } from './module.ts'
import { idempotencyKeyReused, Problem, requestInProgress } from './problem.ts'

/** Whose presence is proven to whom, by which proof, and the two calls of the module that knows the proofs. */
export interface Presence<About extends object, Proof extends { readonly kind: string }> {
  /** The patient and the place: a code is valid for both together only. */
  readonly about: About
  readonly proof: Proof
  /** `use` is the request that uses the proof up; a repeat of it is the same use. */
  prove(asked: About & { proof: Proof; staffId: Id<'account'>; use: string }): Promise<unknown>
  /** Makes a code valid again that a refused request used up. */
  giveBack(asked: About & { use: string }): Promise<unknown>
}

/**
 * Does the work when the proof holds; `prove` throws otherwise. A code is valid again when the work is refused: then
 * nothing has happened. A repeat that has its answer already needs no proof.
 */
export async function withPresence<Tables, Result, About extends object, Proof extends { readonly kind: string }>(
  context: Pick<Context<Tables>, 'name' | 'keys' | 'clock' | 'db'>,
  request: FastifyRequest,
  { about, proof, prove, giveBack }: Presence<About, Proof>,
  work: () => Promise<Result>,
): Promise<Result> {
  if (await isAnswered(context, request)) return work()
  const use = toUse(context, request)
  await prove({ ...about, proof, staffId: actorOf(request).accountId as Id<'account'>, use })
  try {
    return await work()
  } catch (error) {
    if (proof.kind === 'code' && isRefusal(error)) await giveBack({ ...about, use })
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
