// The parts of prescriptions that other modules may use: ids, words, the form of a line, events, reasons for refusals.
import { defineEvent, defineProblem, id, object, oneOf, type Static, Type, text } from '../../platform/contract.ts'
import { DoctorId } from '../doctors/contract.ts'
import { FacilityId } from '../facilities/contract.ts'
import { ItemCode } from '../inventory/contract.ts'
import { PatientId } from '../patients/contract.ts'
import { VisitId } from '../visits/contract.ts'

export const PrescriptionId = id('prescription')
export type PrescriptionId = Static<typeof PrescriptionId>

/** FHIR's MedicationRequest: active, stopped, and ended by time. A draft lives on the page of the doctor. */
export const PRESCRIPTION_STATUSES = ['SIGNED', 'STOPPED', 'EXPIRED'] as const
export const PrescriptionStatus = oneOf(PRESCRIPTION_STATUSES, {
  description: '`SIGNED`: pharmacies give what is left. `EXPIRED`: the last day has passed.',
})
export type PrescriptionStatus = Static<typeof PrescriptionStatus>

export const RX_MODES = ['in-person', 'tele'] as const
export const RxMode = oneOf(RX_MODES, { description: '`tele`: after a visit by video or telephone.' })

export const ROUTES = [
  ...(['oral', 'sublingual', 'topical', 'inhaled', 'nasal', 'ophthalmic', 'otic', 'rectal', 'vaginal'] as const),
  ...(['subcutaneous', 'intramuscular', 'intravenous', 'other'] as const),
] as const

/** How much at a time, in the smallest unit: tablets also in quarters, millilitres, puffs. */
const Portion = Type.Number({ minimum: 0, maximum: 100, multipleOf: 0.25 })

/** 1-0-1: how much in the morning, at noon, in the evening, at night. */
export const FixedTimes = object({ morning: Portion, noon: Portion, evening: Portion, night: Portion })
export const WhenNeeded = object({
  asNeeded: Type.Literal(true),
  perDayMax: Type.Number({ minimum: 0.25, maximum: 100, multipleOf: 0.25, description: 'The most in a day.' }),
})
export const Times = Type.Union([FixedTimes, WhenNeeded])
export type Times = Static<typeof Times>

export const LineKey = Type.Integer({
  minimum: 1,
  maximum: 999,
  description: 'Number of the line. It stays over all versions, and is never used again.',
})
export const QUANTITY_MAX = 10_000
export const RxQuantity = Type.Integer({
  minimum: 1,
  maximum: QUANTITY_MAX,
  description: 'How many of the smallest unit: tablets, millilitres.',
})
export const DAYS_MAX = 180

const stated = {
  dose: text(100, { description: 'In words, such as `1 tablet`. It stands on the label.' }),
  route: oneOf(ROUTES, { description: 'How the medicine gets into the body.' }),
  times: Times,
  days: Type.Integer({ minimum: 1, maximum: DAYS_MAX }),
  instructions: Type.Optional(text(300, { description: 'Such as `after food`. The patient reads it.' })),
  substitution: oneOf(['allowed', 'ask'], { description: '`ask`: a pharmacist asks the doctor first.' }),
}

/** A line as the doctor writes it: an item of the catalogue, or a medicine by its name. */
export const NewRxLine = object({
  lineKey: Type.Optional(LineKey),
  itemCode: Type.Optional(ItemCode),
  genericName: Type.Optional(text(200, { description: 'Needed without `itemCode`; else it comes from the item.' })),
  form: Type.Optional(text(60)),
  strength: Type.Optional(text(60)),
  quantity: Type.Optional({ ...RxQuantity, description: 'Left out: what `times` and `days` need.' }),
  ...stated,
})
export type NewRxLine = Static<typeof NewRxLine>

/** A line as it was signed. */
export const RxLine = object({
  lineKey: LineKey,
  itemCode: Type.Optional(ItemCode),
  genericName: Type.String(),
  form: Type.String(),
  strength: Type.String(),
  unit: Type.String({ description: 'The smallest unit, in which `quantity` counts. Empty when nobody knows it.' }),
  quantity: RxQuantity,
  ...stated,
})
export type RxLine = Static<typeof RxLine>

export const WARNING_KINDS = ['allergy', 'duplicate', 'dose', 'tele'] as const
export const WarningKind = oneOf(WARNING_KINDS, {
  description:
    '`duplicate`: the patient takes this substance already. `dose`: more than the times and days need, or unlikely ' +
    'much. `tele`: nobody has said whether this may be prescribed by video.',
})
export type WarningKind = Static<typeof WarningKind>

/** Something that a person must look at. Interactions of medicines are not checked: there is no free list for India. */
export const Warning = object({
  kind: WarningKind,
  lineKey: LineKey,
  text: Type.String({ description: 'For staff, in English.' }),
  against: Type.Optional(Type.String({ description: 'The allergy or the other medicine.' })),
  overriddenReason: Type.Optional(Type.String()),
})
export type Warning = Static<typeof Warning>

/** Why somebody goes on in spite of a warning. */
export const Override = object({ kind: WarningKind, lineKey: LineKey, reason: text(300) })
export type Override = Static<typeof Override>

const facts = {
  prescriptionId: PrescriptionId,
  version: Type.Integer({ minimum: 1 }),
  visitId: VisitId,
  facilityId: FacilityId,
  doctorId: DoctorId,
  patientId: PatientId,
}

/** The events name no medicine: who may read it reads the prescription. */
export const prescriptionSigned = defineEvent('prescriptions.prescription-signed.v1', 'prescriptionId', object(facts))
export const prescriptionAmended = defineEvent('prescriptions.prescription-amended.v1', 'prescriptionId', object(facts))
/** No pharmacy gives anything more of it. */
export const prescriptionStopped = defineEvent('prescriptions.prescription-stopped.v1', 'prescriptionId', object(facts))

export const warningOpen = defineProblem(
  'warning-open',
  409,
  'A warning was not answered',
  'Look at each of `warnings`. Change the line, or say in `overrides` why you go on.',
)
export const notByTele = defineProblem(
  'not-by-tele',
  409,
  'This medicine may not be prescribed after this visit by video or telephone',
  'Leave out `lineKey`, or see the patient in person. `why` says which list of the guidelines decides.',
)
export const controlledDrug = defineProblem(
  'controlled-drug',
  409,
  'Sehat does not prescribe or dispense this narcotic',
  'Leave out `lineKey`. Narcotics need forms that Sehat does not have.',
)
export const visitNotYours = defineProblem(
  'visit-not-yours',
  409,
  'You prescribe only in an own visit that is in progress or was closed today',
  'Open a visit with this patient. To change an older prescription, amend it.',
)
export const alreadyDispensed = defineProblem(
  'already-dispensed',
  409,
  'More than this was dispensed already',
  'The line `lineKey` cannot go below `dispensed`, what was given or is being given now. Raise it, or stop the line.',
)
export const prescriptionOver = defineProblem(
  'prescription-over',
  409,
  'This prescription does not count any more',
  'Look at `status`. The doctor must sign a new one.',
)
export const prescriptionChangedMeanwhile = defineProblem(
  'prescription-changed-meanwhile',
  412,
  'The prescription was amended since you read it',
  'Read it again, and repeat the change with `If-Match` and the newer ETag.',
)
export const prescriptionUnchanged = defineProblem(
  'prescription-unchanged',
  409,
  'This is word by word the version that is signed',
  'Change something, or leave the prescription as it is.',
)
export const unknownMedicine = defineProblem(
  'unknown-medicine',
  409,
  'The catalogue has no such medicine that may be prescribed',
  'Choose an active medicine for `lineKey`, or name it by its generic name.',
)

export const prescriptionProblems = [
  ...[warningOpen, notByTele, controlledDrug, visitNotYours, alreadyDispensed, prescriptionOver],
  ...[prescriptionChangedMeanwhile, prescriptionUnchanged, unknownMedicine],
] as const
