// The rows of a worklist: an order each, with the tests that wait for this step, and when they are due.
import { useEffect, useState } from 'react'
import type { List } from '../../api/lists.ts'
import { useText } from '../../i18n/language.ts'
import { useMay } from '../../session/session.ts'
import type { Column } from '../../ui/columns.ts'
import { Listing } from '../lists/Listing.tsx'
import type { ListName } from './lists.ts'
import { Born, Due, type Order, PatientLink, PriorityTag } from './words.tsx'

const MINUTE_MS = 60_000

interface WorkRowsProps {
  readonly name: ListName
  readonly list: List<Order>
  readonly onClear: (() => void) | undefined
}

export function WorkRows({ name, list, onClear }: WorkRowsProps) {
  const { t } = useText()
  const works = useMay('laboratory.work')
  const nowMs = useNow()
  return (
    <Listing
      none={{
        icon: 'activity',
        title: t(`staff.laboratory.none.${name}`),
        text: t(`staff.laboratory.noneWhy.${name}`),
      }}
      onClear={onClear}
      stacks
      caption={t(`staff.laboratory.list.${name}`)}
      list={list}
      keyOf={({ orderId }) => orderId}
      file={`laboratory-${name}`}
      columns={columnsOf(nowMs, works)}
    />
  )
}

/** Rows become late while nobody touches the page. */
function useNow(): number {
  const [nowMs, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), MINUTE_MS)
    return () => clearInterval(timer)
  }, [])
  return nowMs
}

/** The line that is due first. */
const dueOf = ({ lines }: Order): string => lines.map(({ dueAt }) => dueAt).toSorted()[0] ?? ''

const columnsOf = (nowMs: number, works: boolean): readonly Column<Order>[] => [
  { key: 'orderId', text: ({ orderId }) => orderId },
  {
    key: 'patient',
    text: ({ patient }) => patient?.name ?? '',
    header: 'staff.laboratory.column.patient',
    draw: (order) => (
      <>
        {works ? <PatientLink order={order} /> : <strong>{order.patient?.name ?? order.reference}</strong>}{' '}
        <Born patient={order.patient} />
      </>
    ),
  },
  {
    key: 'reference',
    text: ({ reference }) => reference,
    header: 'staff.laboratory.column.reference',
    isDim: true,
    draw: ({ reference }) => <span className="nowrap">{reference}</span>,
  },
  {
    key: 'priority',
    text: ({ priority }) => priority,
    header: 'staff.laboratory.column.priority',
    draw: ({ priority }) => <PriorityTag priority={priority} />,
  },
  {
    key: 'tests',
    text: ({ lines }) => itemsOf(lines).join(', '),
    header: 'staff.laboratory.column.tests',
  },
  {
    key: 'tubes',
    text: ({ lines }) => tubesOf(lines).join(', '),
    header: 'staff.laboratory.column.tubes',
    isDim: true,
  },
  {
    key: 'due',
    text: dueOf,
    header: 'staff.laboratory.column.due',
    draw: (order) => <Due dueAt={dueOf(order)} nowMs={nowMs} />,
  },
  {
    key: 'settled',
    text: ({ isSettled }) => String(isSettled),
    header: 'staff.laboratory.column.paid',
    isDim: true,
    draw: ({ isSettled }, { t }) => t(isSettled ? 'staff.laboratory.paid' : 'staff.laboratory.unpaid'),
  },
]

/** What was ordered: a panel by its code, as people say it, and not each test in it. */
const itemsOf = (lines: Order['lines']): string[] => [
  ...new Set(lines.map(({ item, test, name }) => (item === test ? name : item))),
]

/** The numbers of the tubes, or into which tube the blood goes. */
const tubesOf = (lines: Order['lines']): string[] => [
  ...new Set(lines.flatMap(({ specimen, container }) => specimen?.accession ?? container ?? [])),
]
