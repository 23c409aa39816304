// Answers what Sehat asks about the links of a family: what is kept, whether they allow links, and the closing.
import { closePersonOf, type ExportSection, exportPersonOf, originOfClosing } from '../../../platform/personal.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import type { PatientId } from '../../patients/contract.ts'
import { allowLinks } from '../contract.ts'
import { decideLinks, endLinks } from '../objections/steps.ts'
import { listCustomerNames, listMappingsOf } from '../objections/store.ts'
import type { LinkageContext } from '../tables.ts'

export const personalAnswers = (context: LinkageContext): CallAnswer[] => [
  answerTo(allowLinks, async (decided) => {
    await decideLinks(context, decided)
    return {}
  }),
  answerTo(exportPersonOf('linkage'), async ({ patientIds }) => ({
    sections: [await exportLinks(context, patientIds)],
  })),
  answerTo(closePersonOf('linkage'), async ({ stage, ...closing }) => {
    if (stage === 'end') for (const id of closing.patientIds) await endLinks(context, id, originOfClosing(closing))
    return {}
  }),
]

async function exportLinks({ db }: LinkageContext, ids: readonly PatientId[]): Promise<ExportSection> {
  const found = (await Promise.all(ids.map((id) => listMappingsOf(db, id)))).flat()
  const links = [...new Map(found.map((one) => [one.id, one])).values()]
  const names = await listCustomerNames(
    db,
    links.map(({ customer_id }) => customer_id),
  )
  return {
    kind: 'links',
    title: { en: 'Links with outside systems', hi: 'बाहरी सिस्टम से जुड़ाव' },
    fields: [
      { field: 'patientId', title: { en: 'Number of the record', hi: 'रिकॉर्ड का नंबर' } },
      { field: 'system', title: { en: 'System', hi: 'सिस्टम' } },
      { field: 'theirId', title: { en: 'Your number there', hi: 'वहाँ आपका नंबर' } },
      { field: 'at', title: { en: 'Time', hi: 'समय' } },
      { field: 'status', title: { en: 'State', hi: 'स्थिति' } },
    ],
    rows: links.map((one) => ({
      ...{ patientId: one.internal_patient_id, system: names.get(one.customer_id) ?? one.customer_id },
      ...{ theirId: one.patient_id, at: new Date(one.created_at).toISOString(), status: one.status },
    })),
  }
}
