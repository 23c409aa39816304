// The work of a laboratory: what to collect, receive, enter and authorise, what is late, and what is critical.
import './laboratory.css'
import { SegmentedControl } from '@mantine/core'
import { type KeyboardEvent, type RefObject, useEffect, useRef, useState } from 'react'
import { oneOf, useFilters } from '../../address.ts'
import type { Answer } from '../../api/client.ts'
import { useList } from '../../api/lists.ts'
import { useAnswer } from '../../api/queries.ts'
import { useText } from '../../i18n/language.ts'
import { useAccount, useMay } from '../../session/session.ts'
import { Failure } from '../../ui/outcomes.tsx'
import { rowsWith } from '../lists/Listing.tsx'
import { StaffPage } from '../shell/StaffPage.tsx'
import { useShortcuts } from '../shell/shortcuts.ts'
import { useScanner } from '../vaccination/bookings/scanner.ts'
import { AuthoriseRun } from './AuthoriseRun.tsx'
import { CriticalsOfLab } from './Criticals.tsx'
import { isFindable, useFinding } from './finding.ts'
import { moveByArrows } from './keys.ts'
import { LISTS, type ListName } from './lists.ts'
import { WorkRows } from './WorkRows.tsx'
import { addressOf, type Order } from './words.tsx'

type Counts = Answer<'GET /v1/diagnostics/worklists'>

const readers = { list: oneOf(...LISTS) }
const OFTEN = { everyMs: 20_000 }
const NOBODY: readonly Order[] = []

/** What people say aloud of an order: whose it is, its reference, its tubes and its tests. */
const wordsOf = ({ patient, reference, lines }: Order): string =>
  [patient?.name, reference, ...lines.flatMap(({ name, specimen }) => [name, specimen?.accession ?? ''])].join(' ')

export default function LaboratoryPage() {
  const { t } = useText()
  const { facilityId: lab = '' } = useAccount()
  const works = useMay('laboratory.work')
  const { filters, change } = useFilters(readers)
  const list = works ? (filters.list ?? 'collect') : 'collect'
  const counts = useAnswer('GET /v1/diagnostics/worklists', { query: { lab } }, OFTEN)
  const search = useRef<HTMLInputElement>(null)
  const [wanted, setWanted] = useState('')
  const [failed, setFailed] = useState<unknown>()
  const work = useList(
    'GET /v1/diagnostics/worklists/{list}',
    { lab, limit: 100 },
    { list: list === 'critical' ? 'overdue' : list },
  )
  const shown = rowsWith(work.items ?? NOBODY, wanted.trim(), wordsOf)
  const find = useFinding({ lab, shown: work.items ?? NOBODY, onPerson: setWanted, onFailed: setFailed })
  useScanner(find, isFindable)
  useEffect(() => search.current?.focus({ preventScroll: true }), [])
  const choose = (chosen: ListName): void => change({ list: chosen === 'collect' ? undefined : chosen })
  const rows = { ...work, items: work.items && shown, ...(wanted !== '' && { more: undefined }) }
  const clear = wanted === '' ? undefined : () => setWanted('')
  return (
    <StaffPage title={t('staff.laboratory.title')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys move among the links inside */}
      <div onKeyDown={moveByArrows}>
        <div className="lab-tools no-print">
          {works && <Lists list={list} counts={counts.data} onChoose={choose} />}
          <Search {...{ search, wanted, setWanted, find, works }} first={shown[0]} />
        </div>
        {failed !== undefined && <Failure error={failed} takesFocus />}
        {list === 'critical' ? (
          <CriticalsOfLab lab={lab} />
        ) : list === 'authorise' ? (
          <AuthoriseRun list={rows} onClear={clear} />
        ) : (
          <WorkRows name={list} list={rows} onClear={clear} />
        )}
      </div>
    </StaffPage>
  )
}

interface ListsProps {
  readonly list: ListName
  readonly counts: Counts | undefined
  readonly onChoose: (list: ListName) => void
}

function Lists({ list, counts, onChoose }: ListsProps) {
  const { t, format } = useText()
  const at = LISTS.indexOf(list)
  const step = (by: number) => () => onChoose(LISTS[(at + by + LISTS.length) % LISTS.length] as ListName)
  useShortcuts(t('staff.laboratory.menu'), [
    { keys: ']', label: t('staff.laboratory.next'), run: step(1) },
    { keys: '[', label: t('staff.laboratory.before'), run: step(-1) },
  ])
  const isUrgent = (one: ListName): boolean => (one === 'overdue' || one === 'critical') && (counts?.[one] ?? 0) > 0
  const data = LISTS.map((one) => ({
    value: one as string,
    label: (
      <span className={isUrgent(one) ? 'tag tag-error' : undefined}>
        {t(`staff.laboratory.list.${one}`)} <span className="tabular">{counts ? format.number(counts[one]) : '–'}</span>
      </span>
    ),
  }))
  const box = useRef<HTMLDivElement>(null)
  // On a phone the lists are wider than the screen.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list is chosen
  useEffect(() => {
    box.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest', inline: 'center' })
  }, [list])
  return (
    <div className="lab-lists" ref={box}>
      <SegmentedControl
        aria-label={t('staff.laboratory.lists')}
        data={data}
        value={list}
        onChange={(value) => onChoose(value as ListName)}
        transitionDuration={120}
      />
    </div>
  )
}

interface SearchProps {
  readonly search: RefObject<HTMLInputElement | null>
  readonly wanted: string
  readonly setWanted: (wanted: string) => void
  readonly find: (text: string) => void
  readonly first: Order | undefined
  readonly works: boolean
}

function Search({ search, wanted, setWanted, find, first, works }: SearchProps) {
  const { t } = useText()
  useShortcuts(t('staff.laboratory.menu'), [
    { keys: '/', label: t('staff.laboratory.search'), run: () => search.current?.focus() },
  ])
  /** A scanner types what it reads and Enter. Whoever typed a name opens the first row with it. */
  const enter = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.key !== 'Enter' || wanted.trim() === '') return
    event.preventDefault()
    if (isFindable(wanted)) {
      find(wanted)
      setWanted('')
    } else if (first && works) document.querySelector<HTMLElement>(`a[href="${addressOf(first.orderId)}"]`)?.click()
  }
  return (
    <input
      ref={search}
      className="input lab-search"
      type="search"
      autoComplete="off"
      aria-label={t('staff.laboratory.search')}
      placeholder={t('staff.laboratory.search')}
      value={wanted}
      onChange={({ target }) => setWanted(target.value)}
      onKeyDown={enter}
    />
  )
}
