// Finds an item: letters list the items, arrow keys and Enter choose, and the code of a pack chooses at once.
import './inventory.css'
import { useDebouncedValue } from '@mantine/hooks'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { type Answer, ask } from '../../api/client.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Failure } from '../../ui/outcomes.tsx'
import { isPackCode } from './gs1.ts'

export type Item = Answer<'GET /v1/inventory/items/{itemCode}'>
export type Scanned = Answer<'GET /v1/inventory/scans'>

const PAUSE_MS = 200
const LETTERS_MIN = 2
const FRESH = { freshMs: 60_000 }

interface Props {
  /** Gets the item, and from the code of a pack also its lot and last day. */
  readonly onChoose: (item: Item, scanned?: Scanned) => void
  readonly label?: string
}

export function ItemFinder({ onChoose, label }: Props) {
  const { t } = useText()
  const id = useId()
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [asked] = useDebouncedValue(typed.trim(), PAUSE_MS)
  const [at, setAt] = useState(0)
  const [unknown, setUnknown] = useState<string>()
  const [failed, setFailed] = useState<unknown>()
  const enabled = asked.length >= LETTERS_MIN && !isPackCode(asked)
  const { data } = useAnswer('GET /v1/inventory/items', { query: { q: asked } }, { ...FRESH, enabled })
  const found = enabled && typed.trim() !== '' ? (data?.items ?? []) : []
  useEffect(() => field.current?.focus({ preventScroll: true }), [])
  const choose = (item: Item, scanned?: Scanned): void => {
    setTyped('')
    setAt(0)
    onChoose(item, scanned)
  }
  const scan = async (code: string): Promise<void> => {
    setUnknown(undefined)
    setFailed(undefined)
    const scanned = await ask('GET /v1/inventory/scans', { query: { code } })
    if (scanned.itemCode === undefined) return setUnknown(scanned.gtin ?? code)
    choose(await ask('GET /v1/inventory/items/{itemCode}', { path: { itemCode: scanned.itemCode } }), scanned)
  }
  const press = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      setAt(Math.max(0, Math.min(found.length - 1, at + step)))
    }
    if (event.key !== 'Enter' || typed.trim() === '') return
    event.preventDefault()
    if (isPackCode(typed)) return void scan(typed.trim()).catch(setFailed)
    const item = found[at]
    if (item) choose(item)
  }
  return (
    <div className="item-finder no-print">
      <label htmlFor={id}>
        <Icon name="search" /> {label ?? t('staff.stock.find.label')}
      </label>
      <input
        ref={field}
        id={id}
        className="input"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={`${id}-list`}
        aria-activedescendant={found[at] && `${id}-${at}`}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value)
          setAt(0)
        }}
        onKeyDown={press}
      />
      {unknown !== undefined && <p role="alert">{t('staff.stock.find.unknown', { gtin: unknown })}</p>}
      {failed !== undefined && <Failure error={failed} takesFocus />}
      <Found {...{ id, found, at }} onChoose={choose} />
      {enabled && data?.items.length === 0 && <p role="status">{t('staff.stock.find.none')}</p>}
    </div>
  )
}

interface FoundProps {
  readonly id: string
  readonly found: readonly Item[]
  readonly at: number
  readonly onChoose: (item: Item) => void
}

function Found({ id, found, at, onChoose }: FoundProps) {
  const { t } = useText()
  if (found.length === 0) return null
  return (
    <div id={`${id}-list`} role="listbox" aria-label={t('staff.stock.find.found')} className="item-found">
      {found.map((item, nth) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys, as a combobox does
        <div
          key={item.itemCode}
          id={`${id}-${nth}`}
          role="option"
          tabIndex={-1}
          aria-selected={nth === at}
          className={nth === at ? 'item-chosen' : undefined}
          onClick={() => onChoose(item)}
        >
          {item.name} <span className="soft">{item.itemCode}</span>
        </div>
      ))}
    </div>
  )
}
