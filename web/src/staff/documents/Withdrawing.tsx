// The dialog in which staff withdraw a document, with a reason that the family sees.
import { postDocumentsWithdrawal } from '../../api/limits/post-documents-withdrawal.ts'
import { useSend } from '../../api/queries.ts'
import type { FileShown } from '../../files/AboutFile.tsx'
import { useUploadWords } from '../../files/AddFile.tsx'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Dialog } from '../shell/Dialog.tsx'
import { reason } from '../shell/reasons.tsx'
import { say } from '../shell/Said.tsx'

interface WithdrawingProps {
  readonly document: FileShown | undefined
  readonly onClose: () => void
  readonly onGone?: (documentId: string) => void
}

const REASONS = ['person', 'wrong', 'unreadable'] as const

export function Withdrawing({ document, onClose, onGone }: WithdrawingProps) {
  const { t } = useText()
  const words = useUploadWords()
  const send = useSend('POST /v1/documents/{documentId}/withdrawal')
  const why = reason(postDocumentsWithdrawal, 'reason', {
    label: t('staff.files.reason'),
    hint: t('staff.files.reasonHint'),
    wrong: 'staff.files.reasonWrong',
    usual: REASONS.map((each) => t(`staff.files.reasons.${each}`)),
  })
  const { documentId = '', title = '' } = document ?? {}
  return (
    <Dialog title={t('staff.files.withdrawOf', { title })} isOpen={document !== undefined} onClose={onClose}>
      <p>{t('staff.files.withdrawWhat')}</p>
      <Form
        fields={[why]}
        wordsOf={words}
        needsPress
        onSubmit={async (body) => {
          await send.mutateAsync({ path: { documentId }, body })
          say({ text: t('staff.files.said.withdrawn'), detail: title })
          onGone?.(documentId)
          onClose()
        }}
      >
        {why.input}
        <Button kind="danger">{t('staff.files.withdraw')}</Button>
      </Form>
    </Dialog>
  )
}
