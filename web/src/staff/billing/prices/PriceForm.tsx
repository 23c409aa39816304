// Sets a price from a day on: days that are over keep theirs.
import { putBillingPricesByCode as of } from '../../../api/limits/put-billing-prices-by-code.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { toDecimal, toPlain } from '../../../entered.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { choice, select } from '../../../ui/choices.tsx'
import { day } from '../../../ui/days.tsx'
import { Form } from '../../../ui/Form.tsx'
import { one, text } from '../../../ui/fields.tsx'
import { Input } from '../../../ui/inputs.tsx'
import { rupees } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { say } from '../../shell/Said.tsx'
import type { Price } from './PricesPage.tsx'

interface PriceFormProps {
  readonly facilityId: string
  /** Without it the thing is new. */
  readonly price: Price | undefined
  readonly onDone: () => void
}

interface Tax {
  readonly taxCode: string
  readonly taxBasisPoints: number
}

export function PriceForm(props: PriceFormProps) {
  const { data, error, refetch } = useAnswer('GET /v1/billing/tax-codes', {})
  if (!data) return error ? <Failure error={error} onRetry={() => void refetch()} /> : <Loading />
  return <Setting {...props} taxes={data.items} />
}

function Setting({ facilityId, price, onDone, taxes }: PriceFormProps & { readonly taxes: readonly Tax[] }) {
  const { t, format } = useText()
  const send = useSend('PUT /v1/billing/prices/{facilityId}/{code}')
  const { fields, draw } = useFields(price, taxes)
  return (
    <Form
      fields={fields}
      onSubmit={async ({ code, ...body }) => {
        const set = await send.mutateAsync({
          path: { facilityId, code },
          body: { ...body, isOffered: true },
          ...(price && { ifMatch: `"v${price.version}"` }),
        })
        say({
          text: t('staff.money.said.priced', { name: set.name, sum: format.money(set.unitPricePaise) }),
          detail: format.fullDay(set.validFrom),
        })
        onDone()
      }}
    >
      {draw}
      <div className="dialog-foot">
        <Button>{t('staff.money.prices.save')}</Button>
        <Button kind="quiet" onClick={onDone}>
          {t('ui.back')}
        </Button>
      </div>
    </Form>
  )
}

const toCode = (typed: string): string => toPlain(typed).toUpperCase().replace(/\s+/g, '-')
const toBasisPoints = (typed: string): number | undefined => {
  const percent = toDecimal(typed)
  return percent === undefined ? undefined : Math.round(percent * 100)
}

function useFields(price: Price | undefined, taxes: readonly Tax[]) {
  const { t, format } = useText()
  const code = text(of, 'code', {
    ...{ label: t('staff.money.prices.code'), hint: t('staff.money.prices.codeHint'), value: price?.code },
    ...{ clean: toCode, size: 'medium' as const, autoComplete: 'off' },
  })
  const name = text(of, 'name', { label: t('staff.money.prices.name'), value: price?.name, autoComplete: 'off' })
  const kind = choice(of, 'kind', {
    ...{ label: t('staff.money.column.kind'), value: price?.kind },
    options: of.kind.enum.map((value) => ({ value, text: t(`staff.money.prices.kind.${value}`) })),
  })
  const unit = rupees(of, 'unitPricePaise', {
    ...{ label: t('staff.money.column.price'), hint: t('staff.money.prices.priceHint'), value: price?.unitPricePaise },
  })
  const tax = select(of, 'taxCode', {
    ...{ label: t('staff.money.prices.taxCode'), value: price?.taxCode ?? 'health-care' },
    options: taxes.map(({ taxCode, taxBasisPoints }) => ({
      value: taxCode,
      text: `${t(`staff.money.taxCode.${taxCode}`)}, ${
        taxBasisPoints === 0
          ? t('staff.money.exempt')
          : t('staff.money.percent', { value: format.number(taxBasisPoints / 100) })
      }`,
    })),
  })
  const discount = one(
    [of.discountMaxBasisPoints, 'discountMaxBasisPoints'],
    {},
    toBasisPoints,
    <Input
      name="discountMaxBasisPoints"
      label={t('staff.money.prices.discountMax')}
      hint={t('staff.money.prices.discountHint')}
      size="short"
      inputMode="decimal"
      autoComplete="off"
      defaultValue={price ? price.discountMaxBasisPoints / 100 : undefined}
    />,
  )
  const from = day(of, 'validFrom', {
    ...{ label: t('staff.money.prices.validFrom'), hint: t('staff.money.prices.validHint'), value: today() },
  })
  return {
    fields: [code, name, kind, unit, tax, discount, from] as const,
    draw: (
      <>
        {price ? <input type="hidden" name="code" value={price.code} /> : code.input}
        {name.input}
        {kind.input}
        {unit.input}
        {tax.input}
        {discount.input}
        {from.input}
      </>
    ),
  }
}
