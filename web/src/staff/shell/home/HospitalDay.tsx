// The day of a hospital on the home page: of its desk, or of its administrator. One answer has all its numbers.
import { Link } from 'wouter'
import { href } from '../../../address.ts'
import type { Answer } from '../../../api/client.ts'
import { useAnswer } from '../../../api/queries.ts'
import { today } from '../../../i18n/format.ts'
import { useText } from '../../../i18n/language.ts'
import { useMay } from '../../../session/session.ts'
import type { Column } from '../../../ui/columns.ts'
import { Failure } from '../../../ui/outcomes.tsx'
import { Table } from '../../../ui/Table.tsx'
import { nameOf } from '../../appointments/acts.ts'
import { startOf } from '../../appointments/day.ts'
import { useQueueName } from '../../queues/queue-name.ts'
import { DeskSearch } from './DeskSearch.tsx'
import { type Tile, Tiles } from './Tiles.tsx'

type Overview = Answer<'GET /v1/appointments/overview'>
type Hour = Overview['hours'][number]

const OFTEN = { everyMs: 20_000 }
const SELDOM = { everyMs: 120_000, freshMs: 60_000 }
const DAY_PAGE = '/staff/appointments'

export function HospitalDay({ facilityId }: { facilityId: string }) {
  const governs = useMay('fee.settle')
  const { data, error, refetch } = useAnswer(
    'GET /v1/appointments/overview',
    { query: { facility: facilityId } },
    OFTEN,
  )
  if (error && !data) return <Failure error={error} onRetry={() => void refetch()} />
  // A centre without doctors has no such day.
  if (!data || (data.doctors === 0 && data.hours.length === 0 && data.queues.length === 0)) return null
  return (
    <>
      {!governs && <DeskSearch facilityId={facilityId} />}
      {governs ? <AdminTiles overview={data} /> : <DeskTiles overview={data} facilityId={facilityId} />}
      <Queues queues={data.queues} />
      <Next overview={data} />
      {data.hours.length > 0 && <Hours hours={data.hours} />}
    </>
  )
}

/** The tiles that lead to the people of the day in one state. */
function useStateTiles({ expected, late, arrived, inRoom, seen }: Overview): Record<'here' | 'ends', Tile[]> {
  const { t } = useText()
  const to = (state: string): string => href(DAY_PAGE, { state })
  const expectedTile: Tile = {
    ...{ icon: 'clock', label: t('staff.hospitalDay.expected'), count: expected, href: to('expected') },
    ...(late > 0 && { note: t('staff.hospitalDay.late', { count: late }) }),
  }
  return {
    here: [
      expectedTile,
      { icon: 'users', label: t('staff.hospitalDay.arrived'), count: arrived, href: to('arrived') },
      { icon: 'stethoscope', label: t('staff.hospitalDay.inRoom'), count: inRoom, href: to('inRoom') },
    ],
    ends: [{ icon: 'check', label: t('staff.hospitalDay.seen'), count: seen, href: to('seen') }],
  }
}

function useDisplacedTile({ displaced }: Overview): Tile {
  const { t } = useText()
  return {
    ...{ icon: 'arrows-exchange', label: t('staff.hospitalDay.displaced'), count: displaced },
    ...{ href: `${DAY_PAGE}/displaced`, note: t('staff.hospitalDay.displacedNote') },
  }
}

function DeskTiles({ overview, facilityId }: { overview: Overview; facilityId: string }) {
  const { t } = useText()
  const enabled = useMay('follow-up.read')
  const { data } = useAnswer(
    'GET /v1/visits/follow-ups/count',
    { query: { facility: facilityId } },
    { ...SELDOM, enabled },
  )
  const states = useStateTiles(overview)
  const displaced = useDisplacedTile(overview)
  const wished: Tile = {
    ...{ icon: 'calendar-plus', label: t('staff.hospitalDay.followUps'), count: data?.open },
    ...{ href: `${DAY_PAGE}/follow-ups`, note: t('staff.hospitalDay.followUpsNote') },
  }
  return <Tiles tiles={[...states.here, ...states.ends, displaced, ...(enabled ? [wished] : [])]} />
}

function AdminTiles({ overview }: { overview: Overview }) {
  const { t } = useText()
  const { attendance, absent, stuckFees } = overview
  const { here, ends } = useStateTiles(overview)
  const displaced = useDisplacedTile(overview)
  const { medianMinutes, shortMinutes, longMinutes } = attendance ?? {}
  const waits: Tile = {
    ...{ icon: 'hourglass', label: t('staff.hospitalDay.median') },
    count: medianMinutes === undefined ? undefined : t('staff.attendance.minutes', { count: medianMinutes }),
    href: href('/staff/attendance', { from: today(), to: today() }),
    ...(shortMinutes !== undefined &&
      longMinutes !== undefined && {
        note: t('staff.attendance.eightOfTen', { from: shortMinutes, until: longMinutes, count: longMinutes }),
      }),
  }
  const tiles: Tile[] = [
    waits,
    displaced,
    { icon: 'file-text', label: t('staff.hospitalDay.fees'), count: stuckFees, href: `${DAY_PAGE}/fees` },
    { icon: 'x', label: t('staff.hospitalDay.absent'), count: absent, href: href(DAY_PAGE, { state: 'absent' }) },
  ]
  return <Tiles tiles={[...tiles, ...here.slice(1, 2), ...ends]} />
}

function Queues({ queues }: Pick<Overview, 'queues'>) {
  const { t, format } = useText()
  const nameOfQueue = useQueueName()
  return (
    <section className="panel">
      <h2>{t('staff.hospitalDay.queues')}</h2>
      {queues.length === 0 && <p className="soft panel-none">{t('staff.hospitalDay.noQueues')}</p>}
      <ul className="plain panel-rows">
        {queues.map((queue) => (
          <li key={queue.queueId}>
            <Link href={href('/staff/queues', { queue: queue.queueId })}>
              <span>
                {nameOfQueue(queue)} <span className="soft">{stateOf(queue)}</span>
              </span>
              <b className="panel-count" title={t('staff.hospitalDay.waiting', { count: queue.waiting })}>
                <span aria-hidden>{format.number(queue.waiting)}</span>
                <span className="visually-hidden">{t('staff.hospitalDay.waiting', { count: queue.waiting })}</span>
              </b>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  )

  function stateOf({ status, nowServing }: Overview['queues'][number]): string {
    if (status !== 'open') return t(status === 'paused' ? 'staff.hospitalDay.pause' : 'staff.hospitalDay.over')
    const labels = nowServing.map(({ label }) => label).join(', ')
    return labels === '' ? t('staff.hospitalDay.nobodyNow') : t('staff.hospitalDay.now', { labels })
  }
}

function Next({ overview: { next, asOf } }: { overview: Overview }) {
  const { t, format } = useText()
  return (
    <section className="panel">
      <h2>{t('staff.hospitalDay.next')}</h2>
      {next.length === 0 && <p className="soft panel-none">{t('staff.hospitalDay.nobodyNext')}</p>}
      <ul className="plain panel-rows">
        {next.map((one) => {
          const isLate = Date.parse(startOf(one)) < Date.parse(asOf)
          return (
            <li key={one.appointmentId}>
              <Link href={href(DAY_PAGE, { state: 'expected', doctor: one.doctorId })}>
                <span>
                  {nameOf(one)} <span className="soft">{t('staff.appointments.doctor', { name: one.doctorName })}</span>
                </span>
                <span className={isLate ? 'panel-end panel-late' : 'panel-end'}>
                  {isLate
                    ? t('staff.hospitalDay.lateSince', { time: format.time(startOf(one)) })
                    : format.time(startOf(one))}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

const HOURS: readonly Column<Hour>[] = [
  {
    key: 'hour',
    text: ({ hour }) => hour,
    header: 'staff.hospitalDay.hour',
    draw: ({ hour }, { format }) => format.window(`${padded(hour)}:00-${padded(hour + 1)}:00`),
  },
  { key: 'booked', text: ({ booked }) => booked, header: 'staff.hospitalDay.booked', isNumber: true },
  { key: 'came', text: ({ came }) => came, header: 'staff.hospitalDay.came', isNumber: true },
  {
    header: 'staff.hospitalDay.share',
    draw: ({ booked, came }) => (
      <span className="hour-bar" aria-hidden>
        <span style={{ inlineSize: `${(100 * came) / booked}%` }} />
      </span>
    ),
  },
]

const padded = (hour: number): string => String(hour).padStart(2, '0')

/** By the hour in which the appointments begin. */
function Hours({ hours }: { hours: readonly Hour[] }) {
  const { t } = useText()
  const caption = t('staff.hospitalDay.hours')
  return (
    <section className="panel panel-wide">
      <h2>{caption}</h2>
      <Table hidesCaption caption={caption} columns={HOURS} rows={hours} keyOf={({ hour }) => String(hour)} />
    </section>
  )
}
