// Opens a drawer: at which counter, and the cash that lies in it.
import { postBillingSessions } from '../../../api/limits/post-billing-sessions.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { say } from '../../shell/Said.tsx'

const STORAGE_KEY = 'sehat.counter'

export function OpenForm({ onDone }: { readonly onDone: () => void }) {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const send = useSend('POST /v1/billing/sessions')
  const counter = text(postBillingSessions, 'counter', {
    ...{ label: t('staff.money.drawers.counter'), hint: t('staff.money.drawers.counterHint') },
    ...{ value: localStorage.getItem(STORAGE_KEY) ?? undefined, size: 'medium' as const, autoComplete: 'off' },
  })
  const float = rupees(postBillingSessions, 'floatPaise', {
    ...{ label: t('staff.money.drawers.float'), hint: t('staff.money.drawers.floatHint') },
  })
  return (
    <Form
      fields={[counter, float]}
      onSubmit={async (entered) => {
        const opened = await send.mutateAsync({ body: { facilityId, ...entered } })
        localStorage.setItem(STORAGE_KEY, opened.counter)
        say({
          text: t('staff.money.said.opened', { counter: opened.counter }),
          detail: format.money(opened.floatPaise),
        })
        onDone()
      }}
    >
      {counter.input}
      {float.input}
      <div className="dialog-foot">
        <Button>{t('staff.money.drawers.open')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
