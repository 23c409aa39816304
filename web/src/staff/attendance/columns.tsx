// The columns that all lists of attendance share, declared once for the screen, the file and paper.
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Answer } from '../../api/client.ts'
import type { Column, Words } from '../../ui/columns.ts'

export type Attendance = Answer<'GET /v1/appointments/attendance'>
export type Counts = Attendance['total']

/** Of a hundred who had booked, how many did not come. */
export function absentPercent({ booked, absent }: Counts): number | undefined {
  return booked === 0 ? undefined : Math.round((100 * absent) / booked)
}

/** The list that a number counts; undefined when nobody counts it there. */
type HrefOf<Row> = (row: Row, what: 'seen' | 'absent' | 'waits') => string | undefined

/** A number, and the list that it counts. */
function Opening({ href, children }: { href: string | undefined; children: ReactNode }) {
  return href === undefined ? children : <Link href={href}>{children}</Link>
}

export function countColumns<Row extends Counts>(hrefOf: HrefOf<Row> = () => undefined): readonly Column<Row>[] {
  return [
    {
      key: 'seen',
      text: (row) => row.seen,
      header: 'staff.attendance.seen',
      isNumber: true,
      draw: (row, { format }) => (
        <Opening href={row.seen === 0 ? undefined : hrefOf(row, 'seen')}>{format.number(row.seen)}</Opening>
      ),
    },
    {
      key: 'medianMinutes',
      text: (row) => row.medianMinutes,
      header: 'staff.attendance.median',
      isNumber: true,
      draw: (row, { t }) =>
        row.medianMinutes === undefined ? (
          '–'
        ) : (
          <Opening href={hrefOf(row, 'waits')}>{t('staff.attendance.minutes', { count: row.medianMinutes })}</Opening>
        ),
    },
    { key: 'shortMinutes', text: (row) => row.shortMinutes },
    { key: 'longMinutes', text: (row) => row.longMinutes },
    {
      header: 'staff.attendance.range',
      isNumber: true,
      isDim: true,
      draw: ({ shortMinutes: from, longMinutes: until }, { t }) =>
        from === undefined || until === undefined ? '–' : t('staff.attendance.fromTo', { from, until }),
    },
    {
      key: 'absent',
      text: (row) => row.absent,
      header: 'staff.attendance.absent',
      isNumber: true,
      draw: (row, words) => <Absent row={row} href={hrefOf(row, 'absent')} words={words} />,
    },
    { key: 'left', text: (row) => row.left, header: 'staff.attendance.left', isNumber: true, isDim: true },
    { key: 'booked', text: (row) => row.booked, header: 'staff.attendance.booked', isNumber: true, isDim: true },
  ]
}

interface AbsentProps {
  readonly row: Counts
  readonly href: string | undefined
  readonly words: Words
}

/** How many, and how many of a hundred who had booked. */
function Absent({ row, href, words: { format } }: AbsentProps) {
  const percent = absentPercent(row)
  if (row.absent === 0 || percent === undefined) return format.number(row.absent)
  return (
    <span>
      <Opening href={href}>{format.number(row.absent)}</Opening>{' '}
      <span className="soft">{format.number(percent)} %</span>
    </span>
  )
}
