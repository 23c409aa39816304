// What somebody has added since the page was opened: to withdraw it while the toast has gone.
import { useState } from 'react'
import type { FileShown } from '../../files/AboutFile.tsx'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import type { Column } from '../../ui/columns.ts'
import { Table } from '../../ui/Table.tsx'
import { DOCUMENT } from './columns.tsx'
import { Withdrawing } from './Withdrawing.tsx'

/** The documents that somebody has added on this page, without those that were taken back. */
export function useAdded() {
  const [documents, setDocuments] = useState<readonly FileShown[]>([])
  return {
    documents,
    onStored: (document: FileShown): void => setDocuments((all) => [document, ...all]),
    onGone: (documentId: string): void => setDocuments((all) => all.filter((one) => one.documentId !== documentId)),
  }
}

export function JustAdded({ documents, onGone }: Pick<ReturnType<typeof useAdded>, 'documents' | 'onGone'>) {
  const { t } = useText()
  const [leaving, setLeaving] = useState<FileShown>()
  if (documents.length === 0) return null
  return (
    <section>
      <h2>{t('staff.files.now')}</h2>
      <Table
        stacks
        hidesCaption
        caption={t('staff.files.now')}
        rows={documents}
        keyOf={({ documentId }) => documentId}
        columns={[...DOCUMENT, controlOf(setLeaving)]}
      />
      <Withdrawing document={leaving} onClose={() => setLeaving(undefined)} onGone={onGone} />
    </section>
  )
}

const controlOf = (onWithdraw: (document: FileShown) => void): Column<FileShown> => ({
  header: 'staff.files.column.acts',
  isControl: true,
  draw: (document, { t }) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onWithdraw(document)}>
        {t('staff.files.withdraw')} <span className="visually-hidden">{document.title}</span>
      </Button>
    </div>
  ),
})
