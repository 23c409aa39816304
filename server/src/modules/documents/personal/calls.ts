// Answers what Sehat asks about the documents of a family: a list of all, and what happens when the account closes.
import {
  closePersonOf,
  type ExportSection,
  exportPersonOf,
  headingsFrom,
  originOfClosing,
  toCell,
} from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { deleteGrants, listGrants } from '../grants/store.ts'
import { lockDocument } from '../store.ts'
import { drop, withdraw } from '../storing/steps.ts'
import type { DocumentRow, DocumentsContext, Grant } from '../tables.ts'
import { listAll, listOwnFiles } from './store.ts'

const headings = headingsFrom({
  documentId: { en: 'Document', hi: 'दस्तावेज़' },
  patientId: { en: 'Record', hi: 'रिकॉर्ड' },
  kind: { en: 'Kind', hi: 'तरह' },
  title: { en: 'Title', hi: 'शीर्षक' },
  bytes: { en: 'Bytes', hi: 'बाइट' },
  sha256: { en: 'Checksum', hi: 'चेकसम' },
  status: { en: 'State', hi: 'स्थिति' },
  at: { en: 'Time', hi: 'समय' },
  retainUntil: { en: 'Kept until', hi: 'कब तक रखा जाएगा' },
  toKind: { en: 'For', hi: 'किसके लिए' },
  purpose: { en: 'Purpose', hi: 'उद्देश्य' },
  until: { en: 'Until', hi: 'कब तक' },
  revokedAt: { en: 'Ended at', hi: 'कब समाप्त' },
})

const toDocuments = (all: readonly DocumentRow[]): ExportSection => ({
  kind: 'documents',
  title: { en: 'Documents', hi: 'दस्तावेज़' },
  fields: [
    ...headings('documentId', 'patientId', 'kind', 'title', 'bytes', 'sha256'),
    ...headings('status', 'at', 'retainUntil'),
  ],
  rows: all.map((one) => ({
    ...{ documentId: one.id, patientId: one.patient_id, kind: one.kind, title: one.title, bytes: one.size_bytes },
    ...{ sha256: one.sha256, status: one.status, at: toCell(one.created_at), retainUntil: one.retain_until },
  })),
})

const toGrants = (all: readonly Grant[]): ExportSection => ({
  kind: 'document-grants',
  title: { en: 'Who may read documents', hi: 'दस्तावेज़ कौन पढ़ सकता है' },
  fields: headings('patientId', 'toKind', 'purpose', 'until', 'revokedAt'),
  rows: all.map((one) => ({
    ...{ patientId: one.patient_id, toKind: one.to_kind, purpose: one.purpose },
    ...{ until: toCell(one.until_at), revokedAt: toCell(one.revoked_at) },
  })),
})

export const personalAnswers = (context: DocumentsContext): CallAnswer[] => [
  answerTo(exportPersonOf('documents'), async ({ patientIds }) => ({
    sections: [toDocuments(await listAll(context.db, patientIds)), toGrants(await listGrants(context.db, patientIds))],
  })),
  // Records of treatment stay by law, without the name. What the family brought itself goes, and all grants.
  answerTo(closePersonOf('documents'), async ({ patientIds, stage, ...closing }) => {
    await transaction(context.db, (tx) => deleteGrants(tx, patientIds))
    if (stage === 'begin') return {}
    const origin = originOfClosing(closing)
    for (const { id } of await listOwnFiles(context.db, patientIds)) {
      await transaction(context.db, async (tx) => {
        const document = await lockDocument(tx, id)
        if (document?.status === 'STORED') await withdraw(tx, document, 'account-closed', origin)
        if (document?.status === 'RECEIVING') await drop(context, tx, document, 'abort', null)
      })
    }
    return {}
  }),
]
