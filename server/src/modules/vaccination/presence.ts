// How this module has it proven that a patient is at the centre: by what its staff see, or by a code on the phone.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../platform/access.ts'
import type { Context } from '../../platform/module.ts'
import type { Presence } from '../../platform/presence.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../identity/presence/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import type { Proof } from '../patients/presence/contract.ts'

/** The proof of a request, as `withPresence` takes it. A code is valid for this patient at this place only. */
export function presenceOf(
  { call }: Pick<Context, 'call'>,
  request: FastifyRequest,
  { proof, ...about }: { readonly patientId: PatientId; readonly facilityId: FacilityId; readonly proof: Proof },
): Presence {
  const staffId = actorOf(request).accountId as AccountId
  return {
    prove: (use) => call(provePresenceAt, { ...about, proof, staffId, use }),
    giveBack: async (use) => proof.kind === 'code' && call(returnPresenceCode, { ...about, use }),
  }
}
