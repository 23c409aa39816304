// Answers what Sehat asks about the visits of a family: everything that is kept, and its closing.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom, toCell } from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listVersions } from '../findings/store.ts'
import { listOfPatients as listWishesOf } from '../follow-ups/store.ts'
import { deleteGrants, listGrants } from '../grants/store.ts'
import { findHospitals } from '../hospitals/store.ts'
import { listNotes } from '../notes/store.ts'
import { listOfPatients } from '../opening/store.ts'
import { toVisitViews } from '../opening/views.ts'
import type { Finding, Note, Visit, VisitsContext, Vitals, WalkInProof } from '../tables.ts'
import { toReadings } from '../vitals/routes.ts'
import { READING_NAMES } from '../vitals/rules.ts'
import { listVitalsOf } from '../vitals/store.ts'
import { dropWishes, forgetDocuments, listAllCare, listProofs } from './store.ts'

const headings = headingsFrom({
  visitId: { en: 'Number of the visit', hi: 'मुलाक़ात का नंबर' },
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  date: { en: 'Day', hi: 'दिन' },
  doctorName: { en: 'Doctor', hi: 'डॉक्टर' },
  hospital: { en: 'Hospital', hi: 'अस्पताल' },
  kind: { en: 'Kind', hi: 'तरह' },
  status: { en: 'State', hi: 'स्थिति' },
  version: { en: 'Version', hi: 'संस्करण' },
  at: { en: 'Time', hi: 'समय' },
  text: { en: 'Text', hi: 'लेख' },
  values: { en: 'Values', hi: 'माप' },
  name: { en: 'Name', hi: 'नाम' },
  severity: { en: 'Severity', hi: 'गंभीरता' },
  reason: { en: 'Reason', hi: 'कारण' },
  until: { en: 'Until', hi: 'कब तक' },
  last4: { en: 'Last four characters', hi: 'आख़िरी चार अंक' },
})

const EXPORTED_MAX = 10_000

export const personalAnswers = (context: VisitsContext): CallAnswer[] => [
  answerTo(exportPersonOf('visits'), async ({ patientIds }) => {
    const visits = await listOfPatients(context.db, patientIds, { limit: EXPORTED_MAX })
    const ids = visits.map(({ id }) => id)
    return {
      sections: [
        await toVisits(context, visits),
        toProofs(await listProofs(context.db, ids)),
        toNotes(await listNotes(context.db, ids)),
        toVitals(await listVitalsOf(context.db, ids)),
        toFindings(await listVersions(context.db, patientIds)),
        await toCare(context, patientIds),
        await toGrants(context, patientIds),
        await toWishes(context, patientIds),
      ],
    }
  }),
  // The record stays by law, without the name. Nobody waits for the person any more.
  answerTo(closePersonOf('visits'), async ({ patientIds }) => {
    const visits = await listOfPatients(context.db, patientIds, { limit: EXPORTED_MAX })
    await transaction(context.db, async (tx) => {
      await dropWishes(tx, patientIds)
      await deleteGrants(tx, patientIds)
      await forgetDocuments(
        tx,
        visits.map(({ id }) => id),
      )
    })
    return {}
  }),
]

async function toVisits(context: VisitsContext, visits: readonly Visit[]): Promise<ExportSection> {
  const views = await toVisitViews(context, visits)
  return {
    kind: 'visits',
    title: { en: 'Visits to doctors', hi: 'डॉक्टरों से मुलाक़ातें' },
    fields: headings('visitId', 'patientId', 'date', 'doctorName', 'hospital', 'kind', 'status'),
    rows: views.map(({ visitId, patientId, date, doctorName, facilityName, kind, status }) => ({
      ...{ visitId, patientId, date, doctorName: doctorName ?? null, hospital: facilityName, kind, status },
    })),
  }
}

const toProofs = (all: readonly WalkInProof[]): ExportSection => ({
  kind: 'proofs',
  title: { en: 'How you proved that you were there', hi: 'आपने कैसे बताया कि आप वहाँ थे' },
  fields: headings('visitId', 'at', 'kind', 'last4'),
  rows: all.map(({ visit_id, proven_at, kind, document, last4 }) => ({
    ...{ visitId: visit_id, at: toCell(proven_at), kind: document ?? kind, last4 },
  })),
})

const toNotes = (notes: readonly Note[]): ExportSection => ({
  kind: 'notes',
  title: { en: 'What doctors wrote and signed', hi: 'डॉक्टरों ने जो लिखा और हस्ताक्षर किया' },
  fields: headings('visitId', 'version', 'at', 'doctorName', 'text', 'reason'),
  rows: notes.map(({ visit_id, version, signed_at, doctor_name, body, amends }) => ({
    ...{ visitId: visit_id, version, at: toCell(signed_at), doctorName: doctor_name },
    ...{ text: JSON.stringify(body), reason: amends },
  })),
})

const toVitals = (all: readonly Vitals[]): ExportSection => ({
  kind: 'vitals',
  title: { en: 'What was measured', hi: 'क्या नापा गया' },
  fields: headings('visitId', 'at', 'values'),
  rows: all.map((vitals) => {
    const readings = toReadings(vitals)
    const known = READING_NAMES.filter((name) => readings[name] !== undefined)
    const values = known.map((name) => `${name} ${readings[name]}`).join(', ')
    return { visitId: vitals.visit_id, at: toCell(vitals.taken_at), values }
  }),
})

const toFindings = (all: readonly Finding[]): ExportSection => ({
  kind: 'findings',
  title: { en: 'Allergies and lasting problems', hi: 'एलर्जी और पुरानी तकलीफ़ें' },
  fields: headings('patientId', 'kind', 'name', 'severity', 'status', 'version', 'at', 'reason'),
  rows: all.map(({ patient_id, kind, name, severity, status, version, noted_at, reason }) => ({
    ...{ patientId: patient_id, kind, name, severity, status, version, at: toCell(noted_at), reason },
  })),
})

async function toCare({ db }: VisitsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const care = await listAllCare(db, patientIds)
  return {
    kind: 'care',
    title: { en: 'Who may read your record', hi: 'आपका रिकॉर्ड कौन पढ़ सकता है' },
    fields: headings('patientId', 'kind', 'at', 'until'),
    rows: care.map(({ patient_id, basis, from_at, until_at }) => ({
      ...{ patientId: patient_id, kind: basis, at: toCell(from_at), until: toCell(until_at) },
    })),
  }
}

async function toGrants({ db, clock }: VisitsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const grants = await listGrants(db, patientIds, clock.now())
  const hospitals = await findHospitals(
    db,
    grants.map(({ facility_id }) => facility_id),
  )
  return {
    kind: 'grants',
    title: { en: 'Hospitals that you let read your visits', hi: 'अस्पताल जिन्हें आपने मुलाक़ातें पढ़ने दी हैं' },
    fields: headings('patientId', 'hospital', 'reason', 'at', 'until'),
    rows: grants.map(({ patient_id, facility_id, purpose, given_at, until_at }) => ({
      ...{ patientId: patient_id, hospital: hospitals.get(facility_id)?.name ?? null },
      ...{ reason: purpose, at: toCell(given_at), until: toCell(until_at) },
    })),
  }
}

async function toWishes({ db }: VisitsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const wishes = await listWishesOf(db, patientIds)
  return {
    kind: 'follow-ups',
    title: { en: 'When doctors wish to see you again', hi: 'डॉक्टर आपको दोबारा कब देखना चाहते हैं' },
    fields: headings('visitId', 'date', 'status'),
    rows: wishes.map(({ visit_id, wished_on, status }) => ({ visitId: visit_id, date: wished_on, status })),
  }
}
