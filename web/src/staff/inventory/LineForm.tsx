// One line of a delivery. What the code of the pack says is filled in, so that only the number is left.
import { useEffect } from 'react'
import { postInventoryStoresWastages } from '../../api/limits/post-inventory-stores-wastages.ts'
import { postVaccinationStock } from '../../api/limits/post-vaccination-stock.ts'
import { putBillingPricesByCode } from '../../api/limits/put-billing-prices-by-code.ts'
import { today } from '../../i18n/format.ts'
import { useText } from '../../i18n/language.ts'
import { Button } from '../../ui/Button.tsx'
import { day } from '../../ui/days.tsx'
import { Form } from '../../ui/Form.tsx'
import { text } from '../../ui/fields.tsx'
import { rupees, whole } from '../../ui/numbers.tsx'
import type { Item, Scanned } from './ItemFinder.tsx'

export interface ReceivedLine {
  readonly itemCode: string
  readonly name: string
  readonly unit: string
  readonly lot: string
  readonly maker: string
  readonly expiresOn: string
  readonly quantity: number
  readonly mrpPaise: number
  readonly costPaise: number
}

interface Props {
  readonly item: Item
  readonly scanned: Scanned | undefined
  readonly onLine: (line: ReceivedLine) => void
  readonly onCancel: () => void
}

// The contract has these inside a line; the same kinds of fields stand on their own elsewhere.
const AMOUNTS = { mrpPaise: putBillingPricesByCode.unitPricePaise, costPaise: putBillingPricesByCode.unitPricePaise }

function useFields({ item, scanned }: Pick<Props, 'item' | 'scanned'>) {
  const { t } = useText()
  const plain = { autoComplete: 'off', size: 'medium' } as const
  return [
    text(postInventoryStoresWastages, 'lot', {
      ...{ ...plain, label: t('staff.stock.lot'), value: scanned?.lot, wrong: 'staff.stock.lotWrong' },
    }),
    text(postInventoryStoresWastages, 'maker', {
      ...{ ...plain, label: t('staff.stock.maker'), wrong: 'staff.stock.makerWrong' },
    }),
    day(postVaccinationStock, 'expiresOn', {
      ...{ label: t('staff.stock.expiresOn'), isNeeded: true, value: scanned?.expiresOn },
      also: (date) => (date < today() ? t('staff.stock.receive.expired') : undefined),
    }),
    whole(postInventoryStoresWastages, 'quantity', {
      label: t('staff.stock.quantity'),
      hint: t('staff.stock.receive.pack', { count: item.packSize, unit: item.unit }),
      wrong: 'staff.stock.numberWrong',
    }),
    rupees(AMOUNTS, 'mrpPaise', {
      ...{ label: t('staff.stock.price'), hint: t('staff.stock.receive.priceHint'), wrong: 'staff.stock.moneyWrong' },
    }),
    rupees(AMOUNTS, 'costPaise', { label: t('staff.stock.receive.cost'), wrong: 'staff.stock.moneyWrong' }),
  ] as const
}

export function LineForm({ item, scanned, onLine, onCancel }: Props) {
  const { t } = useText()
  const fields = useFields({ item, scanned })
  const [lot, maker, expiresOn, quantity, mrp, cost] = fields
  const first = scanned?.lot === undefined ? 'lot' : 'maker'
  useEffect(() => document.getElementById(first)?.focus(), [first])
  return (
    <section className="line-form">
      <h2>{item.name}</h2>
      <Form
        fields={fields}
        onSubmit={(entered) => {
          const { itemCode, name, unit } = item
          const { expiresOn: until = '', ...rest } = entered
          onLine({ itemCode, name, unit, expiresOn: until, ...rest })
        }}
      >
        <div className="field-grid">
          {lot.input}
          {maker.input}
          {expiresOn.input}
          {quantity.input}
          {mrp.input}
          {cost.input}
        </div>
        <Button>{t('staff.stock.receive.add')}</Button>{' '}
        <Button kind="plain" onClick={onCancel}>
          {t('staff.stock.cancel')}
        </Button>
      </Form>
    </section>
  )
}
