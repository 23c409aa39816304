// The lines of a prescription with what is given of each. Enter prepares them, `r` chooses another item for a line.
import { type SubmitEvent, useEffect, useRef, useState } from 'react'
import { useLocation } from 'wouter'
import { ApiProblem } from '../../../api/problem.ts'
import { useSend } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { Button } from '../../../ui/Button.tsx'
import { Choosable } from '../../../ui/choices.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Empty } from '../../lists/Empty.tsx'
import { say } from '../../shell/Said.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import { GivenTable } from './GivenTable.tsx'
import { costOf, faultOf, type Given, presetOf, type ShelfLine, toLines } from './giving.ts'
import { OverrideForm, type Warned, warningsOf } from './OverrideForm.tsx'
import type { Store } from './pharmacy.ts'
import { SubstituteDialog } from './SubstituteDialog.tsx'
import type { Prescription } from './words.tsx'

interface Props {
  readonly pharmacy: Store
  readonly prescription: Prescription
  readonly shelf: readonly ShelfLine[]
  /** Reads the shelf again. */
  readonly onShelf: () => void
}

type Overrides = readonly { readonly kind: Warned['kind']; readonly lineKey: number; readonly reason: string }[]

export function Preparing({ pharmacy, prescription, shelf, onShelf }: Props) {
  const { t, format } = useText()
  const [given, setGiven] = useState<readonly Given[]>(() => presetOf(shelf))
  const [replacing, setReplacing] = useState<number>()
  const [isLater, setLater] = useState(false)
  const [isTried, setTried] = useState(false)
  const { prepare, error, isPending } = usePrepare({ pharmacy, prescription, onShelf })
  const change = (lineKey: number, part: Partial<Given>): void =>
    setGiven(given.map((one) => (one.lineKey === lineKey ? { ...one, ...part } : one)))
  useEffect(() => document.getElementById(`give-${given[0]?.lineKey}`)?.focus(), [given[0]?.lineKey])
  useShortcuts(t('staff.dispensing.menu'), [
    { keys: 'r', label: t('staff.dispensing.replace.title'), run: () => setReplacing(lineToReplace(given, shelf)) },
  ])
  if (prescription.status !== 'SIGNED') return null
  if (given.length === 0) {
    return (
      <Empty icon="check" title={t('staff.dispensing.prepare.nothingLeft')}>
        {t('staff.dispensing.prepare.nothingLeftWhy')}
      </Empty>
    )
  }
  const lines = toLines(given)
  const send = (overrides: Overrides = []): void => {
    setTried(true)
    if (lines.length === 0 || given.some((one) => faultOf(one, lineOf(shelf, one.lineKey)))) return
    prepare({ lines, overrides: [...overrides], collection: isLater ? 'later' : 'now' })
  }
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault()
    if (!isPending) send()
  }
  const warned = warningsOf(error)
  return (
    <>
      {error !== null && !warned && <Failure error={error} takesFocus />}
      <form noValidate onSubmit={submit}>
        <GivenTable {...{ given, shelf, prescription, isTried, onChange: change, onReplace: setReplacing }} />
        {isTried && lines.length === 0 && (
          <p role="alert" className="field-error">
            {t('staff.dispensing.prepare.nothing')}
          </p>
        )}
        <Choosable
          option={{
            value: 'later',
            text: t('staff.dispensing.prepare.later'),
            hint: t('staff.dispensing.prepare.laterHint'),
          }}
          type="checkbox"
          checked={isLater}
          onChange={({ target }) => setLater(target.checked)}
        />
        <div className="act-bar">
          <p>
            {t('staff.dispensing.prepare.about', { money: format.money(costOf(given, shelf)) })}{' '}
            <span className="soft">{t('staff.dispensing.prepare.keys')}</span>
          </p>
          <Button>{t('staff.dispensing.prepare.button', { count: lines.length })}</Button>
        </div>
      </form>
      {warned && <OverrideForm warnings={warned} prescription={prescription} onAnswer={send} />}
      <SubstituteDialog
        line={shelf.find(({ lineKey }) => lineKey === replacing)}
        name={prescription.lines.find(({ lineKey }) => lineKey === replacing)?.genericName ?? ''}
        onChoose={(instead) => {
          const left = lineOf(shelf, replacing)?.left ?? 0
          if (replacing !== undefined) change(replacing, { instead, typed: String(Math.min(left, instead.item.free)) })
          setReplacing(undefined)
        }}
        onClose={() => setReplacing(undefined)}
      />
    </>
  )
}

const lineOf = (shelf: readonly ShelfLine[], key: number | undefined): ShelfLine | undefined =>
  shelf.find(({ lineKey }) => lineKey === key)

/** The line that has the focus, or the first that is short. */
function lineToReplace(given: readonly Given[], shelf: readonly ShelfLine[]): number | undefined {
  const focused = document.activeElement?.closest('[data-line]')?.getAttribute('data-line')
  if (focused != null) return Number(focused)
  const short = shelf.find(({ lineKey, left, item }) => {
    const one = given.find((each) => each.lineKey === lineKey)
    return one !== undefined && !one.instead && left > (item?.free ?? 0)
  })
  return (short ?? shelf.find(({ substitutes }) => substitutes.length > 0))?.lineKey
}

interface Body {
  readonly lines: ReturnType<typeof toLines>
  readonly overrides: Overrides[number][]
  readonly collection: 'now' | 'later'
}

/** Prepares, and opens what was prepared. When the store is short, the shelf is read again. */
function usePrepare({ pharmacy, prescription, onShelf }: Pick<Props, 'pharmacy' | 'prescription' | 'onShelf'>) {
  const { t } = useText()
  const [, go] = useLocation()
  const send = useSend('POST /v1/dispenses')
  const busy = useRef(false)
  const prepare = async (body: Body): Promise<void> => {
    if (busy.current) return
    busy.current = true
    try {
      const { storeId } = pharmacy
      const { prescriptionId } = prescription
      const { dispenseId } = await send.mutateAsync({ body: { storeId, prescriptionId, ...body } as never })
      say({ text: t('staff.dispensing.said.prepared'), detail: prescription.patient.name })
      go(`/staff/dispenses/${dispenseId}`)
    } catch (error) {
      if (error instanceof ApiProblem && error.slug === 'dispense-short') onShelf()
    } finally {
      busy.current = false
    }
  }
  return { prepare: (body: Body) => void prepare(body), error: send.error, isPending: send.isPending }
}
