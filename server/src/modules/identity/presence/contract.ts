// The contract of presence: one-time codes that prove that a patient is at a centre. Vaccination asks for them.
import { defineCall, defineProblem, Instant, object, Type, text } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { AccountId, OneTimeCode } from '../contract.ts'

/** A code is valid for one patient at one centre. It goes to the proven phone of the family's account. */
const about = { accountId: AccountId, patientId: PatientId, facilityId: FacilityId }

/**
 * Sends the code: the one that is on its way, or a new one. The message names the centre, so that nobody reads it out
 * to somebody else. Throws `noProvenPhone` or `tooManyRequests`.
 */
export const sendPresenceCode = defineCall('identity.send-presence-code', {
  input: object({ ...about, place: text(300, { description: 'The name of the centre, for the message.' }) }),
  output: object({ expiresAt: Instant, expiresInSeconds: Type.Integer(), resendAfterSeconds: Type.Integer() }),
  timeoutMs: 5_000,
})

const use = Type.String({
  minLength: 1,
  maxLength: 200,
  description: 'The request that uses the code. A repeat of the same request may use it again until it expires.',
})

/** Uses a code up. `isRight` is false when it is wrong, used, expired, or of another patient or centre. */
export const usePresenceCode = defineCall('identity.use-presence-code', {
  input: object({ ...about, code: OneTimeCode, use }),
  output: object({ isRight: Type.Boolean() }),
  timeoutMs: 5_000,
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
