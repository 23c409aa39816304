// What others may know of linkage: the names that customers have built against, events and problems.
import {
  Day,
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
import { Gender } from '../patients/contract.ts'

export const WorkflowId = id('workflow')
export type WorkflowId = Static<typeof WorkflowId>
export const CustomerId = id('customer')
export type CustomerId = Static<typeof CustomerId>
export const DeliveryId = id('delivery')
export type DeliveryId = Static<typeof DeliveryId>

/** The customer's own name for its patient; it stands in addresses, so it holds no slash. */
export const CustomerPatientId = Type.String({
  pattern: '^[A-Za-z0-9][A-Za-z0-9._:@~-]{0,63}$',
  description: 'Id of the patient in the system of the customer, at most 64 signs.',
  examples: ['MRN-000123'],
})

export const WebhookUrl = Type.String({
  maxLength: 500,
  pattern: '^https?://[^\\s\\u0000-\\u001f]+$',
  description: 'Takes callbacks by Standard Webhooks. HTTPS, a public address.',
  examples: ['https://hospital.example/hooks/sehat'],
})

const Contact = object({
  address: Type.Optional(text(400)),
  phone: Type.Optional(Type.String({ pattern: '^[+0-9][0-9 ()-]{5,19}$', description: 'Any usual form.' })),
  email: Type.Optional(Type.String({ format: 'email', maxLength: 254 })),
  pin: Type.Optional(text(12, { description: 'Postal code.' })),
})

const Identifier = object({
  system: Type.String({
    pattern: '^[\\x21-\\x7e]{1,200}$',
    description: 'Who gives the number. `aadhaar`: checked, and kept as a keyed hash only.',
    examples: ['abha', 'https://hospital.example/mrn'],
  }),
  value: text(100),
})

/** The patient as a customer sends it. Only id and name are needed; a name alone never links by itself. */
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
  { description: 'COMPLETED and FAILED are the end. CHOICE waits for a person.' },
)
export const WorkflowOutcome = oneOf(['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'], {
  description: 'Once it is known.',
})

/** Somebody who was found: what agreed and what did not, never what is stored of another person. */
export const OfferedCandidate = object({
  candidate: Type.String({ description: 'Names the candidate within this workflow.', examples: ['c1'] }),
  grade: oneOf(['certain', 'probable', 'possible']),
  agreed: Type.Array(Type.String()),
  disagreed: Type.Array(Type.String()),
})
export type OfferedCandidate = Static<typeof OfferedCandidate>

/** The body of every callback, under 20 kB and with ids only. */
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

export const notInChoice = defineProblem(
  'not-in-choice',
  409,
  'There is nothing to choose in this workflow',
  'Only a workflow whose status is CHOICE takes a choice, and only one.',
)
export const choiceByStaff = defineProblem(
  'choice-by-staff',
  403,
  'The staff of Sehat choose for this customer',
  'Wait for the callback; an administrator can change the setting `choice-by`.',
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
  'This webhook may not be called',
  'See `errors`: give an HTTPS URL on a public address; in a request, one of a host that was allowed at onboarding.',
)
export const credentialsRefused = defineProblem(
  'credentials-refused',
  401,
  'Customer id or secret is wrong',
  'Check both; after a rotation or revocation an earlier secret is void.',
)
export const cannotStop = defineProblem(
  'cannot-stop',
  409,
  'This workflow cannot be stopped any more',
  'It has ended, or its answer is on the way already.',
)

export const linkageProblems = [
  notInChoice,
  choiceByStaff,
  patientNotLinked,
  webhookRefused,
  credentialsRefused,
  cannotStop,
]
