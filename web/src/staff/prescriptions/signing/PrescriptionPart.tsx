// The prescription of a visit, while a doctor writes it: three letters, Enter, `1-0-1 5`, Enter, and the next one.
import { useDebouncedValue } from '@mantine/hooks'
import { useState } from 'react'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useAccount } from '../../../session/session.ts'
import { Button } from '../../../ui/Button.tsx'
import { Failure } from '../../../ui/outcomes.tsx'
import { Tag } from '../../../ui/Tag.tsx'
import { useShortcuts } from '../../shell/shortcuts.ts'
import './signing.css'
import { type Entry, TakingField } from './TakingField.tsx'
import { TermsPart } from './TermsPart.tsx'
import { type Option, Typeahead } from './Typeahead.tsx'
import { type Taking, toTyped } from './taking.ts'
import { formOfWords, type Way, wayOf } from './ways.ts'
import { type Item, noteUsual, usualOf, type Writing, type Written } from './writing.ts'

export type Checked = Answer<'POST /v1/prescriptions/checks'>

interface PrescriptionPartProps {
  readonly writing: Writing
  readonly onWrite: (change: Partial<Writing>) => void
  /** Quantities, stock and warnings of these lines; undefined until the server has said them. */
  readonly checked: Checked | undefined
  readonly error: unknown
  readonly onDone: () => void
}

const LINES_MAX = 20
const focusOn = (id: string): void => document.getElementById(id)?.focus()

export function PrescriptionPart({ writing, onWrite, checked, error, onDone }: PrescriptionPartProps) {
  const { t } = useText()
  const { id: accountId } = useAccount()
  const [entry, setEntry] = useState<Entry>()
  const { lines } = writing
  const onChange = (next: readonly Written[]): void => onWrite({ lines: next })
  useShortcuts(t('staff.prescribing.title'), [
    { keys: 'p', label: t('staff.prescribing.write'), run: () => focusOn('rx-medicine') },
  ])
  const choose = (item: Written['item']): void => {
    const way = wayOf(item.form ?? '', item.name)
    setEntry({ item, taking: usualOf(accountId, item), way, asks: false })
  }
  const leave = (): void => {
    setEntry(undefined)
    setTimeout(() => focusOn('rx-medicine'))
  }
  const add = ({ item, asks }: Entry, taking: Taking, route: Way): void => {
    const line = { item, taking, route, asks }
    noteUsual(accountId, line)
    onChange([...lines, line])
    leave()
  }
  const change = (nth: number): void => {
    const line = lines[nth]
    if (!line) return
    const { item, taking, route, asks } = line
    onChange(lines.filter((_one, index) => index !== nth))
    setEntry({ item, taking: toTyped(taking), way: route, asks })
  }
  return (
    <section className="visit-part">
      <h2>{t('staff.prescribing.title')}</h2>
      {error !== null && error !== undefined && <Failure error={error} />}
      <Lines
        lines={lines}
        checked={checked}
        onChange={change}
        onAsk={(nth, asks) => onChange(lines.map((line, index) => (index === nth ? { ...line, asks } : line)))}
        onRemove={(nth) => onChange(lines.filter((_line, index) => index !== nth))}
      />
      {entry ? (
        <TakingField
          key={`${entry.item.itemCode} ${entry.item.name}`}
          entry={entry}
          onAdd={(taking, way) => add(entry, taking, way)}
          onLeave={leave}
        />
      ) : (
        lines.length < LINES_MAX && <MedicineField onTake={choose} onDone={onDone} />
      )}
      {lines.length > 0 && <TermsPart writing={writing} onChange={onWrite} />}
    </section>
  )
}

interface LinesProps {
  readonly lines: readonly Written[]
  readonly checked: Checked | undefined
  readonly onChange: (nth: number) => void
  readonly onAsk: (nth: number, asks: boolean) => void
  readonly onRemove: (nth: number) => void
}

function Lines({ lines, checked, onChange, onAsk, onRemove }: LinesProps) {
  const { t } = useText()
  return (
    <ol className="plain rx-lines">
      {lines.map((line, nth) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a medicine may stand there twice; lines have no name
        <li key={`${line.item.itemCode} ${nth}`} className="rx-line">
          <p>
            <b>{line.item.name}</b> <span className="rx-taking">{toTyped(line.taking)}</span>
            {', '}
            {t(`staff.prescribing.ways.${line.route}`)}
          </p>
          <LineFacts checked={checked} lineKey={nth + 1} />
          <div className="row-actions">
            <Button kind="quiet" onClick={() => onChange(nth)}>
              {t('staff.prescribing.change')} <span className="visually-hidden">{line.item.name}</span>
            </Button>
            <Button kind="quiet" onClick={() => onAsk(nth, !line.asks)}>
              {t(line.asks ? 'staff.prescribing.asks' : 'staff.prescribing.allows')}{' '}
              <span className="visually-hidden">{line.item.name}</span>
            </Button>
            <Button kind="quiet" onClick={() => onRemove(nth)}>
              {t('staff.prescribing.remove')} <span className="visually-hidden">{line.item.name}</span>
            </Button>
          </div>
        </li>
      ))}
    </ol>
  )
}

/** The quantity, what the pharmacies have and ask for it, and what a doctor must look at. */
function LineFacts({ checked, lineKey }: { checked: Checked | undefined; lineKey: number }) {
  const { t, format } = useText()
  const line = checked?.lines.find((one) => one.lineKey === lineKey)
  if (!line) return <p className="soft">{t('staff.prescribing.counting')}</p>
  const isListed = line.itemCode !== undefined
  const free = line.stock.reduce((sum, store) => sum + store.free, 0)
  const level = free >= line.quantity ? 'there' : free > 0 ? 'short' : 'none'
  const price = line.stock.find(({ unitPricePaise }) => unitPricePaise !== undefined)?.unitPricePaise
  return (
    <>
      <p className="soft">
        <strong>{t('staff.prescribing.quantity', { count: line.quantity, unit: line.unit })}</strong>
        {isListed && `, ${t(`staff.prescribing.stock.${level}`, { count: free })}`}
        {price !== undefined && `, ${format.money(price * line.quantity)}`}
      </p>
      {!isListed && <p className="soft">{t('staff.prescribing.unlisted')}</p>}
      {checked?.warnings
        .filter((warning) => warning.lineKey === lineKey)
        .map(({ kind, against = '' }) => (
          <Tag key={kind + against} kind="error">
            {t(`staff.prescribing.warning.${kind}`, { against })}
          </Tag>
        ))}
    </>
  )
}

const LETTERS_MIN = 3
const PAUSE_MS = 120
const SHOWN_MAX = 12
const FRESH = { freshMs: 60_000 }

interface MedicineFieldProps {
  readonly onTake: (item: Written['item']) => void
  readonly onDone: () => void
}

function MedicineField({ onTake, onDone }: MedicineFieldProps) {
  const { t, format } = useText()
  const { facilityId = '' } = useAccount()
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const isAsked = asked.length >= LETTERS_MIN
  const found = useAnswer(
    'GET /v1/inventory/items',
    { query: { q: asked, kind: 'medicine' } },
    { ...FRESH, enabled: isAsked },
  )
  const items = (found.data?.items ?? []).slice(0, SHOWN_MAX)
  const stock = useAnswer(
    'GET /v1/prescriptions/stock',
    { query: { facility: facilityId, items: items.map(({ itemCode }) => itemCode).join(',') } },
    { ...FRESH, enabled: items.length > 0 },
  )
  const detailOf = ({ itemCode, unit }: Item): string => {
    if (!stock.data) return ''
    const own = stock.data.items.filter((level) => level.itemCode === itemCode)
    const free = own.reduce((sum, level) => sum + level.free, 0)
    const price = own.find(({ unitPricePaise }) => unitPricePaise !== undefined)?.unitPricePaise
    const there = free > 0 ? t('staff.prescribing.free', { count: free, unit }) : t('staff.prescribing.notThere')
    return price === undefined ? there : `${there}, ${t('staff.prescribing.each', { price: format.money(price) })}`
  }
  const options = items.map((item): Option => ({ id: item.itemCode, name: item.name, detail: detailOf(item) }))
  const isCurrent = isAsked && asked === typed.trim() && found.data !== undefined
  return (
    <>
      {found.error && !found.data && <Failure error={found.error} onRetry={() => void found.refetch()} />}
      <Typeahead
        id="rx-medicine"
        label={t('staff.prescribing.medicine')}
        hint={t('staff.prescribing.medicineHint')}
        none={t('staff.prescribing.noMedicine')}
        typed={typed}
        lettersMin={LETTERS_MIN}
        options={isCurrent ? options : undefined}
        onType={setTyped}
        onTake={(id) => {
          const item = items.find(({ itemCode }) => itemCode === id)
          setTyped('')
          if (item) onTake(toChosen(item))
        }}
        onDone={onDone}
      />
      {isCurrent && items.length === 0 && (
        <Button kind="quiet" onClick={() => onTake({ name: asked, unit: '', ...formOfWords(asked) })}>
          {t('staff.prescribing.inWords', { words: asked })}
        </Button>
      )}
    </>
  )
}

const toChosen = ({ itemCode, name, unit, form }: Item): Written['item'] => ({
  ...{ itemCode, name, unit },
  ...(form !== undefined && { form }),
})
