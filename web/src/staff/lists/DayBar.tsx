// The bar above the list of a day: which people to show, the search, one more choice, and how fresh the list is.
import { SegmentedControl } from '@mantine/core'
import type { KeyboardEvent, ReactNode, RefObject } from 'react'
import { useText } from '../../i18n/language.ts'
import { Icon } from '../../ui/Icon.tsx'
import { Key } from '../shell/Key.tsx'
import { useShortcutsOn } from '../shell/shortcuts.ts'

const ALL = 'all'

interface Counted {
  readonly text: string
  readonly count: number
}

interface DayBarProps<State extends string> {
  /** How many people the first segment, everybody, stands for. */
  readonly all: number
  readonly segments: readonly (Counted & { readonly state: State })[]
  /** Undefined for everybody. */
  readonly state: State | undefined
  readonly onState: (state: State | undefined) => void
  readonly searchLabel: string
  readonly wanted: string
  readonly onWanted: (wanted: string) => void
  readonly search: RefObject<HTMLInputElement | null>
  readonly onKey: (event: KeyboardEvent<HTMLInputElement>) => void
  /** When the list was read last, and whether the last try succeeded. */
  readonly readAt: number
  readonly isLive: boolean
  /** One more choice, beside the search. */
  readonly children: ReactNode
}

export function DayBar<State extends string>(props: DayBarProps<State>) {
  const { all, segments, state, onState, searchLabel, wanted, onWanted, search, onKey, readAt, isLive } = props
  const { t, format } = useText()
  const hasKeys = useShortcutsOn()
  const data = [
    { value: ALL, label: <Segment text={t('staff.centre.filter.all')} count={all} /> },
    ...segments.map((one) => ({ value: one.state as string, label: <Segment {...one} /> })),
  ]
  return (
    <div className="day-tools no-print">
      <div className="day-segments">
        <SegmentedControl
          aria-label={t('staff.centre.today.filter')}
          data={data}
          value={state ?? ALL}
          onChange={(value) => onState(segments.find((one) => one.state === value)?.state)}
          transitionDuration={120}
        />
      </div>
      <div className="day-search-box">
        <Icon name="search" />
        <input
          id="wanted"
          ref={search}
          className="input"
          type="search"
          autoComplete="off"
          aria-label={searchLabel}
          placeholder={searchLabel}
          value={wanted}
          onChange={(event) => onWanted(event.target.value)}
          onKeyDown={onKey}
        />
        {hasKeys && wanted === '' && <Key name="/" />}
      </div>
      {props.children}
      <span className={isLive ? 'day-live' : 'day-live day-live-off'}>
        {t(isLive ? 'staff.centre.today.live' : 'staff.centre.today.notLive', {
          time: format.time(new Date(readAt).toISOString()),
        })}
      </span>
    </div>
  )
}

function Segment({ text, count }: Counted) {
  const { format } = useText()
  return (
    <>
      {text} <span className="tabular">{format.number(count)}</span>
    </>
  )
}
