// The form of a payment: how, how much, and in cash what was tendered. `p` takes it, also while a field has the focus.
import { type FormEvent, type KeyboardEvent, useRef, useState } from 'react'
import { postBillingInvoicesPayments as of } from '../../../api/limits/post-billing-invoices-payments.ts'
import { useWhole } from '../../../api/lists.ts'
import { ApiProblem, isProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { toPaise } from '../../../entered.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice, select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { Key } from '../../shell/Key.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { toReference } from '../reference.ts'
import type { Invoice } from './PayPanel.tsx'

export interface Taken {
  readonly paise: number
  readonly changePaise: number
  readonly leftPaise: number
}

interface PayFormProps {
  readonly invoice: Invoice
  readonly onTaken: (taken: Taken) => void
  readonly onUpi: (() => void) | undefined
}

type Method = (typeof of.method.enum)[number]

/** The advances of the patient that have money left. */
function useAdvances({ facilityId, patientId }: Invoice) {
  const enabled = patientId !== undefined
  const { data } = useWhole('GET /v1/billing/advances', { facility: facilityId }, { enabled })
  return (data ?? []).filter((one) => one.patientId === patientId)
}

export function PayForm({ invoice, onTaken, onUpi }: PayFormProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const [method, setMethod] = useState<Method>('cash')
  const [sums, setSums] = useState({ amount: String(invoice.duePaise / 100), tendered: '' })
  const submit = (): void => box.current?.querySelector('form')?.requestSubmit()
  useShortcuts(t('staff.money.counter.menu'), [{ keys: 'p', label: t('staff.money.pay.button'), run: submit }])
  const { fields, draw, send } = usePayment(invoice, method)
  const follow = ({ target }: FormEvent): void => {
    if (!(target instanceof HTMLInputElement)) return
    if (target.name === 'method') setMethod(target.value as Method)
    if (target.name === 'amountPaise') setSums({ ...sums, amount: target.value })
    if (target.name === 'tenderedPaise') setSums({ ...sums, tendered: target.value })
  }
  /** No letter stands in a sum, so the keys work there too. */
  const press = (event: KeyboardEvent): void => {
    const { target, key } = event
    if (!(target instanceof HTMLInputElement) || target.inputMode !== 'decimal') return
    if (key === 'p') submit()
    else if (key === 'u' && onUpi) onUpi()
    else return
    event.preventDefault()
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only listens to the fields inside
    <div ref={box} onInput={follow} onKeyDown={press}>
      <Form fields={fields} needsPress onSubmit={async (entered) => onTaken(await send(entered as never))}>
        {draw}
        {method === 'cash' && <Change {...sums} />}
        <div className="money-acts">
          <Button>
            {t('staff.money.pay.button')} <Key name="p" />
          </Button>
          {onUpi && (
            <Button kind="tint" onClick={onUpi}>
              {t('staff.money.upi.title')} <Key name="u" />
            </Button>
          )}
        </div>
      </Form>
    </div>
  )
}

function Change({ amount, tendered }: { readonly amount: string; readonly tendered: string }) {
  const { t, format } = useText()
  const [due, given] = [toPaise(amount), toPaise(tendered)]
  const change = due !== undefined && given !== undefined && given >= due ? given - due : undefined
  return (
    <p role="status" className="pay-change">
      {change !== undefined && t('staff.money.pay.changeOf', { sum: format.money(change) })}
    </p>
  )
}

type Entered = Parameters<ReturnType<typeof useSendPayment>>[0]['body']

const useSendPayment = () => useSend('POST /v1/billing/invoices/{invoiceId}/payments').mutateAsync

/** The fields that the method needs, and sending them. */
function usePayment(invoice: Invoice, method: Method) {
  const { t, format } = useText()
  const { invoiceId, duePaise } = invoice
  const advances = useAdvances(invoice)
  const pay = useSendPayment()
  const [cashLeft, setCashLeft] = useState<number>()
  const methods = of.method.enum.filter((one) => one !== 'advance' || advances.length > 0)
  const how = choice(of, 'method', {
    label: t('staff.money.pay.method'),
    options: methods.map((value) => ({ value, text: t(`staff.money.method.${value}`) })),
    value: method,
  })
  const amount = rupees(of, 'amountPaise', {
    ...{ label: t('staff.money.pay.amount'), value: duePaise, means: ['cashLimit'] },
    ...(cashLeft !== undefined && { hint: t('staff.money.pay.cashLeft', { sum: format.money(cashLeft) }) }),
    also: (paise) => (paise > duePaise ? t('staff.money.pay.tooMuch', { sum: format.money(duePaise) }) : undefined),
  })
  const tendered = rupees(of, 'tenderedPaise', {
    ...{ label: t('staff.money.pay.tendered'), hint: t('staff.money.pay.tenderedHint') },
  })
  const reference = text(of, 'reference', {
    ...{ label: t('staff.money.pay.reference'), hint: t('staff.money.pay.referenceHint'), isNeeded: true },
    ...{ size: 'medium' as const, autoComplete: 'off', clean: toReference },
  })
  const advance = select(of, 'advanceId', {
    label: t('staff.money.pay.advance'),
    isNeeded: true,
    options: advances.map(({ paymentId, receiptNumber = '', leftPaise = 0 }) => ({
      ...{ value: paymentId, text: `${receiptNumber}: ${format.money(leftPaise)}` },
    })),
  })
  const more = method === 'cash' ? tendered : method === 'advance' ? advance : reference
  const send = async (body: Entered): Promise<Taken> => {
    try {
      const exact = body.method === 'cash' && { tenderedPaise: body.tenderedPaise ?? body.amountPaise }
      const { payment, invoice: after } = await pay({ path: { invoiceId }, body: { ...body, ...exact } })
      const { amountPaise: paise, changePaise = 0 } = payment
      return { paise, changePaise, leftPaise: after.duePaise }
    } catch (error) {
      if (!isProblem(error, 'cash-limit')) throw error
      // The law speaks about the sum, so the words stand at its field.
      setCashLeft(Number(error.members.leftPaise))
      throw new ApiProblem(error.status, { type: error.slug, errors: [{ pointer: '/cashLimit', detail: '' }] })
    }
  }
  return {
    fields: [how, amount, more] as const,
    draw: (
      <>
        <div className="pay-methods">{how.input}</div>
        <div className="pay-fields">
          {amount.input}
          {more.input}
        </div>
      </>
    ),
    send,
  }
}
