// Receiving, wasting and counting stock, and deciding whether a lot may be given.
import { type ReactNode, useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { DateField, Field, Radios, readDate, Select } from '../../../ui/Field.tsx'
import { type FieldError, Form, type Values } from '../../../ui/Form.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'

export const STOCK_TASKS = ['receive', 'waste', 'count', 'block'] as const
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
        <Lots key={task} facilityId={facilityId}>
          {(lots, note) => <Move task={task} facilityId={facilityId} lots={lots} onChanged={note} onDone={onClose} />}
        </Lots>
      )}
      {task === 'block' && (
        <Lots key={task} facilityId={facilityId}>
          {(lots) => <Block facilityId={facilityId} lots={lots} onDone={onClose} />}
        </Lots>
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
  const options = data.items.map(({ code }) => ({ value: code, text: code }))
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
      fieldOf={{ expiresOn: 'expiresOn-day' }}
      onSubmit={async (values) => {
        const stock = { facilityId, vaccine: values('vaccine'), lot: values('lot') }
        const quantity = readWhole(values('quantity')) as number
        const expiresOn = readDate(values, 'expiresOn') as string
        await send.mutateAsync({ body: { ...stock, quantity, expiresOn, reason: 'received' } })
        onDone()
      }}
    >
      <Select name="vaccine" label={t('staff.centre.stock.vaccine')} options={options} />
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

interface LotsProps {
  readonly facilityId: string
  /** Draws what is done with the lots; `note` is told of one that holds something else than what stands here. */
  readonly children: (lots: readonly StockLot[], note: (changed: StockLot) => void) => ReactNode
}

/** Reads the stock anew, however long the page was open; while one counts, the numbers do not change by themselves. */
function Lots({ facilityId, children }: LotsProps) {
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
  return children(lots, note)
}

const keyOf = ({ vaccine, lot }: StockLot): string => `${vaccine} ${lot}`

interface LotTaskProps {
  readonly facilityId: string
  readonly lots: readonly StockLot[]
  readonly onDone: () => void
}

function LotChoice({ lots }: { lots: readonly StockLot[] }) {
  const { t, format } = useText()
  return (
    <Select
      name="kind"
      label={t('staff.centre.stock.lot')}
      options={lots.map((lot) => {
        const doses = t('staff.centre.doses', { count: lot.onHand })
        const parts = [lot.lot, lot.vaccine, doses, format.day(lot.expiresOn)]
        if (lot.state !== 'usable') parts.push(t(`staff.centre.stock.states.${lot.state}`))
        return { value: keyOf(lot), text: parts.join(' · ') }
      })}
    />
  )
}

const DECISIONS = {
  quarantine: 'POST /v1/vaccination/stock/lots/quarantine',
  recall: 'POST /v1/vaccination/stock/lots/recall',
  release: 'POST /v1/vaccination/stock/lots/release',
} as const
type Decision = keyof typeof DECISIONS
const REASON_MAX = 200

/** Whether the doses of a lot may be given, and why. */
function Block({ facilityId, lots, onDone }: LotTaskProps) {
  const { t } = useText()
  const send = {
    quarantine: useSend(DECISIONS.quarantine),
    recall: useSend(DECISIONS.recall),
    release: useSend(DECISIONS.release),
  }
  return (
    <Form
      check={(values) =>
        values('reason') === '' ? [{ field: 'reason', text: t('staff.centre.stock.whyMissing') }] : []
      }
      fieldOf={{ lot: 'kind' }}
      onSubmit={async (values) => {
        const { vaccine, lot } = lots.find((each) => keyOf(each) === values('kind')) as StockLot
        const body = { facilityId, vaccine, lot, reason: values('reason') }
        await send[values('decision') as Decision].mutateAsync({ body })
        onDone()
      }}
    >
      <LotChoice lots={lots} />
      <Radios
        name="decision"
        label={t('staff.centre.stock.decision')}
        value="quarantine"
        options={(['quarantine', 'recall', 'release'] as const).map((value) => ({
          value,
          text: t(`staff.centre.stock.decisions.${value}`),
          hint: t(`staff.centre.stock.decisionHints.${value}`),
        }))}
      />
      <Field
        name="reason"
        label={t('staff.centre.stock.why')}
        hint={t('staff.centre.stock.whyHint')}
        maxLength={REASON_MAX}
        autoComplete="off"
      />
      <Button>{t('staff.centre.stock.decide')}</Button>
    </Form>
  )
}

interface MoveProps extends LotTaskProps {
  readonly task: 'waste' | 'count'
  /** A lot holds something else than what stands here. */
  readonly onChanged: (lot: StockLot) => void
}

/** Waste takes away; a count says how many there are, and the difference is recorded. */
function Move({ task, facilityId, lots, onChanged, onDone }: MoveProps) {
  const { t } = useText()
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
        const { vaccine, lot, onHand } = lotOf(values)
        const number = readWhole(values('quantity')) as number
        const body =
          task === 'waste'
            ? ({ quantity: -number, reason: 'wasted' } as const)
            : ({ quantity: number - onHand, reason: 'corrected', expectedOnHand: onHand } as const)
        try {
          await send.mutateAsync({ body: { facilityId, vaccine, lot, ...body } })
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
      <LotChoice lots={lots} />
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
