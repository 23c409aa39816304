// Writes a credit note: how much of each line is given back, and why. A returned strip goes back at the price paid.
import { postBillingInvoicesCreditNotes as of } from '../../../api/limits/post-billing-invoices-credit-notes.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Form } from '../../../ui/Form.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import type { Invoice } from '../counter/PayPanel.tsx'

const USUAL = ['strip', 'cancelled', 'twice', 'wrong'] as const

type Line = Invoice['lines'][number]
const leftOf = ({ quantity, credited }: Line): number => quantity - credited
const nameOf = ({ line }: Line): string => `line${line}`

export function CreditForm({ invoice, onDone }: { readonly invoice: Invoice; readonly onDone: () => void }) {
  const { t, format } = useText()
  const send = useSend('POST /v1/billing/invoices/{invoiceId}/credit-notes')
  const { invoiceId } = invoice
  const open = invoice.lines.filter((line) => leftOf(line) > 0)
  const limits = Object.fromEntries(
    open.map((line) => [nameOf(line), { type: 'integer', minimum: 0, maximum: leftOf(line) }]),
  )
  const counts = open.map((line) =>
    whole(limits, nameOf(line), {
      label: line.text,
      hint: t('staff.money.credit.left', { count: leftOf(line), price: format.money(line.unitPricePaise) }),
      value: open.length === 1 ? leftOf(line) : undefined,
      wrong: 'staff.money.credit.wrong',
    }),
  )
  const reason = reasonField(of, 'reason', {
    ...{ label: t('staff.money.why'), hint: t('staff.money.credit.whyHint'), wrong: 'staff.centre.stock.whyMissing' },
    usual: USUAL.map((each) => t(`staff.money.credit.usual.${each}`)),
  })
  const pick = (entered: object) =>
    open.flatMap((line) => {
      const quantity = (entered as Readonly<Record<string, number>>)[nameOf(line)] ?? 0
      return quantity > 0 ? [{ line: line.line, quantity }] : []
    })
  return (
    <Form
      fields={[...counts, reason]}
      needsPress
      check={(entered) =>
        pick(entered).length === 0 && open[0] ? [{ field: nameOf(open[0]), text: t('staff.money.credit.nothing') }] : []
      }
      onSubmit={async (entered) => {
        const body = { lines: pick(entered), reason: (entered as { readonly reason: string }).reason }
        const { creditNote, invoice: after } = await send.mutateAsync({ path: { invoiceId }, body })
        const detail =
          after.refundablePaise > 0
            ? t('staff.money.credit.refundDue', { sum: format.money(after.refundablePaise) })
            : creditNote.number
        say({ text: t('staff.money.said.credited', { sum: format.money(creditNote.totalPaise) }), detail })
        onDone()
      }}
    >
      {counts.map((count) => (
        <div key={count.focus}>{count.input}</div>
      ))}
      {reason.input}
      <div className="dialog-foot">
        <Button kind="danger">{t('staff.money.credit.write')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
