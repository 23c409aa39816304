// Answers what Sehat asks about the prescriptions of a family: everything that is kept.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom, toCell } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listGiven } from '../dispensing/store.ts'
import { readSealed } from '../signing/sealing.ts'
import { listOfPatients, listVersions } from '../signing/store.ts'
import type { PrescriptionsContext } from '../tables.ts'
import { listDispensesOf, listEntriesOf, listPresentationsOf } from './store.ts'

const headings = headingsFrom({
  prescriptionId: { en: 'Number of the prescription', hi: 'पर्चे का नंबर' },
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  version: { en: 'Version', hi: 'संस्करण' },
  at: { en: 'Time', hi: 'समय' },
  doctorName: { en: 'Doctor', hi: 'डॉक्टर' },
  medicine: { en: 'Medicine', hi: 'दवा' },
  quantity: { en: 'Quantity', hi: 'मात्रा' },
  returned: { en: 'Came back', hi: 'वापस आई' },
  lot: { en: 'Lot', hi: 'लॉट' },
  status: { en: 'State', hi: 'स्थिति' },
  handedTo: { en: 'Taken by', hi: 'किसने ली' },
  text: { en: 'Text', hi: 'लेख' },
  number: { en: 'Number', hi: 'नंबर' },
  facilityId: { en: 'Number of the facility', hi: 'संस्था का नंबर' },
})

const EXPORTED_MAX = 10_000

export const personalAnswers = (context: PrescriptionsContext): CallAnswer[] => [
  answerTo(exportPersonOf('prescriptions'), async ({ patientIds }) => ({
    sections: [
      await toPrescriptions(context, patientIds),
      await toDispenses(context, patientIds),
      await toEntries(context, patientIds),
      await toPresentations(context, patientIds),
    ],
  })),
  // Signed prescriptions and registers are kept by law, as they were signed.
  answerTo(closePersonOf('prescriptions'), async () => ({})),
]

async function toPrescriptions({ db }: PrescriptionsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const all = await listOfPatients(db, patientIds, { before: undefined, limit: EXPORTED_MAX })
  const versions = await listVersions(
    db,
    all.map(({ id }) => id),
  )
  return {
    kind: 'prescriptions',
    title: { en: 'What doctors prescribed', hi: 'डॉक्टरों ने जो दवाएँ लिखीं' },
    fields: headings('prescriptionId', 'patientId', 'version', 'at', 'doctorName', 'text'),
    rows: versions.map(({ prescription_id, version, signed_at, sealed }) => {
      const { header, lines, patientId } = readSealed(sealed)
      return {
        ...{ prescriptionId: prescription_id, patientId, version, at: toCell(signed_at) },
        ...{ doctorName: header.doctor.name, text: JSON.stringify(lines) },
      }
    }),
  }
}

async function toDispenses({ db }: PrescriptionsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const all = new Map((await listDispensesOf(db, patientIds)).map((one) => [one.id, one]))
  const given = await listGiven(db, [...all.keys()])
  return {
    kind: 'dispenses',
    title: { en: 'What pharmacies gave', hi: 'दवा की दुकानों ने जो दिया' },
    fields: headings('patientId', 'at', 'status', 'medicine', 'quantity', 'returned', 'lot', 'handedTo'),
    rows: given.flatMap(({ dispense_id, item_name: medicine, quantity, returned, lot }) => {
      const of = all.get(dispense_id)
      if (!of) return []
      const at = toCell(of.handed_over_at ?? of.prepared_at)
      return [
        { patientId: of.patient_id, at, status: of.status, medicine, quantity, returned, lot, handedTo: of.handed_to },
      ]
    }),
  }
}

async function toEntries({ db }: PrescriptionsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const entries = await listEntriesOf(db, patientIds)
  return {
    kind: 'registers',
    title: { en: 'Entries in registers of medicines', hi: 'दवाओं के रजिस्टर में दर्ज बातें' },
    fields: headings('patientId', 'number', 'at', 'medicine', 'quantity', 'lot', 'facilityId'),
    rows: entries.map(({ patient_id, number, year, entered_at, item_name, quantity, lot, facility_id }) => ({
      ...{ patientId: patient_id, number: `${year}/${number}`, at: toCell(entered_at), medicine: item_name },
      ...{ quantity, lot, facilityId: facility_id },
    })),
  }
}

async function toPresentations({ db }: PrescriptionsContext, patientIds: readonly PatientId[]): Promise<ExportSection> {
  const shown = await listPresentationsOf(db, patientIds)
  return {
    kind: 'presentations',
    title: { en: 'Where you showed prescriptions', hi: 'आपने पर्चे कहाँ दिखाए' },
    fields: headings('prescriptionId', 'facilityId', 'at'),
    rows: shown.map(({ prescription_id, facility_id, shown_at }) => ({
      ...{ prescriptionId: prescription_id, facilityId: facility_id, at: toCell(shown_at) },
    })),
  }
}
