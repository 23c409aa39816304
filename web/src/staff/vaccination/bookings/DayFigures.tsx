// The day in figures: one strip to read, never to press.
import type { ReactNode } from 'react'
import { useAnswer } from '../../../api/queries.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import { Icon } from '../../../ui/Icon.tsx'
import type { IconName } from '../../../ui/icon-names.ts'
import { type Booking, countStates, LONG_WAIT_MINUTES, minutesWaiting, type Shown, shownOf, stateOf } from './day.ts'
import { STATE_ICONS } from './StatePill.tsx'

interface DayFiguresProps {
  readonly facilityId: string
  /** Undefined until they are known. */
  readonly bookings: readonly Booking[] | undefined
  readonly nowMs: number
  readonly isToday: boolean
}

export function DayFigures({ facilityId, bookings, nowMs, isToday }: DayFiguresProps) {
  const { t, format } = useText()
  const counts = bookings && countStates(bookings)
  const of = (shown: Shown): readonly Booking[] =>
    (bookings ?? []).filter((booking) => shownOf(booking, nowMs) === shown)
  const longest = Math.max(0, ...of('arrived').map((booking) => minutesWaiting(booking, nowMs)))
  const observing = of('observing')
  const free = observing.map(({ observedUntil }) => observedUntil ?? '').sort()[0]
  const live = counts && counts.expected + counts.arrived + counts.vaccinated
  return (
    <dl className="day-figures">
      <Figure
        icon="calendar"
        label={t('staff.centre.figure.booked')}
        value={live === undefined || counts === undefined ? undefined : live + counts.absent}
        note={counts && counts.cancelled > 0 && t('staff.centre.figure.cancelled', { count: counts.cancelled })}
        isLess
      />
      <Figure
        icon={STATE_ICONS.arrived}
        kind="arrived"
        label={t('staff.centre.figure.waiting')}
        value={counts?.arrived}
        note={longest > 0 && t('staff.centre.figure.longest', { count: longest })}
        isLate={longest >= LONG_WAIT_MINUTES}
      />
      {isToday && (
        <Figure
          icon={STATE_ICONS.observing}
          kind="observing"
          label={t('staff.centre.figure.observing')}
          value={bookings && observing.length}
          note={free !== undefined && t('staff.centre.figure.nextFree', { time: format.time(free) })}
        />
      )}
      <Figure
        icon={STATE_ICONS.vaccinated}
        kind="vaccinated"
        label={t('staff.centre.figure.vaccinated')}
        value={counts?.vaccinated}
        note={live !== undefined && t('staff.centre.figure.ofAll', { all: format.number(live) })}
      />
      <Figure icon={STATE_ICONS.absent} kind="absent" label={t('staff.centre.figure.absent')} value={counts?.absent} />
      {isToday && <DosesInStore facilityId={facilityId} bookings={bookings} />}
    </dl>
  )
}

/** The doses that may be given, of the vaccines of this day. */
function DosesInStore({ facilityId, bookings = [] }: Pick<DayFiguresProps, 'facilityId' | 'bookings'>) {
  const { t } = useText()
  const mayRead = useMay('stock.read')
  const { data } = useAnswer('GET /v1/vaccination/stock', { query: { facility: facilityId } }, { enabled: mayRead })
  if (!mayRead) return null
  const waited = new Set(bookings.filter(isBooked).map(({ vaccine }) => vaccine))
  const levels = data?.levels.filter(({ vaccine }) => waited.size === 0 || waited.has(vaccine))
  const usable = levels?.reduce((sum, { onHand, blocked, expired }) => sum + Math.max(onHand - blocked - expired, 0), 0)
  return <Figure icon="vaccine" label={t('staff.centre.figure.doses')} value={usable} isLess />
}

const isBooked = (booking: Booking): boolean => stateOf(booking) !== 'cancelled' && stateOf(booking) !== 'absent'

interface FigureProps {
  readonly icon: IconName
  readonly kind?: Shown
  readonly label: string
  readonly value: number | undefined
  readonly note?: ReactNode
  readonly isLate?: boolean
  /** Left out on a phone. */
  readonly isLess?: boolean
}

function Figure({ icon, kind, label, value, note, isLate = false, isLess = false }: FigureProps) {
  const { format } = useText()
  return (
    <div className={isLess ? 'day-figure-less' : undefined}>
      <dt>
        <span className={kind && `ink-${kind}`}>
          <Icon name={icon} sizePx={14} />
        </span>
        {label}
      </dt>
      <dd>
        <strong>{value === undefined ? '–' : format.number(value)}</strong>
        <span className={isLate ? 'day-figure-late' : undefined}>{note}</span>
      </dd>
    </div>
  )
}
