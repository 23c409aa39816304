// The contract of presence: proofs that a patient is at a place, by what its staff see or by a code on the phone.
import { defineCall, defineProblem, object, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { Proof } from '../../patients/presence/contract.ts'
import { AccountId } from '../contract.ts'

/** A code is valid for one patient at one place. It goes to the proven phone of the family's account. */
const about = { patientId: PatientId, facilityId: FacilityId }

const use = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The request that uses the proof. A repeat of the same request may use a code again until it expires.',
})

/**
 * Checks the proof that a patient is with a member of staff at a place, counts it among the look-ups of this account,
 * and uses a code up. Throws a 400 that names the wrong field, `noProvenPhone`, or `tooManyLookUps`.
 */
export const provePresenceAt = defineCall('identity.prove-presence', {
  input: object({ ...about, proof: Proof, staffId: AccountId, use }),
  output: object({}),
  timeoutMs: 10_000,
})

/** Makes a code valid again, because the request that used it was refused. Does nothing for any other request. */
export const returnPresenceCode = defineCall('identity.return-presence-code', {
  input: object({ ...about, use }),
  output: object({}),
  timeoutMs: 5_000,
})

export const noProvenPhone = defineProblem(
  'no-proven-phone',
  409,
  'Sehat knows no phone that this person has proven',
  'Look at a document of the person, or read the reference on the card of the person: then no code is needed.',
)
