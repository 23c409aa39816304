// Answers what Sehat asks about a doctor with an account: what is kept. Nothing changes when the account closes.
import { closePersonOf, type ExportSection, exportPersonOf, headingsFrom } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { findDoctorOf } from '../registration/store.ts'
import type { Doctor, DoctorsContext } from '../tables.ts'

const headings = headingsFrom({
  name: { en: 'Name', hi: 'नाम' },
  council: { en: 'Council', hi: 'परिषद' },
  registrationNo: { en: 'Registration number', hi: 'पंजीकरण संख्या' },
  qualifications: { en: 'Qualifications', hi: 'योग्यताएँ' },
  status: { en: 'State', hi: 'स्थिति' },
})

const toSection = (doctor: Doctor | undefined): ExportSection => ({
  kind: 'doctors',
  title: { en: 'You as a doctor', hi: 'डॉक्टर के रूप में आप' },
  fields: headings('name', 'council', 'registrationNo', 'qualifications', 'status'),
  rows: doctor
    ? [
        {
          ...{ name: doctor.name, council: doctor.council, registrationNo: doctor.registration_no },
          ...{ qualifications: doctor.qualifications.join(', '), status: doctor.status },
        },
      ]
    : [],
})

export const personalAnswers = ({ db }: DoctorsContext): CallAnswer[] => [
  answerTo(exportPersonOf('doctors'), async ({ accountId }) => ({
    sections: [toSection(await findDoctorOf(db, accountId))],
  })),
  // An account with an open appointment cannot close, and a doctor's record is kept by law.
  answerTo(closePersonOf('doctors'), async () => ({})),
]
