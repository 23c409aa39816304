// The contract of linkage: the API names that customers use, events and problems.
import type { TSchema } from 'typebox'
import {
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

const Plain = Type.Union([text(200), Type.Number(), Type.Boolean(), Type.Null()])
const record = <Value extends TSchema>(value: Value, options: object = {}) =>
  Type.Record(Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_-]{0,39}$' }), value, {
    maxProperties: 20,
    additionalProperties: false,
    ...options,
  })
const orHolding = <Value extends TSchema>(value: Value) =>
  Type.Union([Plain, Type.Array(value, { maxItems: 20 }), record(value)])
const Insurance = record(orHolding(orHolding(orHolding(Plain))), {
  description: 'Names and values as the customer has them. A value may hold a list or further names, three deep.',
})

/** The patient as a customer sends it. Only id and name are required. A name alone never links a patient. */
export const LinkPatient = object({
  id: CustomerPatientId,
  full_name: nameText(120, { description: 'Full name, in any script.' }),
  dob: Type.Optional(
    Type.String({
      pattern: '^[0-9]{4}(-[0-9]{2}(-[0-9]{2}(T[0-9:.]{8,18}(Z|[+-][0-9]{2}:[0-9]{2})?)?)?)?$',
      description:
        'Birth date: YYYY-MM-DD, or YYYY-MM or YYYY if you know no more. Also as a date-time; then Sehat takes the ' +
        'day in India.',
      examples: ['1990-05-14', '1990', '1990-05-14T00:00:00Z'],
    }),
  ),
  gender: Type.Optional(Gender),
  contact: Type.Optional(Contact),
  insurance: Type.Optional(Insurance),
  identifiers: Type.Optional(Type.Array(Identifier, { maxItems: 10 })),
})
export type LinkPatient = Static<typeof LinkPatient>

export const LinkRequest = object({
  patient: LinkPatient,
  webhook: Type.Optional(WebhookUrl),
})
export type LinkRequest = Static<typeof LinkRequest>

const STATUSES = [
  'RECEIVED',
  'IN_PROGRESS',
  'REQUESTED',
  'LINKED',
  'NO_RESULTS',
  'CHOICE',
  'COMPLETED',
  'FAILED',
] as const
export const WorkflowStatus = oneOf(STATUSES, {
  description:
    'In CHOICE a person must choose. COMPLETED and FAILED are final, unless the staff of Sehat run a failed workflow ' +
    'again.',
})
/** The status as a customer sees it. */
export const LinkStatus = oneOf([...STATUSES, 'DE-LINKED'], {
  description: 'As in the lists of staff, and DE-LINKED when the link of this workflow has ended.',
})
const OUTCOMES = ['LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED'] as const
export const WorkflowOutcome = oneOf(OUTCOMES, {
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
  type: oneOf(['link.linked', 'link.no-results', 'link.choice', 'link.failed', 'link.delinked']),
  timestamp: Instant,
  data: object({
    'workflow-id': WorkflowId,
    'patient-id': CustomerPatientId,
    outcome: oneOf([...OUTCOMES, 'DE-LINKED'], { description: 'DE-LINKED: the link has ended.' }),
    'link-id': Type.Optional(Type.String()),
    reason: Type.Optional(Type.String()),
    'choice-by': Type.Optional(oneOf(['customer', 'staff'])),
    candidates: Type.Optional(Type.Array(OfferedCandidate)),
  }),
})
export type CallbackBody = Static<typeof CallbackBody>

/** The body of a test callback, which a customer asks for on its page. It concerns no patient and no workflow. */
export const TestCallbackBody = object({
  type: oneOf(['test']),
  timestamp: Instant,
  data: object({ 'customer-id': CustomerId, text: Type.String() }),
})
export type TestCallbackBody = Static<typeof TestCallbackBody>

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

/** An operator ran a failed workflow again. */
export const workflowRestarted = defineEvent('linkage.workflow-restarted.v1', 'workflowId', object(linkFacts))

/** An operator stopped a workflow that had its answer already. Sehat sends no further callback of it. */
export const workflowStopped = defineEvent('linkage.workflow-stopped.v1', 'workflowId', object(linkFacts))

/** Somebody opened the archived data of a request, for a court or an audit. */
export const archiveOpened = defineEvent(
  'linkage.archive-opened.v1',
  'workflowId',
  object({
    ...linkFacts,
    patientId: Type.Optional(PatientId),
    openedBy: text(120, { description: 'Who opened it, as they said at the console.' }),
    reason: text(300, { description: 'Such as the number of the order of the court.' }),
  }),
)

const SecretKind = oneOf(['secret', 'webhook-secret'])

/** A customer gave itself a new secret. The former one works for a while. */
export const secretReplaced = defineEvent(
  'linkage.secret-replaced.v1',
  'customerId',
  object({ customerId: CustomerId, kind: SecretKind }),
)
/** A customer ended its former secret before its time. */
export const formerSecretEnded = defineEvent(
  'linkage.former-secret-ended.v1',
  'customerId',
  object({ customerId: CustomerId, kind: SecretKind }),
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
export const linkOccupied = defineProblem(
  'link-occupied',
  409,
  'A request with other facts runs for this patient id',
  'Wait for its callback, then repeat the request. If it waits for your choice, choose; `null` refuses all. ' +
    'At most 50 further webhooks can wait for one result.',
)
export const linkedToAnother = defineProblem(
  'linked-to-another',
  409,
  'This patient id is linked to another person already',
  'If that link is wrong, end it: POST /patient/{patient-id}/delink. Then link the patient again.',
)
export const cannotRestart = defineProblem(
  'cannot-restart',
  409,
  'This workflow cannot run again',
  'See `detail`. The outside system can send the patient again: POST /link.',
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

export const formerSecretValid = defineProblem(
  'former-secret-valid',
  409,
  'The former secret still works',
  'End it first, or wait until `formerUntil`. If the newest secret is lost, send `is-lost`: true.',
)
export const noFormerSecret = defineProblem(
  'no-former-secret',
  409,
  'No former secret works now',
  'There is nothing to end. Its time is over, or somebody has ended it.',
)
export const cannotReplay = defineProblem(
  'cannot-replay',
  409,
  'Sehat cannot send this callback again now',
  'See `detail`. Ask the people who run Sehat if you need it.',
)

export const linkageProblems = [
  notInChoice,
  choiceByStaff,
  linkOccupied,
  linkedToAnother,
  cannotRestart,
  patientNotLinked,
  webhookRefused,
  credentialsRefused,
  cannotStop,
  formerSecretValid,
  noFormerSecret,
  cannotReplay,
]
