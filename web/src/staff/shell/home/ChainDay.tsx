// The day of a chain on the home page: what its hospitals did today, a row for each.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import { useWhole } from '../../../api/lists.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { absentPercent } from '../../attendance/columns.tsx'
import { columnsOf } from '../../attendance/hospital-columns.tsx'
import { TableSkeleton } from '../../lists/Skeleton.tsx'
import { Tiles } from './Tiles.tsx'

const OFTEN = { everyMs: () => 60_000 }
const ROWS = 3

export function ChainDay() {
  const { t, format } = useText()
  const days = { from: today(), to: today() }
  const { data, error, refetch } = useWhole('GET /v1/appointments/attendance/hospitals', days, OFTEN)
  const list = href('/staff/hospitals', days)
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  const sum = (name: 'seen' | 'absent' | 'booked' | 'oldViews'): number | undefined =>
    data?.reduce((total, hospital) => total + hospital[name], 0)
  const [booked, absent] = [sum('booked') ?? 0, sum('absent')]
  const percent = absent === undefined ? undefined : absentPercent({ seen: 0, left: 0, waits: 0, booked, absent })
  const caption = t('staff.hospitalDay.chain')
  return (
    <>
      <Tiles
        tiles={[
          { icon: 'building-hospital', label: t('staff.hospitalDay.hospitals'), count: data?.length, href: list },
          { icon: 'check', label: t('staff.attendance.seen'), count: sum('seen'), href: list },
          {
            ...{ icon: 'x', label: t('staff.hospitalDay.absent'), count: absent, href: list },
            ...(percent !== undefined && { note: t('staff.attendance.ofBooked', { percent: format.number(percent) }) }),
          },
          { icon: 'history', label: t('staff.hospitalDay.oldViews'), count: sum('oldViews'), href: list },
        ]}
      />
      <section className="panel panel-wide">
        <h2>{caption}</h2>
        {!data && <TableSkeleton rows={ROWS} />}
        {data?.length === 0 && <p className="soft panel-none">{t('staff.attendance.hospitals.none')}</p>}
        {data && data.length > 0 && (
          <Table
            stacks
            hidesCaption
            caption={caption}
            columns={columnsOf(days)}
            rows={data}
            keyOf={({ facilityId }) => facilityId}
          />
        )}
        <p className="panel-foot">
          <Link href="/staff/hospitals">{t('staff.hospitalDay.toChain')}</Link>
        </p>
      </section>
    </>
  )
}
