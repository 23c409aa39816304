// Answers what Sehat asks about the trail of a family: who saw its records, and how they changed.
import { type ExportSection, exportPersonOf, headingsFrom, type Words } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { AuditContext } from '../tables.ts'
import { listAllChanges, listAllReads } from './store.ts'

export const personalAnswers = ({ db }: AuditContext): CallAnswer[] => [
  answerTo(exportPersonOf('audit'), async ({ patientIds }) => {
    const reads = (await Promise.all(patientIds.map((id) => listAllReads(db, id)))).flat()
    const changes = (await Promise.all(patientIds.map((id) => listAllChanges(db, id)))).flat()
    return { sections: [toReads(reads), toChanges(changes)] }
  }),
]

const NAMES = {
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  at: { en: 'Time', hi: 'समय' },
  role: { en: 'Role of the person', hi: 'व्यक्ति की भूमिका' },
  facilityId: { en: 'Number of the place', hi: 'जगह का नंबर' },
  basis: { en: 'Reason', hi: 'कारण' },
  what: { en: 'What', hi: 'क्या' },
} as const satisfies Readonly<Record<string, Words>>
const headings = headingsFrom(NAMES)

/** The role and the place of who read. Who it was is a third person, and is left out. */
const toReads = (reads: Awaited<ReturnType<typeof listAllReads>>): ExportSection => ({
  kind: 'reads',
  title: { en: 'Who saw your records', hi: 'आपके रिकॉर्ड किसने देखे' },
  fields: headings('patientId', 'at', 'role', 'facilityId', 'basis', 'what'),
  rows: reads.map((one) => ({
    ...{ patientId: one.patient_id, at: one.at.toISOString(), role: one.role, facilityId: one.facility_id },
    ...{ basis: one.basis, what: `${one.record_kind}.${one.action}` },
  })),
})

const toChanges = (changes: Awaited<ReturnType<typeof listAllChanges>>): ExportSection => ({
  kind: 'changes',
  title: { en: 'How your records changed', hi: 'आपके रिकॉर्ड में बदलाव' },
  fields: headings('patientId', 'at', 'role', 'facilityId', 'what'),
  rows: changes.map((one) => ({
    ...{ patientId: one.patient_id, at: one.at.toISOString(), role: one.role, facilityId: one.facility_id },
    what: one.name,
  })),
})
