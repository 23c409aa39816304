// The contract of presence: the proofs that a person stands at the counter, and the call that checks a proof.
import { defineCall, defineProblem, object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { AccountId, PatientId } from '../contract.ts'

/** The documents with which a person proves who they are. */
export const DocumentKind = oneOf([
  'aadhaar',
  'voter-id',
  'driving-licence',
  'passport',
  'ration-card',
  'pan',
  'birth-certificate',
  'school-id',
  'other',
])

/** How staff know that a person is present. */
export const ProofKind = oneOf(['reference', 'document', 'registration'])

export const Proof = object(
  {
    kind: ProofKind,
    reference: Type.Optional(
      text(12, { description: 'With `reference`: the reference on the card of the person, such as PT-7F3K-9Q2M.' }),
    ),
    document: Type.Optional(DocumentKind),
    last4: Type.Optional(
      Type.String({
        pattern: '^[0-9A-Z]{1,4}$',
        description: 'With `document`, if you wish: the last four signs of its number. Never send the full number.',
      }),
    ),
  },
  {
    description:
      'Proves that the person is present. `reference`: you read the reference from the card of the person. ' +
      '`document`: you saw a document of the person; say which. `registration`: you yourself have just registered ' +
      'this person at the counter.',
  },
)
export type Proof = Static<typeof Proof>

/**
 * Checks the proof that a patient is with a member of staff, and counts it among the look-ups of this account. Throws
 * a 400 that names the wrong field of the proof, or `tooManyLookUps`.
 */
export const provePresence = defineCall('patients.prove-presence', {
  input: object({ patientId: PatientId, proof: Proof, staffId: AccountId }),
  output: object({ patientId: PatientId }),
  timeoutMs: 5_000,
})

export const tooManyLookUps = defineProblem(
  'too-many-look-ups',
  429,
  'You have looked up as many people as one member of staff may in an hour',
  'Wait for `Retry-After` seconds. If many people wait, a colleague can help them meanwhile.',
)
