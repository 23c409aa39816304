// Answers what Sehat asks about the consents and exports of a family: what is kept, and its closing.
import { closePersonOf, type ExportSection, exportPersonOf, toCell } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listConsents } from '../consents/store.ts'
import { deleteExportsOf, listExports } from '../exports/store.ts'
import { textOf } from '../rules.ts'
import type { PrivacyContext } from '../tables.ts'

export const personalAnswers = (context: PrivacyContext): CallAnswer[] => [
  answerTo(exportPersonOf('privacy'), async ({ accountId, patientIds }) => ({
    sections: [await exportConsents(context, patientIds), await exportExports(context, accountId)],
  })),
  answerTo(closePersonOf('privacy'), async ({ accountId, stage }) => {
    if (stage === 'end') await deleteExportsOf(context.db, accountId)
    return {}
  }),
]

async function exportConsents({ db }: PrivacyContext, ids: readonly PatientId[]): Promise<ExportSection> {
  return {
    kind: 'consents',
    title: { en: 'What you said yes and no to', hi: 'आपने किस बात की हाँ या ना कही' },
    fields: [
      { field: 'patientId', title: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' } },
      { field: 'purpose', title: { en: 'Purpose', hi: 'मक़सद' } },
      { field: 'textVersion', title: { en: 'Version of the words', hi: 'शब्दों का संस्करण' } },
      { field: 'givenAt', title: { en: 'Yes since', hi: 'हाँ कब से' } },
      { field: 'withdrawnAt', title: { en: 'No since', hi: 'ना कब से' } },
    ],
    rows: (await listConsents(db, ids)).map((one) => ({
      ...{ patientId: one.patient_id, purpose: textOf(one.purpose).title.en, textVersion: one.text_version },
      ...{ givenAt: toCell(one.given_at), withdrawnAt: toCell(one.withdrawn_at) },
    })),
  }
}

async function exportExports({ db }: PrivacyContext, accountId: Parameters<typeof listExports>[1]) {
  return {
    kind: 'exports',
    title: { en: 'Copies of your data', hi: 'आपके डेटा की प्रतियाँ' },
    fields: [{ field: 'askedAt', title: { en: 'Asked for', hi: 'कब माँगी' } }],
    rows: (await listExports(db, accountId)).map(({ asked_at }) => ({ askedAt: asked_at.toISOString() })),
  }
}
