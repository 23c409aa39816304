// Takes money ahead: of whom, how, and how much; the receipt prints.
import { type FormEvent, useState } from 'react'
import { postBillingAdvances as of } from '../../../api/limits/post-billing-advances.ts'
import { ApiProblem, isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { usePrint } from '../../../ui/Prints.tsx'
import { Finder } from '../../desk/Finder.tsx'
import type { Known } from '../../desk/find-known.ts'
import { say } from '../../shell/Said.tsx'
import { useSheet } from '../counter/sheet.tsx'
import { toReference } from '../reference.ts'

export function TakeAdvance({ onDone }: { readonly onDone: () => void }) {
  const [known, setKnown] = useState<Known>()
  return known ? <Taking known={known} onDone={onDone} /> : <Finder onChoose={setKnown} />
}

type Method = (typeof of.method.enum)[number]

function Taking({ known, onDone }: { readonly known: Known; readonly onDone: () => void }) {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const send = useSend('POST /v1/billing/advances')
  const print = usePrint('GET /v1/billing/payments/{paymentId}/print')
  const { sheet } = useSheet()
  const [method, setMethod] = useState<Method>('cash')
  const [cashLeft, setCashLeft] = useState<number>()
  const how = choice(of, 'method', {
    ...{ label: t('staff.money.pay.method'), value: method },
    options: of.method.enum.map((value) => ({ value, text: t(`staff.money.method.${value}`) })),
  })
  const amount = rupees(of, 'amountPaise', {
    ...{ label: t('staff.money.pay.amount'), means: ['cashLimit'] },
    ...(cashLeft !== undefined && { hint: t('staff.money.pay.cashLeft', { sum: format.money(cashLeft) }) }),
  })
  const reference = text(of, 'reference', {
    ...{ label: t('staff.money.pay.reference'), isNeeded: true, size: 'medium' as const, autoComplete: 'off' },
    clean: toReference,
  })
  const follow = ({ target }: FormEvent): void => {
    if (target instanceof HTMLInputElement && target.name === 'method') setMethod(target.value as Method)
  }
  const take = async (entered: { readonly method: Method; readonly amountPaise: number }): Promise<void> => {
    const exact = entered.method === 'cash' && { tenderedPaise: entered.amountPaise }
    const body = { facilityId, patientId: known.patientId, ...entered, ...exact }
    const taken = await send.mutateAsync({ body }).catch((error: unknown) => {
      if (!isProblem(error, 'cash-limit')) throw error
      setCashLeft(Number(error.members.leftPaise))
      throw new ApiProblem(error.status, { type: error.slug, errors: [{ pointer: '/cashLimit', detail: '' }] })
    })
    say({ text: t('staff.money.said.advance', { sum: format.money(taken.amountPaise) }), detail: known.name })
    print.print({ path: { paymentId: taken.paymentId }, query: { sheet } })
    onDone()
  }
  return (
    <div onInput={follow}>
      <Form fields={[how, amount, ...(method === 'cash' ? [] : [reference])]} needsPress onSubmit={take}>
        <p>
          <strong>{known.name}</strong>
        </p>
        {how.input}
        {amount.input}
        {method !== 'cash' && reference.input}
        <div className="dialog-foot">
          <Button>{t('staff.money.advances.take')}</Button>
          <Button kind="quiet" onClick={onDone}>
            {t('ui.back')}
          </Button>
        </div>
      </Form>
    </div>
  )
}
