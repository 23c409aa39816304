// Proves that a patient is at the centre before staff do something for the patient: by what staff see, or by a code.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { isAnswered, repeatableOf } from '../../../platform/idempotency.ts'
import type { Context } from '../../../platform/module.ts'
import { idempotencyKeyReused, invalidField, Problem, requestInProgress } from '../../../platform/problem.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId as FamilyId } from '../../identity/contract.ts'
import { noProvenPhone, returnPresenceCode, usePresenceCode } from '../../identity/presence/contract.ts'
import type { AccountId, PatientId } from '../../patients/contract.ts'
import { countLookUp, type Proof, provePresence } from '../../patients/presence/contract.ts'
import { reachPatients } from '../../patients/reaching/contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { findCodeFault } from './rules.ts'

type Opened = Context<VaccinationTables>

interface Presence {
  readonly patientId: PatientId
  /** The centre that acts. A code is valid for this centre only. */
  readonly facilityId: FacilityId
  readonly proof: Proof
}

/**
 * Does the work when the proof shows that the patient is at the centre. Throws a 400 that names the field otherwise. A
 * code is used up by the work, and is valid again when the work is refused: then nothing has happened. A repeat that
 * has its answer already needs no proof.
 */
export async function withPresence<Result>(
  context: Opened,
  request: FastifyRequest,
  { patientId, facilityId, proof }: Presence,
  work: () => Promise<Result>,
): Promise<Result> {
  if (await isAnswered(context, request)) return work()
  const staffId = actorOf(request).accountId as AccountId
  if (proof.kind !== 'code') {
    await context.call(provePresence, { patientId, proof, staffId })
    return work()
  }
  const fault = findCodeFault(proof)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  await context.call(countLookUp, { staffId })
  const accountId = await findFamily(context, patientId)
  if (accountId === undefined) throw invalidField('/patientId', 'is not a known patient; check the id')
  const used = { accountId, patientId, facilityId, use: toUse(context, request) }
  const { isRight } = await context.call(usePresenceCode, { ...used, code: proof.code as string })
  if (!isRight) {
    throw invalidField('/proof/code', 'is not the newest code for this person at this centre: ask for another code')
  }
  try {
    return await work()
  } catch (error) {
    if (isRefusal(error)) await context.call(returnPresenceCode, used)
    throw error
  }
}

/**
 * The account of the patient's family, whose phone was proven. Throws `noProvenPhone` when there is none. Undefined
 * when there is no such patient.
 */
export async function findFamily({ call }: Opened, patientId: PatientId): Promise<FamilyId | undefined> {
  const [reach] = await call(reachPatients, { patientIds: [patientId] })
  if (!reach) return undefined
  if (reach.accountId === null) throw new Problem(noProvenPhone)
  return reach.accountId
}

/** The request that uses a code. A repeat with the same Idempotency-Key is the same request. */
function toUse({ keys }: Opened, request: FastifyRequest): string {
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
