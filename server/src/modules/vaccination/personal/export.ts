// What vaccination gives out of a family: doses, bookings, certificates, and what staff noted about them.
import type { Context } from '../../../platform/module.ts'
import { type ExportSection, headingsFrom, toCell, type Words } from '../../../platform/personal.ts'
import type { PatientId } from '../../patients/contract.ts'
import { findBooking } from '../bookings/store.ts'
import type { BookingId } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import {
  listAllAdverseEvents,
  listAllCertificates,
  listAllHistorical,
  listBookingIds,
  listCentreNames,
  listDoseVersions,
  listNotes,
} from './store.ts'

type Asked = Context<VaccinationTables>
type Rows = ExportSection['rows']

const NAMES = {
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  vaccine: { en: 'Vaccine', hi: 'टीका' },
  dose: { en: 'Dose', hi: 'खुराक' },
  centre: { en: 'Centre', hi: 'केंद्र' },
  lot: { en: 'Lot', hi: 'बैच' },
  givenAt: { en: 'Given', hi: 'कब लगा' },
  status: { en: 'State', hi: 'स्थिति' },
  place: { en: 'Place', hi: 'जगह' },
  evidence: { en: 'Proof of the dose', hi: 'टीके का प्रमाण' },
  document: { en: 'What was shown', hi: 'क्या दिखाया गया' },
  last4: { en: 'Last four characters', hi: 'आख़िरी चार अंक' },
  recordedAt: { en: 'Recorded', hi: 'कब दर्ज हुआ' },
  cancelledAt: { en: 'Taken back', hi: 'कब वापस लिया' },
  reason: { en: 'Reason', hi: 'कारण' },
  bookingId: { en: 'Number of the booking', hi: 'बुकिंग का नंबर' },
  date: { en: 'Day', hi: 'दिन' },
  window: { en: 'Time', hi: 'समय' },
  bookedAt: { en: 'Booked', hi: 'बुकिंग कब की' },
  arrivedAt: { en: 'Arrived', hi: 'कब पहुँचे' },
  certificateId: { en: 'Number of the certificate', hi: 'प्रमाण पत्र का नंबर' },
  issuedAt: { en: 'Issued', hi: 'कब बना' },
  withdrawnAt: { en: 'Not valid since', hi: 'कब से मान्य नहीं' },
  kind: { en: 'Kind', hi: 'प्रकार' },
  at: { en: 'Time', hi: 'समय' },
  adverseEventId: { en: 'Number of the report', hi: 'रिपोर्ट का नंबर' },
  version: { en: 'Version', hi: 'संस्करण' },
  onsetAt: { en: 'Began', hi: 'कब शुरू हुआ' },
  reactions: { en: 'What happened', hi: 'क्या हुआ' },
  description: { en: 'In words', hi: 'शब्दों में' },
  severity: { en: 'How severe', hi: 'कितना गंभीर' },
  seriousBecause: { en: 'Why serious', hi: 'गंभीर क्यों' },
  treatment: { en: 'What was done', hi: 'क्या किया गया' },
  outcome: { en: 'How it ended', hi: 'अंत में कैसे रहे' },
} as const satisfies Readonly<Record<string, Words>>

const headings = headingsFrom(NAMES)

const toSection = (kind: string, title: Words, fields: readonly (keyof typeof NAMES)[], rows: Rows): ExportSection => ({
  ...{ kind, title, rows },
  fields: headings(...fields),
})

/** All of it, also what was taken back. The staff who acted are third persons and are left out. */
export async function exportVaccination(context: Asked, ids: readonly PatientId[]): Promise<ExportSection[]> {
  const bookingIds = (await Promise.all(ids.map((id) => listBookingIds(context.db, id)))).flat()
  return [
    await exportDoses(context, ids),
    await exportHistorical(context, ids),
    await exportAdverseEvents(context, ids),
    await exportBookings(context, bookingIds),
    await exportCertificates(context, ids),
    await exportNotes(context, bookingIds),
  ]
}

async function exportDoses({ db }: Asked, ids: readonly PatientId[]): Promise<ExportSection> {
  const doses = (await Promise.all(ids.map((id) => listDoseVersions(db, id)))).flat()
  const centres = doses.map(({ facility_id }) => facility_id)
  const names = await listCentreNames(db, centres)
  const rows = doses.map((one) => ({
    ...{ patientId: one.patient_id, vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose, lot: one.lot },
    ...{ centre: names.get(one.facility_id) ?? one.facility_id, givenAt: one.given_at.toISOString() },
    ...{ status: one.status, reason: one.reason },
  }))
  const title = { en: 'Doses', hi: 'लगे टीके' }
  return toSection(
    'doses',
    title,
    ['patientId', 'vaccine', 'dose', 'centre', 'lot', 'givenAt', 'status', 'reason'],
    rows,
  )
}

async function exportHistorical({ db }: Asked, ids: readonly PatientId[]): Promise<ExportSection> {
  const doses = (await Promise.all(ids.map((id) => listAllHistorical(db, id)))).flat()
  const rows = doses.map((one) => ({
    ...{ patientId: one.patient_id, vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose, givenAt: one.given_on },
    ...{ place: one.place, evidence: one.evidence, document: one.proof_document ?? one.proof_kind },
    ...{ last4: one.proof_last4, recordedAt: toCell(one.recorded_at), cancelledAt: toCell(one.cancelled_at) },
    reason: one.cancel_reason,
  }))
  const dose = ['patientId', 'vaccine', 'dose', 'givenAt', 'place', 'evidence'] as const
  const record = ['document', 'last4', 'recordedAt', 'cancelledAt', 'reason'] as const
  return toSection('historicalDoses', { en: 'Doses had elsewhere', hi: 'कहीं और लगे टीके' }, [...dose, ...record], rows)
}

async function exportAdverseEvents({ db }: Asked, ids: readonly PatientId[]): Promise<ExportSection> {
  const versions = (await Promise.all(ids.map((id) => listAllAdverseEvents(db, id)))).flat()
  const rows = versions.map((one) => ({
    ...{ adverseEventId: one.id, version: one.version, patientId: one.patient_id, bookingId: one.booking_id },
    ...{ vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose, onsetAt: one.onset_at.toISOString() },
    ...{ reactions: one.reactions.join(', '), description: one.description, severity: one.severity },
    ...{ seriousBecause: one.serious_because.join(', '), treatment: one.treatment, outcome: one.outcome },
    ...{ recordedAt: toCell(one.recorded_at), status: one.status, reason: one.reason },
  }))
  const about = ['adverseEventId', 'version', 'patientId', 'bookingId', 'vaccine', 'dose'] as const
  const event = ['onsetAt', 'reactions', 'description', 'severity', 'seriousBecause', 'treatment', 'outcome'] as const
  const title = { en: 'What happened after doses', hi: 'टीके के बाद क्या हुआ' }
  return toSection('adverseEvents', title, [...about, ...event, 'recordedAt', 'status', 'reason'], rows)
}

async function exportBookings({ db }: Asked, ids: readonly BookingId[]): Promise<ExportSection> {
  const found = []
  for (const id of ids) found.push(await findBooking(db, id))
  const bookings = found.filter((booking) => booking !== undefined)
  const centres = bookings.map(({ facility_id }) => facility_id)
  const names = await listCentreNames(db, centres)
  const rows = bookings.map((one) => ({
    ...{ bookingId: one.id, patientId: one.patient_id, vaccine: `${one.course}: ${one.vaccine}`, dose: one.dose },
    ...{ centre: names.get(one.facility_id) ?? one.facility_id, date: one.held_on, window: one.time_window },
    ...{ bookedAt: toCell(one.booked_at), arrivedAt: toCell(one.arrived_at), status: one.status },
  }))
  const what = ['bookingId', 'patientId', 'vaccine', 'dose', 'centre'] as const
  const when = ['date', 'window', 'bookedAt', 'arrivedAt', 'status'] as const
  return toSection('bookings', { en: 'Bookings', hi: 'बुकिंग' }, [...what, ...when], rows)
}

async function exportCertificates({ db }: Asked, ids: readonly PatientId[]): Promise<ExportSection> {
  const certificates = (await Promise.all(ids.map((id) => listAllCertificates(db, id)))).flat()
  const rows = certificates.map((one) => ({
    ...{ certificateId: one.id, patientId: one.patient_id, issuedAt: toCell(one.issued_at) },
    withdrawnAt: toCell(one.withdrawn_at),
  }))
  const title = { en: 'Certificates', hi: 'प्रमाण पत्र' }
  return toSection('certificates', title, ['certificateId', 'patientId', 'issuedAt', 'withdrawnAt'], rows)
}

async function exportNotes({ db }: Asked, ids: readonly BookingId[]): Promise<ExportSection> {
  const rows = (await listNotes(db, ids)).map((one) => ({
    ...{ bookingId: one.booking_id, kind: one.kind, at: one.at.toISOString() },
    ...{ document: one.document, last4: one.last4, reason: one.reason },
  }))
  const title = { en: 'What staff noted about bookings', hi: 'बुकिंग के बारे में कर्मचारियों ने क्या लिखा' }
  return toSection('notes', title, ['bookingId', 'kind', 'at', 'document', 'last4', 'reason'], rows)
}
