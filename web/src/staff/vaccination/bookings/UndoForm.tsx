// Asks why a dose or an absence was wrong, and takes it back.
import { useEffect } from 'react'
import * as limits from '../../../api/limits/post-vaccination-bookings-completion-cancellation.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'

interface UndoFormProps {
  readonly end: 'completion' | 'absence'
  readonly bookingId: string
  readonly onDone: () => void
}

const USUAL = {
  completion: ['person', 'dose', 'notGiven', 'pressed'],
  absence: ['came', 'person', 'pressed'],
} as const

export function UndoForm({ end, bookingId, onDone }: UndoFormProps) {
  const { t } = useText()
  const send = {
    completion: useSend('POST /v1/vaccination/bookings/{bookingId}/completion/cancellation'),
    absence: useSend('POST /v1/vaccination/bookings/{bookingId}/absence/cancellation'),
  }
  const reason = reasonField(limits.postVaccinationBookingsCompletionCancellation, 'reason', {
    label: t('staff.centre.undo.why'),
    hint: t(`staff.centre.undo.hint.${end}`),
    wrong: 'staff.centre.stock.whyMissing',
    usual: USUAL[end].map((each) => t(`staff.centre.undo.usual.${each}`)),
  })
  useEffect(() => document.getElementById('reason')?.focus(), [])
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send[end].mutateAsync({ path: { bookingId }, body })
        onDone()
      }}
    >
      {reason.input}
      <Button kind="danger">{t(`staff.centre.undo.${end}`)}</Button>
    </Form>
  )
}
