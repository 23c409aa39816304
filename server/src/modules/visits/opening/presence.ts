// Proves that a patient without an appointment is at the hospital, before the visit opens the record.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { isAnswered } from '../../../platform/idempotency.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { type Proof, provePresence } from '../../patients/presence/contract.ts'
import type { VisitsContext } from '../tables.ts'

/** Throws a 400 that names the field unless the proof holds. A repeat that has its answer needs no proof. */
export async function requirePresence(
  context: VisitsContext,
  request: FastifyRequest,
  { patientId, proof }: { readonly patientId: PatientId; readonly proof: Proof },
): Promise<void> {
  if (await isAnswered(context, request)) return
  await context.call(provePresence, { patientId, proof, staffId: actorOf(request).accountId as AccountId })
}
