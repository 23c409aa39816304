// The routes with which a hospital closes on a day, as on a holiday, and opens again.
import { access } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Day, object, Type, text } from '../../../platform/contract.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { requireHospital } from '../hospitals/steps.ts'
import { listDoctorsAt } from '../practices/store.ts'
import type { DoctorsContext, DoctorsTables } from '../tables.ts'
import { endChange, lockSchedule } from './steps.ts'
import { deleteClosure, insertClosure, listClosures } from './store.ts'

const DAYS_MAX = 366
const DAYS_AHEAD_MAX = 366

const ClosureView = object({
  day: Day,
  reason: Type.String({ description: 'Shown to patients, for example Diwali.' }),
})
const params = object({ facilityId: FacilityId, day: Day })

export const closureRoutes = (context: DoctorsContext) => (app: App) => {
  addList(app, context)
  addClosing(app, context)
  addOpening(app, context)
}

function addList(app: App, { db, clock }: DoctorsContext): void {
  app.get(
    '/v1/facilities/:facilityId/closures',
    {
      config: { access: access.public },
      schema: {
        summary: 'List the days on which a hospital is closed',
        params: object({ facilityId: FacilityId }),
        querystring: object({
          from: Type.Optional(Day),
          days: Type.Integer({ minimum: 1, maximum: DAYS_MAX, default: DAYS_MAX }),
        }),
        response: { 200: object({ items: Type.Array(ClosureView) }) },
      },
    },
    async (request) => {
      const { from: fromOn = dayInIndia(clock.now()), days } = request.query
      const found = await listClosures(db, [request.params.facilityId], { fromOn, untilOn: addDays(fromOn, days - 1) })
      return { items: found.map(({ day, reason }) => ({ day, reason })) }
    },
  )
}

function addClosing(app: App, context: DoctorsContext): void {
  app.put(
    '/v1/facilities/:facilityId/closures/:day',
    {
      config: { access: may('closure.manage').at('place') },
      schema: {
        summary: 'Close a hospital on a day',
        description: 'No doctor sees patients there on that day. A repeat changes only the reason.',
        params,
        body: object({ reason: text(200) }),
        response: { 200: ClosureView },
      },
    },
    async (request) => {
      const { facilityId, day } = request.params
      request.permit({ facilityId })
      requireAhead(context, day)
      const { cell } = await requireHospital(context, facilityId)
      const { reason } = request.body
      const origin = originOfActor(request)
      const closure = { cell, facility_id: facilityId, day, reason, entered_by: origin.actorId }
      await transaction(context.db, async (tx) => {
        const isNew = await insertClosure(tx, { ...closure, entered_at: context.clock.now() })
        if (isNew) await tellDoctors(tx, facilityId, day, origin)
      })
      return { day, reason }
    },
  )
}

function addOpening(app: App, context: DoctorsContext): void {
  app.delete(
    '/v1/facilities/:facilityId/closures/:day',
    {
      config: { access: may('closure.manage').at('place') },
      schema: {
        summary: 'Open a hospital again on a day on which it would be closed',
        params,
        response: { 204: Type.Null({ description: 'The hospital is open on that day.' }) },
      },
    },
    async (request, reply) => {
      const { facilityId, day } = request.params
      request.permit({ facilityId })
      requireAhead(context, day)
      const origin = originOfActor(request)
      await transaction(context.db, async (tx) => {
        if (await deleteClosure(tx, facilityId, day)) await tellDoctors(tx, facilityId, day, origin)
      })
      void reply.code(204)
      return null
    },
  )
}

function requireAhead({ clock }: DoctorsContext, day: string): void {
  const today = dayInIndia(clock.now())
  if (day < today) throw invalidField('params/day', 'is over: the past stays as it was')
  if (day > addDays(today, DAYS_AHEAD_MAX)) throw invalidField('params/day', `must be within ${DAYS_AHEAD_MAX} days`)
}

/** Counts the change in the schedule of each doctor there. All locks are taken in the order of the ids. */
async function tellDoctors(
  tx: Tx<DoctorsTables>,
  facilityId: FacilityId,
  day: string,
  origin: EventOrigin,
): Promise<void> {
  for (const doctorId of await listDoctorsAt(tx, facilityId)) {
    await lockSchedule(tx, doctorId)
    await endChange(tx, doctorId, { fromOn: day, untilOn: day }, origin)
  }
}
