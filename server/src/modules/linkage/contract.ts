// The contract of linkage: the API names that customers use, events and problems.
import {
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  Instant,
  id,
  nameText,
  object,
  oneOf,
  type Static,
  Type,
  text,
} from '../../platform/contract.ts'
import { Gender, PatientId } from '../patients/contract.ts'

export const WorkflowId = id('workflow')
export type WorkflowId = Static<typeof WorkflowId>
export const CustomerId = id('customer')
export type CustomerId = Static<typeof CustomerId>
export const DeliveryId = id('delivery')
export type DeliveryId = Static<typeof DeliveryId>

/** The id that the customer uses for its patient. It appears in URLs, so it holds no slash. */
export const CustomerPatientId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$',
  description: 'Id of the patient in the system of the customer, at most 64 characters.',
  examples: ['MRN-000123'],
})

export const WebhookUrl = Type.String({
  maxLength: 500,
  pattern: '^https?://[^\\s\\u0000-\\u001f]+$',
  description: 'URL that receives callbacks (Standard Webhooks). It must use HTTPS and a public address.',
  examples: ['https://hospital.example/hooks/sehat'],
})

const Contact = object({
  address: Type.Optional(text(400)),
  phone: Type.Optional(Type.String({ pattern: '^[+0-9][0-9 ()-]{5,19}$', description: 'Phone, in any usual form.' })),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
  pin: Type.Optional(text(12, { description: 'Postal code.' })),
})

export const NumberSystem = Type.String({
  pattern: '^[\\x21-\\x7e]{1,200}$',
  description: 'Who issues the number. Sehat checks a number of `aadhaar` and keeps only a keyed hash of it.',
  examples: ['abha', 'https://hospital.example/mrn'],
})

const Identifier = object({
  system: NumberSystem,
  value: text(100),
})

/** The patient as a customer sends it. Only id and name are required. A name alone never links a patient. */
export const LinkPatient = object({
  id: CustomerPatientId,
  full_name: nameText(120, { description: 'Full name, in any script.' }),
  dob: Type.Optional(Day),
  gender: Type.Optional(Gender),
  contact: Type.Optional(Contact),
  insurance: Type.Optional(
    Type.Record(
      Type.String({ pattern: '^[a-z][a-z0-9_-]{0,39}$' }),
      Type.Union([text(200), Type.Number(), Type.Boolean(), Type.Null()]),
      { maxProperties: 20, additionalProperties: false, description: 'Names and values as the customer has them.' },
    ),
  ),
  identifiers: Type.Optional(Type.Array(Identifier, { maxItems: 10 })),
})
export type LinkPatient = Static<typeof LinkPatient>

export const LinkRequest = object({
  patient: LinkPatient,
  webhook: Type.Optional(WebhookUrl),
})
export type LinkRequest = Static<typeof LinkRequest>

export const WorkflowStatus = oneOf(
  ['RECEIVED', 'IN_PROGRESS', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED'],
  { description: 'COMPLETED and FAILED are final. In CHOICE a person must choose.' },
)
export const WorkflowOutcome = oneOf(['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'], {
  description: 'Result of the workflow, as soon as it is known.',
})

/** A person whom the index found. It names the fields that agree and disagree, but shows no stored value. */
export const OfferedCandidate = object({
  candidate: Type.String({ description: 'Names the candidate within this workflow.', examples: ['c1'] }),
  grade: oneOf(['certain', 'probable', 'possible']),
  agreed: Type.Array(Type.String()),
  disagreed: Type.Array(Type.String()),
})
export type OfferedCandidate = Static<typeof OfferedCandidate>

/** The body of every callback: below 20 kB, with ids but without data of a person. */
export const CallbackBody = object({
  type: oneOf(['link.linked', 'link.no-results', 'link.choice', 'link.failed']),
  timestamp: Instant,
  data: object({
    'workflow-id': WorkflowId,
    'patient-id': CustomerPatientId,
    outcome: WorkflowOutcome,
    'link-id': Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
    'choice-by': Type.Optional(oneOf(['customer', 'staff'])),
    candidates: Type.Optional(Type.Array(OfferedCandidate)),
  }),
})
export type CallbackBody = Static<typeof CallbackBody>

const linkFacts = { workflowId: WorkflowId, customerId: CustomerId }
const InternalPatientId = Type.String({ description: 'Id of the patient in the index that was searched.' })

export const patientLinked = defineEvent(
  'linkage.patient-linked.v1',
  'workflowId',
  object({ ...linkFacts, patientId: InternalPatientId }),
)
export const patientDelinked = defineEvent(
  'linkage.patient-delinked.v1',
  'workflowId',
  object({ ...linkFacts, patientId: InternalPatientId }),
)
export const linkFailed = defineEvent(
  'linkage.link-failed.v1',
  'workflowId',
  object({ ...linkFacts, reason: Type.String() }),
)

/**
 * Whether outside systems may be linked to this person. A refusal ends the links that exist. A decision that is older
 * than the last one changes nothing, and so does a repeat.
 */
export const allowLinks = defineCall('linkage.allow-links', {
  input: object({ patientId: PatientId, isAllowed: Type.Boolean(), decidedAt: Instant }),
  output: object({}),
  timeoutMs: 10_000,
})

export const notInChoice = defineProblem(
  'not-in-choice',
  409,
  'Nobody can choose in this workflow now',
  'Read its status. A workflow takes one choice, and only while its status is CHOICE.',
)
export const choiceByStaff = defineProblem(
  'choice-by-staff',
  403,
  'The staff of Sehat choose for this customer',
  'Wait for the callback. To choose yourself, ask an administrator to change the setting `choice-by`.',
)
export const patientNotLinked = defineProblem(
  'patient-not-linked',
  404,
  'This patient is not linked',
  'Link it first: POST /link.',
)
export const webhookRefused = defineProblem(
  'webhook-refused',
  400,
  'Sehat may not call this webhook',
  'See `errors`. Give an HTTPS URL on a public address. In a request, use a host from `allowed-hosts` of the customer.',
)
export const credentialsRefused = defineProblem(
  'credentials-refused',
  401,
  'Customer id or secret is wrong',
  'Check both. After a rotation or a revocation, the old secret does not work.',
)
export const cannotStop = defineProblem(
  'cannot-stop',
  409,
  'This workflow cannot be stopped any more',
  'It has ended, or it changed at this moment. Read its status.',
)

export const linkageProblems = [
  notInChoice,
  choiceByStaff,
  patientNotLinked,
  webhookRefused,
  credentialsRefused,
  cannotStop,
]
