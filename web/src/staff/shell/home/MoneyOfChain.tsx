// The money of the hospitals of a chain on the home page, a row for each: taken, differences of drawers, refunds.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useWhole } from '../../../api/lists.ts'
import { useText } from '../../../i18n/language.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { HospitalName } from '../../doctors/words.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'

type Hospital = Answer<'GET /v1/billing/overview/hospitals'>['items'][number]

const OFTEN = { everyMs: () => 60_000 }
const ROWS = 3

export function MoneyOfChain() {
  const { t } = useText()
  const { data, error, refetch } = useWhole('GET /v1/billing/overview/hospitals', {}, OFTEN)
  const caption = t('staff.money.home.hospitals')
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  return (
    <section className="panel panel-wide">
      <h2>{caption}</h2>
      {data ? (
        <Table
          stacks
          hidesCaption
          caption={caption}
          columns={COLUMNS}
          rows={data}
          keyOf={({ facilityId }) => facilityId}
        />
      ) : (
        <TableSkeleton rows={ROWS} />
      )}
    </section>
  )
}

const COLUMNS: readonly Column<Hospital>[] = [
  {
    header: 'staff.money.hospital',
    draw: ({ facilityId }) => (
      <Link href={href('/staff/billing/days', { facility: facilityId })}>
        <HospitalName facilityId={facilityId} />
      </Link>
    ),
  },
  {
    key: 'taken',
    text: ({ takenPaise }) => takenPaise / 100,
    header: 'staff.money.home.taken',
    isNumber: true,
    draw: ({ takenPaise }, { format }) => format.money(takenPaise),
  },
  {
    key: 'differences',
    text: ({ overPaise, shortPaise }) => (overPaise - shortPaise) / 100,
    header: 'staff.money.home.differences',
    isNumber: true,
    draw: ({ shortPaise, overPaise }, { t, format }) =>
      [
        ...(shortPaise > 0 ? [t('staff.money.home.short', { sum: format.money(shortPaise) })] : []),
        ...(overPaise > 0 ? [t('staff.money.home.over', { sum: format.money(overPaise) })] : []),
      ].join(', ') || format.number(0),
  },
  { key: 'refunds', text: ({ refunds }) => refunds, header: 'staff.money.home.refunds', isNumber: true },
  {
    key: 'toAccept',
    text: ({ drawersToAccept }) => drawersToAccept,
    header: 'staff.money.home.toAccept',
    isNumber: true,
  },
]
