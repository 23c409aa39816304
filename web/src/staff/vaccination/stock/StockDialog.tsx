// Receiving, wasting and counting stock.
import { Fragment, useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationStock } from '../../../api/limits/post-vaccination-stock.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Select } from '../../../ui/choices.tsx'
import { day } from '../../../ui/days.tsx'
import { type FieldError, Form } from '../../../ui/Form.tsx'
import { type FormField, text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { vaccineAndDose } from '../vaccine-and-dose.tsx'

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

function Receive({ facilityId, onDone }: { facilityId: string; onDone: () => void }) {
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/vaccines', {})
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <ReceiveForm facilityId={facilityId} vaccines={data.items} onDone={onDone} />
}

interface ReceiveFormProps {
  readonly facilityId: string
  readonly vaccines: Answer<'GET /v1/vaccination/vaccines'>['items']
  readonly onDone: () => void
}

function ReceiveForm({ facilityId, vaccines, onDone }: ReceiveFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/stock')
  const fields = [
    vaccineAndDose({
      label: t('staff.centre.stock.vaccine'),
      vaccines,
      textOf: (chosen) => t('staff.centre.vaccineAndDose', { ...chosen }),
    }),
    text(postVaccinationStock, 'lot', {
      label: t('staff.centre.stock.lot'),
      hint: t('staff.centre.stock.lotHint'),
      size: 'medium',
      autoComplete: 'off',
      spellCheck: false,
    }),
    day(postVaccinationStock, 'expiresOn', {
      label: t('staff.centre.stock.expiresOn'),
      hint: t('staff.centre.stock.expiresOnHint'),
      isNeeded: true,
      also: (expiresOn) => (expiresOn < today() ? t('staff.centre.stock.gone') : undefined),
    }),
    whole(postVaccinationStock, 'quantity', {
      label: t('staff.centre.stock.quantity'),
      hint: t('staff.centre.stock.quantityHint'),
      also: (quantity) => (quantity === 0 ? t('staff.errors.quantity') : undefined),
    }),
  ] as const
  return (
    <Form
      fields={fields}
      onSubmit={async (stock) => {
        await send.mutateAsync({ body: { facilityId, ...stock, reason: 'received' } })
        onDone()
      }}
    >
      {fields.map(({ focus, input }) => (
        <Fragment key={focus}>{input}</Fragment>
      ))}
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
  const which = lotChoice(lots, t('staff.centre.stock.lot'), (lot) => {
    const doses = t('staff.centre.doses', { count: lot.onHand })
    return [lot.lot, t('staff.centre.vaccineAndDose', lot), doses, format.day(lot.expiresOn)].join(' · ')
  })
  const isWaste = task === 'waste'
  // What is asked for is how many there are or were lost, and not the quantity of the movement.
  const number = whole(postVaccinationStock, 'quantity', {
    label: isWaste ? t('staff.centre.stock.wasted') : t('staff.centre.stock.counted'),
    hint: isWaste ? t('staff.centre.stock.wastedHint') : t('staff.centre.stock.countedHint'),
    wrong: isWaste ? 'staff.errors.quantity' : 'staff.centre.stock.countWrong',
    also: (quantity) => (isWaste && quantity === 0 ? t('staff.errors.quantity') : undefined),
  })
  const check = ({ chosen, quantity }: { chosen?: StockLot; quantity?: number }): FieldError[] => {
    if (!chosen || quantity === undefined) return []
    if (isWaste && quantity > chosen.onHand) {
      return [{ field: 'quantity', text: t('staff.centre.stock.tooMany', { count: chosen.onHand }) }]
    }
    return !isWaste && quantity === chosen.onHand ? [{ field: 'quantity', text: t('staff.centre.stock.same') }] : []
  }
  return (
    <Form
      fields={[which, number]}
      check={check}
      onSubmit={async ({ chosen, quantity }) => {
        const { vaccine, dose, lot, onHand } = chosen
        const body = isWaste
          ? ({ quantity: -quantity, reason: 'wasted' } as const)
          : ({ quantity: quantity - onHand, reason: 'corrected', expectedOnHand: onHand } as const)
        try {
          await send.mutateAsync({ body: { facilityId, vaccine, dose, lot, ...body } })
        } catch (error) {
          // It is told, with the number that holds now: whoever counted decides again.
          if (isProblem(error, 'stock-changed-meanwhile')) {
            onChanged({ ...chosen, onHand: Number(error.members.onHand) })
          }
          throw error
        }
        onDone()
      }}
    >
      {which.input}
      {number.input}
      <Button kind={task === 'waste' ? 'danger' : 'main'}>{t(`staff.centre.stock.${task}`)}</Button>
    </Form>
  )
}

function lotChoice(
  lots: readonly StockLot[],
  label: string,
  textOf: (lot: StockLot) => string,
): FormField<{ readonly chosen: StockLot }> {
  const options = lots.map((lot) => ({ value: keyOf(lot), text: textOf(lot) }))
  return {
    input: <Select name="kind" label={label} options={options} />,
    ...{ focus: 'kind', means: ['lot'], limits: postVaccinationStock.lot },
    read: (values) => {
      const chosen = lots.find((lot) => keyOf(lot) === values('kind'))
      return chosen ? { part: { chosen } } : { refused: undefined }
    },
  }
}
