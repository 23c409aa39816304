// What an answer shows of a prescription: one version of it, and what was given until now.
import { Day, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { AccountId } from '../../identity/contract.ts'
import { DRUG_SCHEDULES } from '../../inventory/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { VisitId } from '../../visits/contract.ts'
import { LineKey, PrescriptionId, PrescriptionStatus, RxLine, RxMode, Warning } from '../contract.ts'
import type { Line, Prescription, Version } from '../tables.ts'
import { changesOf } from './rules.ts'
import { readSealed } from './sealing.ts'
import { statusOn } from './states.ts'

const Count = Type.Integer({ minimum: 0 })

export const LineView = object({
  ...RxLine.properties,
  schedule: oneOf(DRUG_SCHEDULES),
  state: oneOf(['active', 'stopped']),
  promised: { ...Count, description: 'In dispenses that are under way.' },
  dispensed: Count,
  returned: Count,
  left: { ...Count, description: 'What may still be given, with the repeats.' },
})

const ChangeView = object({
  lineKey: LineKey,
  kind: oneOf(['added', 'changed', 'stopped']),
  fields: Type.Array(Type.String(), { description: 'The members of the line that are different.' }),
})

export const PrescriptionView = object({
  prescriptionId: PrescriptionId,
  reference: Type.String({ description: 'As on the print: RX-XXXX-XXXX.' }),
  version: Type.Integer({ minimum: 1 }),
  newestVersion: Type.Integer({ minimum: 1 }),
  status: PrescriptionStatus,
  visitId: VisitId,
  patientId: PatientId,
  patient: object({
    name: Type.String(),
    birthYear: Type.Integer(),
    ageYears: Type.Integer(),
    gender: Type.String(),
    address: Type.String(),
  }),
  doctorId: DoctorId,
  doctor: object({
    name: Type.String(),
    qualifications: Type.Array(Type.String()),
    council: Type.String(),
    registrationNo: Type.String(),
  }),
  facilityId: FacilityId,
  facility: object({ name: Type.String(), address: Type.String() }),
  signedAt: Instant,
  signedBy: { ...AccountId, description: 'The account of the doctor, who alone amends it.' },
  validUntil: Day,
  repeats: { ...Type.Integer(), description: 'How often it may be filled again, within its days.' },
  mode: RxMode,
  lines: Type.Array(LineView),
  warnings: Type.Array(Warning),
  changes: Type.Array(ChangeView, { description: 'What this version changes of the one before.' }),
  amends: Type.Optional(Type.String({ description: 'Why this version replaces the one before.' })),
  stopReason: Type.Optional(Type.String()),
  hash: Type.String({ description: 'sha256 over the hash of the version before and the signed text, as hex.' }),
})
export type PrescriptionView = Static<typeof PrescriptionView>

/** What may still be given of a line. */
export const leftOf = ({ quantity, repeats, promised, dispensed, returned }: Line): number =>
  quantity * (1 + repeats) - promised - dispensed + returned

interface Seen {
  readonly prescription: Prescription
  readonly version: Version
  /** The version before it; undefined for the first. */
  readonly before: Version | undefined
  readonly lines: readonly Line[]
  readonly today: string
}

export function toPrescriptionView({ prescription, version, before, lines, today }: Seen): PrescriptionView {
  const signed = readSealed(version.sealed)
  const counts = new Map(lines.map((line) => [line.line_key, line]))
  const { id, reference, visit_id, patient_id, doctor_id, facility_id, mode, repeats } = prescription
  return {
    ...{ prescriptionId: id, reference, version: version.version, newestVersion: prescription.version },
    ...{ status: statusOn(prescription, today), visitId: visit_id, patientId: patient_id, doctorId: doctor_id },
    ...{ patient: signed.header.patient, facilityId: facility_id, facility: signed.header.facility, mode, repeats },
    doctor: { ...signed.header.doctor, qualifications: [...signed.header.doctor.qualifications] },
    ...{ signedAt: version.signed_at.toISOString(), signedBy: version.signed_by, hash: version.hash },
    validUntil: prescription.valid_until,
    lines: signed.lines.map((line) => toLineView(line, counts.get(line.lineKey) as Line)),
    warnings: [...signed.warnings],
    changes: before
      ? changesOf(readSealed(before.sealed).lines, signed.lines).map((one) => ({ ...one, fields: [...one.fields] }))
      : [],
    ...(version.reason !== null && { amends: version.reason }),
    ...(prescription.stop_reason !== null && { stopReason: prescription.stop_reason }),
  }
}

const toLineView = (signed: RxLine, line: Line): Static<typeof LineView> => ({
  ...{ ...signed, schedule: line.schedule, state: line.state, promised: line.promised, dispensed: line.dispensed },
  ...{ returned: line.returned, left: line.state === 'active' ? Math.max(0, leftOf(line)) : 0 },
})

/** A prescription in a list: without its lines one by one. */
export const ListedView = object({
  prescriptionId: PrescriptionId,
  reference: Type.String(),
  version: Type.Integer({ minimum: 1 }),
  status: PrescriptionStatus,
  visitId: VisitId,
  patientId: PatientId,
  patientName: Type.String(),
  doctorName: Type.String(),
  facilityName: Type.String(),
  signedAt: Instant,
  validUntil: Day,
  fulfilment: oneOf(['none', 'part', 'full'], { description: 'How much of it was handed over.' }),
  medicines: Type.Array(object({ lineKey: LineKey, name: Type.String(), left: Count })),
})
export type ListedView = Static<typeof ListedView>

export function toListedView(seen: Omit<Seen, 'before'>): ListedView {
  const { prescription, version, lines, today } = seen
  const signed = readSealed(version.sealed)
  const own = lines.filter((line) => line.prescription_id === prescription.id)
  const counts = new Map(own.map((line) => [line.line_key, line]))
  return {
    ...{ prescriptionId: prescription.id, reference: prescription.reference, version: version.version },
    ...{ status: statusOn(prescription, today), visitId: prescription.visit_id },
    ...{ patientId: prescription.patient_id },
    ...{ patientName: signed.header.patient.name, doctorName: signed.header.doctor.name },
    ...{ facilityName: signed.header.facility.name, signedAt: prescription.signed_at.toISOString() },
    ...{ validUntil: prescription.valid_until, fulfilment: fulfilmentOf(own) },
    medicines: signed.lines.map(({ lineKey, genericName }) => {
      const line = counts.get(lineKey) as Line
      return { lineKey, name: genericName, left: line.state === 'active' ? Math.max(0, leftOf(line)) : 0 }
    }),
  }
}

/** How much was handed over: derived from the lines, and stored nowhere. */
export function fulfilmentOf(lines: readonly Line[]): ListedView['fulfilment'] {
  const active = lines.filter(({ state }) => state === 'active')
  if (active.every((line) => line.dispensed - line.returned === 0)) return 'none'
  const isFull = active.every((line) => line.dispensed - line.returned >= line.quantity * (1 + line.repeats))
  return isFull ? 'full' : 'part'
}
