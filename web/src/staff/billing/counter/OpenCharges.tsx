// The open charges of one person, all chosen: leave some out, add from the price list, waive one, and issue the bill.
import { useState } from 'react'
import { postBillingChargesWaiver } from '../../../api/limits/post-billing-charges-waiver.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import type { Column } from '../../../ui/columns.ts'
import { Form } from '../../../ui/Form.tsx'
import { Icon } from '../../../ui/Icon.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { Key } from '../../shell/Key.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { AddCharge } from './AddCharge.tsx'
import type { Charge, Payer } from './waiting.ts'

interface OpenChargesProps {
  readonly payer: Payer
  readonly charges: readonly Charge[]
  readonly onIssued: (invoiceId: string) => void
}

export function OpenCharges({ payer, charges, onIssued }: OpenChargesProps) {
  const { t, format } = useText()
  const [leftOut, setLeftOut] = useState<readonly string[]>([])
  const [waiving, setWaiving] = useState<Charge>()
  const mayWaive = useMay('charge.waive')
  const issue = useSend('POST /v1/billing/invoices')
  const chosen = charges.filter(({ chargeId }) => !leftOut.includes(chargeId))
  const totalPaise = chosen.reduce((sum, one) => sum + one.totalPaise, 0)
  const run = async (): Promise<void> => {
    if (chosen.length === 0 || issue.isPending) return
    const made = await issue.mutateAsync({ body: { chargeIds: chosen.map(({ chargeId }) => chargeId) } })
    say({ text: t('staff.money.said.issued', { number: made.number }), ...(payer.name && { detail: payer.name }) })
    onIssued(made.invoiceId)
  }
  const press = (): void => void run().catch(() => undefined)
  useShortcuts(t('staff.money.counter.menu'), [{ keys: 'i', label: t('staff.money.counter.issue'), run: press }])
  const toggle = ({ chargeId }: Charge): void =>
    setLeftOut(leftOut.includes(chargeId) ? leftOut.filter((id) => id !== chargeId) : [...leftOut, chargeId])
  const columns = [chosenOf(leftOut, toggle), ...COLUMNS, ...(mayWaive ? [waiverOf(setWaiving)] : [])]
  const caption = t('staff.money.counter.charges')
  return (
    <section className="panel counter-charges">
      <h3>{caption}</h3>
      {issue.error && <Failure error={issue.error} takesFocus />}
      {charges.length === 0 ? (
        <p className="soft panel-none">{t('staff.money.counter.noCharges')}</p>
      ) : (
        <Table hidesCaption caption={caption} columns={columns} rows={charges} keyOf={({ chargeId }) => chargeId} />
      )}
      <div className="counter-foot">
        {payer.patientId !== undefined && <Adding patientId={payer.patientId} />}
        {charges.length > 0 && (
          <>
            <p>
              {t('staff.money.total')} <strong className="pay-sum">{format.money(totalPaise)}</strong>
            </p>
            <Button onClick={press}>
              {t('staff.money.counter.issue')} <Key name="i" />
            </Button>
          </>
        )}
      </div>
      <Dialog
        title={t('staff.money.counter.waive')}
        isOpen={waiving !== undefined}
        onClose={() => setWaiving(undefined)}
      >
        {waiving && <Waive charge={waiving} onDone={() => setWaiving(undefined)} />}
      </Dialog>
    </section>
  )
}

const chosenOf = (leftOut: readonly string[], onToggle: (charge: Charge) => void): Column<Charge> => ({
  header: 'staff.money.column.chosen',
  isControl: true,
  draw: (charge) => (
    <input
      type="checkbox"
      aria-label={charge.text}
      checked={!leftOut.includes(charge.chargeId)}
      onChange={() => onToggle(charge)}
    />
  ),
})

const COLUMNS: readonly Column<Charge>[] = [
  {
    key: 'what',
    text: ({ text }) => text,
    header: 'staff.money.column.what',
    draw: ({ text, batch }) =>
      batch ? (
        <>
          {text} <span className="soft">{batch.lot}</span>
        </>
      ) : (
        text
      ),
  },
  { key: 'quantity', text: ({ quantity }) => quantity, header: 'staff.money.column.quantity', isNumber: true },
  {
    key: 'discount',
    text: ({ discountPaise }) => discountPaise / 100,
    header: 'staff.money.column.discount',
    ...{ isNumber: true, isDim: true },
    draw: ({ discountPaise }, { format }) => (discountPaise === 0 ? '' : format.money(discountPaise)),
  },
  {
    key: 'tax',
    text: ({ taxBasisPoints }) => taxBasisPoints / 100,
    header: 'staff.money.column.tax',
    ...{ isNumber: true, isDim: true },
    draw: ({ taxBasisPoints }, { t, format }) =>
      taxBasisPoints === 0
        ? t('staff.money.exempt')
        : t('staff.money.percent', { value: format.number(taxBasisPoints / 100) }),
  },
  {
    key: 'total',
    text: ({ totalPaise }) => totalPaise / 100,
    header: 'staff.money.column.amount',
    isNumber: true,
    draw: ({ totalPaise }, { format }) => format.money(totalPaise),
  },
]

const waiverOf = (onWaive: (charge: Charge) => void): Column<Charge> => ({
  header: 'staff.people.change',
  isControl: true,
  draw: (charge, { t }) => (
    <div className="row-actions">
      <Button kind="quiet" onClick={() => onWaive(charge)}>
        {t('staff.money.counter.waive')} <span className="visually-hidden">{charge.text}</span>
      </Button>
    </div>
  ),
})

function Adding({ patientId }: { patientId: string }) {
  const { t } = useText()
  const mayRaise = useMay('charge.raise')
  const [isOpen, setOpen] = useState(false)
  const close = (): void => setOpen(false)
  if (!mayRaise) return null
  return (
    <>
      <Button kind="quiet" onClick={() => setOpen(true)}>
        <Icon name="plus" /> {t('staff.money.counter.add')}
      </Button>
      <Dialog title={t('staff.money.counter.add')} isOpen={isOpen} onClose={close}>
        <AddCharge patientId={patientId} onDone={close} />
      </Dialog>
    </>
  )
}

const USUAL = ['poor', 'scheme', 'mistake'] as const

function Waive({ charge, onDone }: { charge: Charge; onDone: () => void }) {
  const { t, format } = useText()
  const send = useSend('POST /v1/billing/charges/{chargeId}/waiver')
  const reason = reasonField(postBillingChargesWaiver, 'reason', {
    ...{
      label: t('staff.money.why'),
      hint: t('staff.money.counter.waiveHint'),
      wrong: 'staff.centre.stock.whyMissing',
    },
    usual: USUAL.map((each) => t(`staff.money.counter.usual.${each}`)),
  })
  return (
    <Form
      fields={[reason]}
      needsPress
      onSubmit={async (body) => {
        await send.mutateAsync({ path: { chargeId: charge.chargeId }, body })
        say({ text: t('staff.money.said.waived', { sum: format.money(charge.totalPaise) }), detail: charge.text })
        onDone()
      }}
    >
      <p>{[charge.text, format.money(charge.totalPaise)].join(' · ')}</p>
      {reason.input}
      <div className="dialog-foot">
        <Button kind="danger">{t('staff.money.counter.waive')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
