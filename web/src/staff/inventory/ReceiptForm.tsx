// Receives a transfer: all of it is preset. What is damaged or lost is entered, with a reason.
import { postInventoryStoresAdjustments } from '../../api/limits/post-inventory-stores-adjustments.ts'
import { useSend } from '../../api/queries.ts'
import { toWhole } from '../../entered.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { Form } from '../../ui/Form.tsx'
import { Input } from '../../ui/inputs.tsx'
import { say } from '../shell/Said.tsx'
import type { Transfer } from './names.tsx'

const PARTS = ['damaged', 'lost'] as const
const QUANTITY_DIGITS = 7

export function ReceiptForm({ transfer: { transferId, lots, lines } }: { readonly transfer: Transfer }) {
  const { t } = useText()
  const send = useSend('POST /v1/inventory/transfers/{transferId}/receipt')
  const nameOf = (code: string): string => lines.find(({ itemCode }) => itemCode === code)?.name ?? code
  return (
    <section>
      <h2>{t('staff.stock.transfers.receive')}</h2>
      <p className="soft">{t('staff.stock.transfers.receiveWhat')}</p>
      <Form
        check={(_entered, values) =>
          lots.flatMap(({ line, sent }) => {
            const [damaged = 0, lost = 0] = PARTS.map((part) => toWhole(values(`${part}-${line}`) || '0'))
            const missing = damaged + lost
            if (missing > sent) return [{ field: `damaged-${line}`, text: t('staff.stock.transfers.tooMuch') }]
            return missing > 0 && values(`reason-${line}`) === ''
              ? [{ field: `reason-${line}`, text: t('staff.stock.whyMissing') }]
              : []
          })
        }
        onSubmit={async (_entered, values) => {
          const received = lots.map(({ line, sent }) => {
            const [damaged = 0, lost = 0] = PARTS.map((part) => toWhole(values(`${part}-${line}`) || '0'))
            const reason = values(`reason-${line}`)
            return { line, received: sent - damaged - lost, damaged, lost, ...(reason !== '' && { reason }) }
          })
          await send.mutateAsync({ path: { transferId }, body: { lines: received } })
          const count = received.reduce((sum, one) => sum + one.received, 0)
          say({ text: t('staff.stock.said.arrived', { count }) })
        }}
      >
        {lots.map(({ line, itemCode, lot, sent }) => (
          <fieldset key={line} className="receipt-line">
            <legend>{t('staff.stock.transfers.sentOf', { item: nameOf(itemCode), lot, count: sent })}</legend>
            {PARTS.map((part) => (
              <Input
                key={part}
                name={`${part}-${line}`}
                label={t(`staff.stock.transfers.${part}`)}
                size="short"
                inputMode="numeric"
                autoComplete="off"
                maxLength={QUANTITY_DIGITS}
                defaultValue={0}
              />
            ))}
            <Input
              name={`reason-${line}`}
              label={t('staff.stock.why')}
              size="medium"
              autoComplete="off"
              maxLength={postInventoryStoresAdjustments.reason.maxLength}
            />
          </fieldset>
        ))}
        <Button>{t('staff.stock.transfers.receiveNow')}</Button>
      </Form>
    </section>
  )
}
