// The parts of diagnostics that other modules may use: ids, words, events, and reasons for refusals.
import { defineEvent, defineProblem, Instant, id, object, oneOf, type Static, Type } from '../../platform/contract.ts'
import { DoctorId } from '../doctors/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { PatientId } from '../patients/contract.ts'
import { VisitId } from '../visits/contract.ts'

export const OrderId = id('order')
export type OrderId = Static<typeof OrderId>
export const SpecimenId = id('specimen')
export type SpecimenId = Static<typeof SpecimenId>
/** One version of the report of an order. The document that keeps it has the same id. */
export const ReportId = id('report')
export type ReportId = Static<typeof ReportId>

export const TEST_CODE_PATTERN = '^[A-Z0-9]([A-Z0-9-]{0,28}[A-Z0-9])?$'
export const TestCode = Type.String({
  pattern: TEST_CODE_PATTERN,
  description: 'Code of a test or a panel in the catalogue, for example HB or CBC.',
})
export type TestCode = Static<typeof TestCode>

export const TEST_KINDS = ['number', 'text', 'choice', 'imaging'] as const
export const TestKind = oneOf(TEST_KINDS, { description: 'What a result of the test is. `imaging` has no specimen.' })
export type TestKind = Static<typeof TestKind>

export const SPECIMEN_KINDS = ['blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other'] as const
export const SpecimenKind = oneOf(SPECIMEN_KINDS, { description: 'What is taken from the patient.' })
export type SpecimenKind = Static<typeof SpecimenKind>

export const PRIORITIES = ['routine', 'urgent', 'stat'] as const
export const Priority = oneOf(PRIORITIES, {
  description: '`urgent` and `stat` are collected before they are paid. `stat`: at once.',
})
export type Priority = Static<typeof Priority>

/** FHIR's status of a ServiceRequest: active, completed for COMPLETED, revoked for CANCELLED. */
export const LINE_STATUSES = ['PLACED', 'COLLECTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'] as const
export const LineStatus = oneOf(LINE_STATUSES, {
  description: '`IN_PROGRESS`: the specimen is in the laboratory. `COMPLETED`: the result is final.',
})
export type LineStatus = Static<typeof LineStatus>
export const ORDER_STATUSES = ['PLACED', 'COLLECTED', 'IN_PROGRESS', 'PARTIAL', 'COMPLETED', 'CANCELLED'] as const
export const OrderStatus = oneOf(ORDER_STATUSES, {
  description: 'The state of its least advanced line. `PARTIAL`: some results are final.',
})
export type OrderStatus = Static<typeof OrderStatus>

export const SPECIMEN_STATUSES = ['EXPECTED', 'COLLECTED', 'RECEIVED', 'REJECTED', 'DONE'] as const
export const SpecimenStatus = oneOf(SPECIMEN_STATUSES, {
  description: '`EXPECTED`: the one before was rejected, and a new one must be taken.',
})
export type SpecimenStatus = Static<typeof SpecimenStatus>

export const REJECT_REASONS = [
  ...(['clotted', 'haemolysed', 'insufficient', 'wrong-container', 'unlabelled', 'mislabelled'] as const),
  ...(['leaked', 'too-old', 'other'] as const),
] as const
export const RejectReason = oneOf(REJECT_REASONS, { description: 'Why the laboratory cannot use the specimen.' })
export type RejectReason = Static<typeof RejectReason>

/** FHIR's status of an Observation: preliminary, final, corrected, entered-in-error for VOID. */
export const RESULT_STATUSES = ['PRELIMINARY', 'FINAL', 'CORRECTED', 'VOID'] as const
export const ResultStatus = oneOf(RESULT_STATUSES, {
  description: 'A `PRELIMINARY` result is a draft of the laboratory. A version never changes once it is final.',
})
export type ResultStatus = Static<typeof ResultStatus>

export const FLAGS = ['none', 'low', 'high', 'critical-low', 'critical-high', 'abnormal'] as const
export const Flag = oneOf(FLAGS, {
  description: '`none`: inside the range, or no checked range is known. It never means "normal" by itself.',
})
export type Flag = Static<typeof Flag>

/** After how many hours the family reads a result that a doctor should explain first. */
export const DOCTOR_FIRST_HOURS = 72

const Line = Type.Integer({ minimum: 1, maximum: 300, description: 'Number of the line in the order.' })
const Version = Type.Integer({ minimum: 1 })

const facts = {
  orderId: OrderId,
  labFacilityId: FacilityId,
  orderedAtFacilityId: FacilityId,
  patientId: PatientId,
  doctorId: Type.Optional(DoctorId),
  visitId: Type.Optional(VisitId),
  priority: Priority,
}

/** A doctor or a patient ordered tests. Events of orders name no test and no value. */
export const orderPlaced = defineEvent('diagnostics.order-placed.v1', 'orderId', object(facts))
/** Lines of an order that had not begun are cancelled, perhaps all. */
export const orderCancelled = defineEvent(
  'diagnostics.order-cancelled.v1',
  'orderId',
  object({ ...facts, lines: Type.Array(Line), isWhole: Type.Boolean() }),
)

const specimenFacts = { ...facts, specimenId: SpecimenId, lines: Type.Array(Line) }
export const specimenCollected = defineEvent('diagnostics.specimen-collected.v1', 'orderId', object(specimenFacts))
/** The laboratory cannot use a specimen. A new one, `expectedId`, must be taken; nobody pays again. */
export const specimenRejected = defineEvent(
  'diagnostics.specimen-rejected.v1',
  'orderId',
  object({ ...specimenFacts, reason: RejectReason, expectedId: SpecimenId }),
)

const resultFacts = {
  ...facts,
  line: Line,
  version: Version,
  isAbnormal: Type.Boolean({ description: 'Any flag but `none`.' }),
  doctorFirst: Type.Boolean({ description: 'The family reads it later: a doctor should explain it first.' }),
}
export const resultFinal = defineEvent('diagnostics.result-final.v1', 'orderId', object(resultFacts))
/** A final result was wrong: this version replaces the one before. */
export const resultCorrected = defineEvent('diagnostics.result-corrected.v1', 'orderId', object(resultFacts))

const criticalFacts = { ...facts, line: Line, version: Version, dueAt: Instant }
/** A result may mean danger to life: somebody must be told until `dueAt`. */
export const criticalFound = defineEvent('diagnostics.critical-found.v1', 'orderId', object(criticalFacts))
export const ESCALATED_TO = ['duty-doctors', 'administrators'] as const
/** Nobody acknowledged a critical result in time. Each step comes once. */
export const criticalEscalated = defineEvent(
  'diagnostics.critical-escalated.v1',
  'orderId',
  object({ ...criticalFacts, to: oneOf(ESCALATED_TO) }),
)

/** The report of an order is a document. A later version replaces the one before. */
export const reportReleased = defineEvent(
  'diagnostics.report-released.v1',
  'orderId',
  object({
    ...{ ...facts, reportId: ReportId, version: Version, isCorrected: Type.Boolean() },
    readableFrom: { ...Instant, description: 'From then on the family may read all of it.' },
  }),
)

export const rangeOverlaps = defineProblem(
  'range-overlaps',
  409,
  'Another range of this test holds for some of the same people from the same day',
  'See `other`. Choose other ages, or a later `validFrom`: a range that was checked never changes.',
)
export const menuChangedMeanwhile = defineProblem(
  'menu-changed-meanwhile',
  412,
  'Somebody else has changed this test of the menu since you read it',
  'Read it again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const testNotOffered = defineProblem(
  'test-not-offered',
  409,
  'The laboratory does not offer these tests',
  'Leave out the tests of `tests`, or choose a laboratory that offers them.',
)
export const orderedRecently = defineProblem(
  'ordered-recently',
  409,
  'This patient has a fresh order for the same test',
  'Look at the order of `orderId`. If the test is needed again, repeat the request with `confirmed` true.',
)
export const alreadyCollected = defineProblem(
  'already-collected',
  409,
  'The specimen is taken already',
  'Only tests whose specimen was not taken can be cancelled: leave out the lines of `lines`.',
)
export const orderState = defineProblem(
  'order-state',
  409,
  'The line is in a state that does not allow this',
  'Look at `line` and `status`, the state of the line, and at `instead`: what may still be done with it.',
)
export const notPaid = defineProblem(
  'not-paid',
  409,
  'The tests are not paid yet',
  'Send the patient to the cash counter. Urgent tests need no payment first: ask the doctor to order them so.',
)
export const wrongSpecimen = defineProblem(
  'wrong-specimen',
  409,
  'A test needs another specimen',
  'Look at `needs`: the specimen of each line. Collect each kind on its own.',
)
export const specimenState = defineProblem(
  'specimen-state',
  409,
  'The specimen is in a state that does not allow this',
  'Look at `status`, and at `instead`: what may still be done with the specimen.',
)
export const specimenMissing = defineProblem(
  'specimen-missing',
  409,
  'The laboratory has not received the specimen of this line',
  'Record the receipt of the specimen first.',
)
export const valueImpossible = defineProblem(
  'value-impossible',
  409,
  'No result of this test can be this value',
  'Look at `expected`, and enter the value in the unit of the test.',
)
export const resultState = defineProblem(
  'result-state',
  409,
  'The result is in a state that does not allow this',
  'Look at `status`, and at `instead`. A draft can be changed; a final result can only be corrected, with a reason.',
)
export const resultChangedMeanwhile = defineProblem(
  'result-changed-meanwhile',
  412,
  'Somebody else has entered or changed this result since you read it',
  'Read the order again, compare both values, and repeat your change with `If-Match` and the newer ETag.',
)
export const twoPersonsNeeded = defineProblem(
  'two-persons-needed',
  409,
  'This test needs a second person',
  'Somebody else must authorise or correct it: not the person who entered the value.',
)
export const criticalState = defineProblem(
  'critical-state',
  409,
  'The critical result is in a state that does not allow this',
  'Look at `status`. One that is acknowledged, or that a newer version replaced, needs nothing more.',
)
export const documentOfAnother = defineProblem(
  'document-of-another',
  409,
  'This document belongs to another patient',
  'Upload the report for the patient of this order.',
)
