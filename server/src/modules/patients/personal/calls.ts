// Answers what Sehat asks about a family for its account: its records, everything that is kept, and its closing.
import {
  closePersonOf,
  type ExportSection,
  exportPersonOf,
  headingsFrom,
  type Words,
} from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { listFamilyRecords, type PatientId } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { findPatient } from '../registration/store.ts'
import { closeFamily } from './closing.ts'
import { listIdentifiers, listRecordsOfFamily } from './store.ts'

export const personalAnswers = (context: PatientsContext): CallAnswer[] => [
  answerTo(listFamilyRecords, async ({ accountId }) => ({
    patientIds: await listRecordsOfFamily(context.pool, accountId),
  })),
  answerTo(exportPersonOf('patients'), async ({ patientIds }) => ({
    sections: await exportPeople(context, patientIds),
  })),
  answerTo(closePersonOf('patients'), async ({ stage, ...person }) => {
    if (stage === 'end') await closeFamily(context, person)
    return {}
  }),
]

const NAMES = {
  patientId: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' },
  name: { en: 'Name', hi: 'नाम' },
  birth: { en: 'Birth', hi: 'जन्म' },
  gender: { en: 'Gender', hi: 'लिंग' },
  pin: { en: 'PIN code', hi: 'पिन कोड' },
  phone: { en: 'Phone', hi: 'फ़ोन' },
  email: { en: 'Mail', hi: 'ईमेल' },
  address: { en: 'Address', hi: 'पता' },
  aadhaarLast4: { en: 'Aadhaar, last four digits', hi: 'आधार, आख़िरी चार अंक' },
  registeredAt: { en: 'Registered', hi: 'पंजीकरण' },
  system: { en: 'Kind of number', hi: 'नंबर का प्रकार' },
  last4: { en: 'Last four characters', hi: 'आख़िरी चार अंक' },
} as const satisfies Readonly<Record<string, Words>>

const headings = headingsFrom(NAMES)

async function exportPeople(context: PatientsContext, ids: readonly PatientId[]): Promise<ExportSection[]> {
  const people: ExportSection['rows'] = []
  const numbers: ExportSection['rows'] = []
  for (const id of ids) {
    const patient = await findPatient(context.db, id)
    if (!patient) continue
    people.push({
      ...{ patientId: id, name: patient.name, birth: patient.birth_date ?? patient.birth_year },
      ...{ gender: patient.gender, pin: patient.pin, phone: patient.phone, email: patient.email },
      ...{ address: patient.address, aadhaarLast4: patient.aadhaar_last4 },
      registeredAt: patient.created_at.toISOString(),
    })
    for (const { system, last4 } of await listIdentifiers(context.db, id))
      numbers.push({ patientId: id, system, last4 })
  }
  const personal = [
    'name',
    'birth',
    'gender',
    'pin',
    'phone',
    'email',
    'address',
    'aadhaarLast4',
    'registeredAt',
  ] as const
  return [
    {
      kind: 'people',
      title: { en: 'Your family', hi: 'आपका परिवार' },
      fields: headings('patientId', ...personal),
      rows: people,
    },
    {
      kind: 'numbers',
      title: { en: 'Numbers', hi: 'नंबर' },
      fields: headings('patientId', 'system', 'last4'),
      rows: numbers,
    },
  ]
}
