// Adds a charge from the price list of the hospital, with a discount as far as the list allows one.
import { useWhole } from '../../../api/lists.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { select } from '../../../ui/choices.tsx'
import { Form } from '../../../ui/Form.tsx'
import { text } from '../../../ui/fields.tsx'
import { rupees, whole } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'

/** The lines of a charge have no limits of their own in the generated files. */
const LINE = {
  priceCode: { type: 'string', required: true },
  quantity: { type: 'integer', required: true, minimum: 1, maximum: 100_000 },
  discount: { type: 'integer', minimum: 0, maximum: 100_000_000_000 },
  why: { type: 'string', maxLength: 200 },
} as const

export function AddCharge({ patientId, onDone }: { readonly patientId: string; readonly onDone: () => void }) {
  const { facilityId = '' } = useAccount()
  const prices = useWhole('GET /v1/billing/prices', { facility: facilityId })
  if (!prices.data)
    return prices.error ? <Failure error={prices.error} onRetry={() => void prices.refetch()} /> : <Loading />
  return <Adding {...{ patientId, facilityId, onDone }} prices={prices.data} />
}

interface AddingProps {
  readonly patientId: string
  readonly facilityId: string
  readonly prices: readonly { readonly code: string; readonly name: string; readonly unitPricePaise: number }[]
  readonly onDone: () => void
}

function Adding({ patientId, facilityId, prices, onDone }: AddingProps) {
  const { t, format } = useText()
  const send = useSend('POST /v1/billing/charges')
  const price = select(LINE, 'priceCode', {
    label: t('staff.money.column.what'),
    options: prices.map(({ code, name, unitPricePaise }) => ({
      ...{ value: code, text: `${name}, ${format.money(unitPricePaise)}` },
    })),
  })
  const quantity = whole(LINE, 'quantity', { label: t('staff.money.column.quantity'), value: 1 })
  const discount = rupees(LINE, 'discount', {
    ...{ label: t('staff.money.column.discount'), hint: t('staff.money.counter.discountHint') },
  })
  const why = text(LINE, 'why', { label: t('staff.money.counter.discountWhy') })
  return (
    <Form
      fields={[price, quantity, discount, why]}
      check={(entered) =>
        (entered.discount ?? 0) > 0 && entered.why === undefined
          ? [{ field: 'why', text: t('staff.centre.stock.whyMissing') }]
          : []
      }
      onSubmit={async ({ priceCode, quantity: count, discount: paise = 0, why: reason = '' }) => {
        const less = paise > 0 && { discount: { paise, reason } }
        const lines = [{ priceCode, quantity: count, ...less }]
        const { charges } = await send.mutateAsync({ body: { facilityId, patientId, lines } })
        say({ text: t('staff.money.said.added', { name: charges[0]?.text ?? priceCode }) })
        onDone()
      }}
    >
      {price.input}
      {quantity.input}
      {discount.input}
      {why.input}
      <div className="dialog-foot">
        <Button>{t('staff.money.counter.add')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}
