// Dialogs to receive, write off and count stock, and to decide whether the doses of a lot may be given.
import { Fragment, type ReactNode, useState } from 'react'
import { href } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { postVaccinationStock } from '../../../api/limits/post-vaccination-stock.ts'
import { postVaccinationStockLotsQuarantine } from '../../../api/limits/post-vaccination-stock-lots-quarantine.ts'
import { isProblem } from '../../../api/problem.ts'
import { useAnswer, useSend } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Radios, Select, select } from '../../../ui/choices.tsx'
import { day } from '../../../ui/days.tsx'
import { type FieldError, Form } from '../../../ui/Form.tsx'
import { type FormField, REFUSED, text } from '../../../ui/fields.tsx'
import { Notice } from '../../../ui/Notice.tsx'
import { whole } from '../../../ui/numbers.tsx'
import { Failure, Loading } from '../../../ui/outcomes.tsx'
import { Dialog } from '../../shell/Dialog.tsx'
import { reason as reasonField } from '../../shell/reasons.tsx'
import { say } from '../../shell/Said.tsx'

export const STOCK_TASKS = ['receive', 'waste', 'count', 'block'] as const
export type StockTask = (typeof STOCK_TASKS)[number]

type StockLot = Answer<'GET /v1/vaccination/stock'>['lots'][number]

interface StockDialogProps {
  readonly task: StockTask | undefined
  /** The lot that is chosen at first. */
  readonly lot?: string | undefined
  readonly facilityId: string
  readonly onClose: () => void
}

export function StockDialog({ task, lot, facilityId, onClose }: StockDialogProps) {
  const { t } = useText()
  const done = (detail: string, lot: string): void => {
    const link = { href: href('/staff/stock/ledger', { lot }), text: t('staff.centre.said.openLedger') }
    // The ledger has movements. A decision about a lot moves nothing.
    if (task) say({ text: t(`staff.centre.said.stock.${task}`), detail, ...(task !== 'block' && { link }) })
    onClose()
  }
  return (
    <Dialog title={task ? t(`staff.centre.stock.${task}`) : ''} isOpen={task !== undefined} onClose={onClose}>
      {task === 'receive' && <Receive facilityId={facilityId} onDone={done} />}
      {(task === 'waste' || task === 'count') && (
        <Lots key={`${task} ${lot}`} facilityId={facilityId}>
          {(lots, note) => (
            <Move task={task} lot={lot} facilityId={facilityId} lots={lots} onChanged={note} onDone={done} />
          )}
        </Lots>
      )}
      {task === 'block' && (
        <Lots key={task} facilityId={facilityId}>
          {(lots) => <Block facilityId={facilityId} lots={lots} onDone={done} />}
        </Lots>
      )}
    </Dialog>
  )
}

/** Called with what was written, in words, and its lot. */
type OnDone = (detail: string, lot: string) => void

function Receive({ facilityId, onDone }: { facilityId: string; onDone: OnDone }) {
  const { data, error, refetch } = useAnswer('GET /v1/vaccination/vaccines', {})
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  if (!data) return <Loading />
  return <ReceiveForm facilityId={facilityId} vaccines={data.items} onDone={onDone} />
}

interface ReceiveFormProps {
  readonly facilityId: string
  readonly vaccines: Answer<'GET /v1/vaccination/vaccines'>['items']
  readonly onDone: OnDone
}

function ReceiveForm({ facilityId, vaccines, onDone }: ReceiveFormProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/stock')
  const fields = [
    select(postVaccinationStock, 'vaccine', {
      label: t('staff.centre.stock.vaccine'),
      options: vaccines.map(({ code }) => ({ value: code, text: code })),
      value: vaccines[0]?.code,
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
        onDone([t('staff.centre.doses', { count: stock.quantity }), stock.vaccine, stock.lot].join(' · '), stock.lot)
      }}
    >
      {fields.map(({ focus, input }) => (
        <Fragment key={focus}>{input}</Fragment>
      ))}
      <Button>{t('staff.centre.stock.receive')}</Button>
    </Form>
  )
}

interface LotsProps {
  readonly facilityId: string
  /** Draws the form for the lots. `note` takes a lot whose number has changed since it was read. */
  readonly children: (lots: readonly StockLot[], note: (changed: StockLot) => void) => ReactNode
}

/** Always reads the stock again on opening. While somebody counts, the numbers do not change by themselves. */
function Lots({ facilityId, children }: LotsProps) {
  const { t } = useText()
  const stock = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } }, { freshMs: 0 })
  const [lots, setLots] = useState<readonly StockLot[]>()
  if (!lots && stock.data && !stock.error && stock.isFetchedAfterMount) setLots(stock.data.lots)
  if (!lots && stock.error) return <Failure error={stock.error} onRetry={() => void stock.refetch()} />
  if (!lots) return <Loading />
  if (lots.length === 0) return <Notice title={t('staff.centre.stock.none')} />
  const note = (changed: StockLot): void => {
    setLots(lots.map((lot) => (keyOfLot(lot) === keyOfLot(changed) ? changed : lot)))
  }
  return children(lots, note)
}

export const keyOfLot = ({ vaccine, lot }: Pick<StockLot, 'vaccine' | 'lot'>): string => `${vaccine} ${lot}`

interface LotTaskProps {
  readonly facilityId: string
  readonly lots: readonly StockLot[]
  readonly onDone: OnDone
}

const DECISIONS = ['quarantine', 'recall', 'release'] as const
const STATE_AFTER = { quarantine: 'quarantined', recall: 'recalled', release: 'usable' } as const

/** The form that decides whether the doses of a lot may be given, and why. */
function Block({ facilityId, lots, onDone }: LotTaskProps) {
  const { t } = useText()
  const send = {
    quarantine: useSend('POST /v1/vaccination/stock/lots/quarantine'),
    recall: useSend('POST /v1/vaccination/stock/lots/recall'),
    release: useSend('POST /v1/vaccination/stock/lots/release'),
  }
  const [which, reason] = [
    useLotChoice(lots),
    reasonField(postVaccinationStockLotsQuarantine, 'reason', {
      label: t('staff.centre.stock.why'),
      hint: t('staff.centre.stock.whyHint'),
      wrong: 'staff.centre.stock.whyMissing',
      usual: (['warm', 'frozen', 'damaged', 'recalled', 'checked'] as const).map((each) =>
        t(`staff.centre.stock.usual.${each}`),
      ),
    }),
  ]
  const decision = useDecision()
  return (
    <Form
      fields={[which, decision, reason] as const}
      onSubmit={async ({ chosen: { vaccine, lot }, decided, ...why }) => {
        await send[decided].mutateAsync({ body: { facilityId, vaccine, lot, ...why } })
        onDone([vaccine, lot, t(`staff.centre.stock.states.${STATE_AFTER[decided]}`)].join(' · '), lot)
      }}
    >
      {which.input}
      {decision.input}
      {reason.input}
      <Button>{t('staff.centre.stock.decide')}</Button>
    </Form>
  )
}

/** Each decision is a separate operation. */
function useDecision(): FormField<{ readonly decided: (typeof DECISIONS)[number] }> {
  const { t } = useText()
  const options = DECISIONS.map((value) => ({
    value,
    text: t(`staff.centre.stock.decisions.${value}`),
    hint: t(`staff.centre.stock.decisionHints.${value}`),
  }))
  const label = t('staff.centre.stock.decision')
  return {
    input: <Radios name="decision" label={label} options={options} value="quarantine" />,
    ...{ focus: 'decision', means: ['decision'], limits: { type: 'string', enum: DECISIONS } },
    read: (values) => {
      const decided = DECISIONS.find((each) => each === values('decision'))
      return decided ? { part: { decided } } : REFUSED
    },
  }
}

interface MoveProps extends LotTaskProps {
  readonly task: 'waste' | 'count'
  readonly lot: string | undefined
  /** Called when the number of doses in a lot has changed since it was read. */
  readonly onChanged: (lot: StockLot) => void
}

/** A write-off takes doses away. A count says how many there are, and the server records the difference. */
function Move({ task, lot: first, facilityId, lots, onChanged, onDone }: MoveProps) {
  const { t } = useText()
  const send = useSend('POST /v1/vaccination/stock')
  const which = useLotChoice(lots, first)
  const isWaste = task === 'waste'
  // Of an expired lot, all doses must go.
  const given = lots.find((each) => keyOfLot(each) === first)
  // The field asks for the doses that are there or lost, not for the quantity of the stock movement.
  const number = whole(postVaccinationStock, 'quantity', {
    label: isWaste ? t('staff.centre.stock.wasted') : t('staff.centre.stock.counted'),
    hint: isWaste ? t('staff.centre.stock.wastedHint') : t('staff.centre.stock.countedHint'),
    value: isWaste ? given?.onHand : undefined,
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
        const { vaccine, lot, onHand } = chosen
        const body = isWaste
          ? ({ quantity: -quantity, reason: 'wasted' } as const)
          : ({ quantity: quantity - onHand, reason: 'corrected', expectedOnHand: onHand } as const)
        try {
          await send.mutateAsync({ body: { facilityId, vaccine, lot, ...body } })
        } catch (error) {
          // The error names the current number, and the person who counted decides again.
          if (isProblem(error, 'stock-changed-meanwhile')) {
            onChanged({ ...chosen, onHand: Number(error.members.onHand) })
          }
          throw error
        }
        onDone([t('staff.centre.doses', { count: quantity }), vaccine, lot].join(' · '), lot)
      }}
    >
      {which.input}
      {number.input}
      <Button kind={task === 'waste' ? 'danger' : 'main'}>{t(`staff.centre.stock.${task}`)}</Button>
    </Form>
  )
}

function useLotChoice(lots: readonly StockLot[], first?: string): FormField<{ readonly chosen: StockLot }> {
  const { t, format } = useText()
  const options = lots.map((lot) => {
    const doses = t('staff.centre.doses', { count: lot.onHand })
    const parts = [lot.lot, lot.vaccine, doses, format.day(lot.expiresOn)]
    if (lot.state !== 'usable') parts.push(t(`staff.centre.stock.states.${lot.state}`))
    return { value: keyOfLot(lot), text: parts.join(' · ') }
  })
  return {
    input: <Select name="kind" label={t('staff.centre.stock.lot')} options={options} value={first} />,
    ...{ focus: 'kind', means: ['lot'], limits: postVaccinationStock.lot },
    read: (values) => {
      const chosen = lots.find((lot) => keyOfLot(lot) === values('kind'))
      return chosen ? { part: { chosen } } : REFUSED
    },
  }
}
