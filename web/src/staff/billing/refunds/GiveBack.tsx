// Gives money back, of a bill or of an advance: by the way it came; another way needs an administrator.
import { type FormEvent, useState } from 'react'
import { postBillingRefunds as of } from '../../../api/limits/post-billing-refunds.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice, select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { Loading } from '../../../ui/outcomes.tsx'
import { usePrint } from '../../../ui/Prints.tsx'
import { say } from '../../shell/Said.tsx'
import { useSheet } from '../counter/sheet.tsx'
import { useOpenDrawers } from '../drawers/drawer.ts'
import { toReference } from '../reference.ts'

type Method = (typeof of.method.enum)[number]

interface Source {
  readonly invoiceId?: string | undefined
  readonly paymentId?: string | undefined
  readonly method?: string | undefined
  readonly patient?: { readonly name: string } | undefined
}

interface GiveBackProps {
  /** The bill, or the advance. */
  readonly of: Source
  readonly paise: number
  readonly onDone: () => void
}

const isMethod = (method: string | undefined): method is Method => of.method.enum.some((one) => one === method)

/** Finds out first how the money of a bill came. */
export function GiveBack(props: GiveBackProps) {
  const { invoiceId, method } = props.of
  const enabled = invoiceId !== undefined && method === undefined
  const { data, error } = useAnswer(
    'GET /v1/billing/invoices/{invoiceId}',
    { path: { invoiceId: invoiceId ?? '' } },
    { enabled },
  )
  if (enabled && !data && !error) return <Loading />
  const came = data?.payments.findLast(({ direction, status }) => direction === 'in' && status === 'DONE')?.method
  const usual = method ?? came
  return <Giving {...props} usual={isMethod(usual) ? usual : 'cash'} />
}

function Giving({ of: source, paise, onDone, usual }: GiveBackProps & { readonly usual: Method }) {
  const { t, format } = useText()
  const send = useSend('POST /v1/billing/refunds')
  const print = usePrint('GET /v1/billing/payments/{paymentId}/print')
  const { sheet } = useSheet()
  const [method, setMethod] = useState<Method>(usual)
  const { fields, draw } = useFields({ paise, method, usual })
  const { invoiceId, paymentId, patient } = source
  const follow = ({ target }: FormEvent): void => {
    if (target instanceof HTMLInputElement && target.name === 'method' && isMethod(target.value))
      setMethod(target.value)
  }
  return (
    <div onInput={follow}>
      <Form
        fields={fields}
        needsPress
        onSubmit={async (entered) => {
          const record = invoiceId === undefined ? { advanceId: paymentId as string } : { invoiceId }
          const body = { ...record, ...(entered as { method: Method; amountPaise: number }) }
          const given = await send.mutateAsync({ body })
          say({
            text: t('staff.money.said.refunded', { sum: format.money(given.amountPaise) }),
            detail: [patient?.name, given.receiptNumber].filter(Boolean).join(' · '),
          })
          print.print({ path: { paymentId: given.paymentId }, query: { sheet } })
          onDone()
        }}
      >
        {patient && <p>{patient.name}</p>}
        {draw}
        <div className="dialog-foot">
          <Button>{t('staff.money.refunds.button')}</Button>
          <Button kind="quiet" onClick={onDone}>
            {t('ui.back')}
          </Button>
        </div>
      </Form>
    </div>
  )
}

interface Wish {
  readonly paise: number
  readonly method: Method
  readonly usual: Method
}

function useFields({ paise, method, usual }: Wish) {
  const { t, format } = useText()
  const maySign = useMay('refund.sign')
  const { data, own } = useOpenDrawers()
  const how = choice(of, 'method', {
    ...{ label: t('staff.money.pay.method'), value: usual },
    hint: t(maySign ? 'staff.money.refunds.anyWay' : 'staff.money.refunds.sameWay'),
    options: of.method.enum.map((value) => ({ value, text: t(`staff.money.method.${value}`) })),
  })
  const amount = rupees(of, 'amountPaise', {
    ...{ label: t('staff.money.pay.amount'), value: paise },
    also: (typed) => (typed > paise ? t('staff.money.pay.tooMuch', { sum: format.money(paise) }) : undefined),
  })
  const reference = text(of, 'reference', {
    ...{ label: t('staff.money.pay.reference'), isNeeded: true, size: 'medium' as const, autoComplete: 'off' },
    clean: toReference,
  })
  const drawers = (data ?? []).filter(({ status }) => status === 'OPEN')
  const drawer = select(of, 'sessionId', {
    label: t('staff.money.refunds.drawer'),
    isNeeded: true,
    options: drawers.map(({ sessionId, counter, openedByName = '' }) => ({
      ...{ value: sessionId, text: `${counter}, ${openedByName}` },
    })),
  })
  // Who signs and keeps no drawer says from which one the cash comes.
  const more = method !== 'cash' ? [reference] : maySign && !own ? [drawer] : []
  return {
    fields: [how, amount, ...more],
    draw: (
      <>
        {how.input}
        {amount.input}
        {more.map(({ focus, input }) => (
          <div key={focus}>{input}</div>
        ))}
      </>
    ),
  }
}
