// The next seven days on the home page, a row for each: its sessions, seats and bookings.
import { Link } from 'wouter'
import { useText } from '../../../i18n/language.ts'
import type { Column } from '../../../ui/columns.ts'
import { Table } from '../../../ui/Table.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'

export const WEEK_DAYS = 7

export interface DayCounts {
  readonly date: string
  readonly sessions: number
  readonly seats: number
  readonly booked: number
  readonly given: number
}

interface WeekProps {
  /** Undefined until they are known. */
  readonly days: readonly DayCounts[] | undefined
  /** The address of the list of a day. */
  readonly toPage: (date: string) => string
}

const toColumns = (toPage: WeekProps['toPage']): readonly Column<DayCounts>[] => [
  {
    key: 'date',
    text: ({ date }) => date,
    header: 'staff.start.day',
    draw: ({ date }, { format }) => <Link href={toPage(date)}>{format.weekdayAndDay(date)}</Link>,
  },
  { key: 'sessions', text: ({ sessions }) => sessions, header: 'staff.figures.sessions', isNumber: true },
  { key: 'seats', text: ({ seats }) => seats, header: 'staff.figures.seats', isNumber: true },
  { key: 'booked', text: ({ booked }) => booked, header: 'staff.figures.booked', isNumber: true },
  { key: 'given', text: ({ given }) => given, header: 'staff.figures.given', isNumber: true, isDim: true },
]

export function Week({ days, toPage }: WeekProps) {
  const { t } = useText()
  const caption = t('staff.start.week')
  return (
    <section className="panel panel-wide">
      <h2>{caption}</h2>
      {days ? (
        <Table hidesCaption caption={caption} columns={toColumns(toPage)} rows={days} keyOf={({ date }) => date} />
      ) : (
        <TableSkeleton rows={WEEK_DAYS} />
      )}
    </section>
  )
}
