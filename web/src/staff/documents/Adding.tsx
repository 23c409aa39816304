// The dialog in which staff add a document to a patient, and the word after it, with Undo.

import { useSend } from '../../api/queries.ts'
import { AddFile } from '../../files/AddFile.tsx'
import type { Stored } from '../../files/upload.ts'
import { useText } from '../../i18n/language.ts'
import { Dialog } from '../shell/Dialog.tsx'
import { say } from '../shell/Said.tsx'

export interface Person {
  readonly patientId: string
  readonly name: string
}

interface AddingProps {
  /** To whom. Undefined: the dialog is closed. */
  readonly person: Person | undefined
  readonly onClose: () => void
  readonly onStored?: (document: Stored) => void
  /** The document was taken back. */
  readonly onUndone?: (documentId: string) => void
}

export function Adding({ person, onClose, onStored, onUndone }: AddingProps) {
  const { t } = useText()
  const withdraw = useSend('POST /v1/documents/{documentId}/withdrawal')
  const stored = (document: Stored): void => {
    const { documentId, title = '' } = document
    const undo = async (): Promise<void> => {
      await withdraw.mutateAsync({ path: { documentId }, body: { reason: t('staff.files.undone') } })
      onUndone?.(documentId)
    }
    const detail = [title, person?.name].filter(Boolean).join(', ')
    say({ text: t('staff.files.said.added'), detail, undo })
    onStored?.(document)
    onClose()
  }
  return (
    <Dialog
      title={person ? t('staff.files.addTo', { name: person.name }) : ''}
      isOpen={person !== undefined}
      onClose={onClose}
    >
      {person && <AddFile key={person.patientId} patientId={person.patientId} onStored={stored} />}
    </Dialog>
  )
}
