// The route of the overview: the numbers of a hospital's day on one screen, for its desk and its administrator.
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Counts } from '../attendance/contract.ts'
import { readTotal } from '../attendance/routes.ts'
import { type DayPosition, listDay } from '../booking/store.ts'
import { ListedAppointment, toStaffViews } from '../booking/views.ts'
import { mayShow } from '../queues/access.ts'
import { minuteOf } from '../queues/states.ts'
import { listLive, listQueues } from '../queues/store.ts'
import { QueueView, toQueueView } from '../queues/views.ts'
import type { AppointmentsContext } from '../tables.ts'
import { sumDay } from './rules.ts'
import { countHours, countWork } from './store.ts'

const NEXT_MAX = 8
/** Somebody who is later than this is no longer the next to come. The page of the day still shows them. */
const LATE_MINUTES = 60

/** Comes before every id, so a list that begins after it leaves nobody out. */
const NO_ID = '00000000-0000-0000-0000-000000000000' as DayPosition['id']

const Count = (description: string) => Type.Integer({ minimum: 0, description })

const Overview = object({
  asOf: Instant,
  date: Day,
  doctors: Count('Doctors whom patients can book here.'),
  expected: Count('Booked for today, and not here yet.'),
  late: Count('Of those, how many whose time has come.'),
  arrived: Count('Here, and not yet with the doctor.'),
  inRoom: Type.Integer({ minimum: 0 }),
  seen: Type.Integer({ minimum: 0 }),
  absent: Count('Recorded as not come.'),
  hours: Type.Array(
    object({ hour: Type.Integer({ minimum: 0, maximum: 23 }), booked: Type.Integer(), came: Type.Integer() }),
    {
      description: 'By the hour in which the appointments begin.',
    },
  ),
  next: Type.Array(ListedAppointment, { description: `Who comes next: ${NEXT_MAX} at most.` }),
  queues: Type.Array(QueueView),
  displaced: Count('Displaced by a change of hours, and waiting for a choice, on any day.'),
  stuckFees: Count('Fees that could not be raised or reversed.'),
  attendance: Type.Optional({ ...Counts, description: 'Of today. Only for who may read attendance.' }),
})

export const overviewRoutes = (context: AppointmentsContext) => (app: App) => {
  app.get(
    '/v1/appointments/overview',
    {
      config: { access: may('appointment.oversee').at('place') },
      schema: {
        summary: 'Read the numbers of the day of a hospital',
        description: 'What the first screen of its desk and of its administrator shows, in one answer.',
        querystring: object({ facility: FacilityId }),
        response: { 200: Overview },
      },
    },
    async (request) => {
      const { facility: facilityId } = request.query
      request.permit({ facilityId })
      const { db, clock } = context
      const now = clock.now()
      const [day, minute] = [dayInIndia(now), minuteOf(now)]
      const sums = sumDay(await countHours(db, { facilityId, day, minute }))
      const work = await countWork(db, facilityId)
      const queues = (await listQueues(db, facilityId, day)).filter(mayShow(request))
      const live = Map.groupBy(await listLive(db, queues), ({ queue_id }) => queue_id)
      const query = { facilityId, day, doctorId: undefined, status: 'BOOKED', doctorAccountId: undefined } as const
      const next = await listDay(db, query, { startsMinute: minute - LATE_MINUTES, id: NO_ID }, NEXT_MAX)
      return {
        ...{ asOf: now.toISOString(), date: day, ...sums, ...work },
        next: await toStaffViews(context, next, false),
        queues: queues.map((queue) => toQueueView(queue, live.get(queue.id) ?? [])),
        ...(request.holds('attendance.read') && { attendance: await readTotal(context, facilityId, day) }),
      }
    },
  )
}
