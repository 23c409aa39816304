// How this module has it proven that a patient without an appointment is at the hospital, before a visit opens.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import type { Presence } from '../../../platform/presence.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../../identity/presence/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { Proof } from '../../patients/presence/contract.ts'
import type { VisitsContext } from '../tables.ts'

/** The proof of a request, as `withPresence` takes it. */
export function presenceOf(
  { call }: VisitsContext,
  request: FastifyRequest,
  { patientId, facilityId, proof }: { patientId: PatientId; facilityId: FacilityId; proof: Proof },
): Presence {
  const staffId = actorOf(request).accountId as AccountId
  return {
    prove: (use) => call(provePresenceAt, { patientId, facilityId, proof, staffId, use }),
    giveBack: async (use) => proof.kind === 'code' && call(returnPresenceCode, { patientId, facilityId, use }),
  }
}
