// Receiving, wasting and counting stock.
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField, Field, readDate, Select } from '../../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'

export const STOCK_TASKS = ['receive', 'waste', 'count'] as const
export type StockTask = (typeof STOCK_TASKS)[number]

type StockLot = Answer<'GET /v1/vaccination/stock'>['lots'][number]

interface StockDialogProps {
  readonly task: StockTask | undefined
  readonly facilityId: string
  readonly onClose: () => void
}

export function StockDialog({ task, facilityId, onClose }: StockDialogProps) {
  const { t } = useText()
  return (
    <Dialog title={task ? t(`staff.centre.stock.${task}`) : ''} isOpen={task !== undefined} onClose={onClose}>
      {task === 'receive' && <Receive facilityId={facilityId} onDone={onClose} />}
      {(task === 'waste' || task === 'count') && (
        <Stocktaking key={task} task={task} facilityId={facilityId} onDone={onClose} />
      )}
    </Dialog>
  )
}

const LOT_MAX = 40

/** A whole number as people write it; undefined when it is none. */
export function readWhole(text: string): number | undefined {
  const digits = text.replace(/[\s,]/g, '')
  return /^\d{1,7}$/.test(digits) ? Number(digits) : undefined
}

function Receive({ facilityId, onDone }: { facilityId: string; onDone: () => void }) {
  const { t } = useText()
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/vaccines', {})
  const send = useSend('POST /v1/vaccination/stock')
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  const options = data.items.flatMap(({ code, doses }) =>
    Array.from({ length: doses }, (_, nth) => ({
      value: `${nth + 1} ${code}`,
      text: t('staff.centre.vaccineAndDose', { vaccine: code, dose: nth + 1 }),
    })),
  )
  const check = (values: Values): FieldError[] => {
    const found: FieldError[] = []
    if (values('lot') === '' || values('lot').length > LOT_MAX)
      found.push({ field: 'lot', text: t('staff.errors.lot') })
    const expiresOn = readDate(values, 'expiresOn')
    if (expiresOn === undefined) found.push({ field: 'expiresOn-day', text: t('staff.errors.expiresOn') })
    else if (expiresOn < today()) found.push({ field: 'expiresOn-day', text: t('staff.centre.stock.gone') })
    if (!readWhole(values('quantity'))) found.push({ field: 'quantity', text: t('staff.errors.quantity') })
    return found
  }
  return (
    <Form
      check={check}
      fieldOf={{ expiresOn: 'expiresOn-day', dose: 'kind', vaccine: 'kind' }}
      onSubmit={async (values) => {
        const [dose, ...code] = values('kind').split(' ')
        const stock = { facilityId, vaccine: code.join(' '), dose: Number(dose), lot: values('lot') }
        const quantity = readWhole(values('quantity')) as number
        const expiresOn = readDate(values, 'expiresOn') as string
        await send.mutateAsync({ body: { ...stock, quantity, expiresOn, reason: 'received' } })
        onDone()
      }}
    >
      <Select name="kind" label={t('staff.centre.stock.vaccine')} options={options} />
      <Field
        name="lot"
        label={t('staff.centre.stock.lot')}
        hint={t('staff.centre.stock.lotHint')}
        size="medium"
        autoComplete="off"
        spellCheck={false}
      />
      <DateField
        name="expiresOn"
        label={t('staff.centre.stock.expiresOn')}
        hint={t('staff.centre.stock.expiresOnHint')}
      />
      <Field
        name="quantity"
        label={t('staff.centre.stock.quantity')}
        hint={t('staff.centre.stock.quantityHint')}
        size="short"
        inputMode="numeric"
        autoComplete="off"
      />
      <Button>{t('staff.centre.stock.receive')}</Button>
    </Form>
  )
}

interface StocktakingProps {
  readonly task: 'waste' | 'count'
  readonly facilityId: string
  readonly onDone: () => void
}

/** Reads the stock anew, however long the page was open; while one counts, the numbers do not change by themselves. */
function Stocktaking({ facilityId, ...rest }: StocktakingProps) {
  const { t } = useText()
  const stock = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } }, { freshMs: 0 })
  const [lots, setLots] = useState<readonly StockLot[]>()
  if (!lots && stock.data && !stock.error && stock.isFetchedAfterMount) setLots(stock.data.lots)
  if (!lots && stock.error) return <Failure error={stock.error} onRetry={() => void stock.refetch()} />
  if (!lots) return <Loading />
  if (lots.length === 0) return <Notice title={t('staff.centre.stock.none')} />
  const note = (changed: StockLot): void => {
    setLots(lots.map((lot) => (keyOf(lot) === keyOf(changed) ? changed : lot)))
  }
  return <Move {...rest} facilityId={facilityId} lots={lots} onChanged={note} />
}

const keyOf = ({ vaccine, dose, lot }: StockLot): string => `${dose} ${vaccine} ${lot}`

interface MoveProps extends StocktakingProps {
  readonly lots: readonly StockLot[]
  /** A lot holds something else than what stands here. */
  readonly onChanged: (lot: StockLot) => void
}

/** Waste takes away; a count says how many there are, and the difference is recorded. */
function Move({ task, facilityId, lots, onChanged, onDone }: MoveProps) {
  const { t, format } = useText()
  const send = useSend('POST /v1/vaccination/stock')
  const lotOf = (values: Values): StockLot => lots.find((lot) => keyOf(lot) === values('kind')) as StockLot
  const check = (values: Values): FieldError[] => {
    const number = readWhole(values('quantity'))
    if (number === undefined || (task === 'waste' && number === 0)) {
      return [
        { field: 'quantity', text: task === 'waste' ? t('staff.errors.quantity') : t('staff.centre.stock.countWrong') },
      ]
    }
    const { onHand } = lotOf(values)
    if (task === 'waste' && number > onHand) {
      return [{ field: 'quantity', text: t('staff.centre.stock.tooMany', { count: onHand }) }]
    }
    return task === 'count' && number === onHand ? [{ field: 'quantity', text: t('staff.centre.stock.same') }] : []
  }
  return (
    <Form
      check={check}
      onSubmit={async (values) => {
        const { vaccine, dose, lot, onHand } = lotOf(values)
        const number = readWhole(values('quantity')) as number
        const body =
          task === 'waste'
            ? ({ quantity: -number, reason: 'wasted' } as const)
            : ({ quantity: number - onHand, reason: 'corrected', expectedOnHand: onHand } as const)
        try {
          await send.mutateAsync({ body: { facilityId, vaccine, dose, lot, ...body } })
        } catch (error) {
          // It is told, with the number that holds now: whoever counted decides again.
          if (isProblem(error, 'stock-changed-meanwhile')) {
            onChanged({ ...lotOf(values), onHand: Number(error.members.onHand) })
          }
          throw error
        }
        onDone()
      }}
    >
      <Select
        name="kind"
        label={t('staff.centre.stock.lot')}
        options={lots.map((lot) => {
          const doses = t('staff.centre.doses', { count: lot.onHand })
          const parts = [lot.lot, t('staff.centre.vaccineAndDose', lot), doses, format.day(lot.expiresOn)]
          return { value: keyOf(lot), text: parts.join(' · ') }
        })}
      />
      <Field
        name="quantity"
        label={task === 'waste' ? t('staff.centre.stock.wasted') : t('staff.centre.stock.counted')}
        hint={task === 'waste' ? t('staff.centre.stock.wastedHint') : t('staff.centre.stock.countedHint')}
        size="short"
        inputMode="numeric"
        autoComplete="off"
      />
      <Button kind={task === 'waste' ? 'danger' : 'main'}>{t(`staff.centre.stock.${task}`)}</Button>
    </Form>
  )
}
