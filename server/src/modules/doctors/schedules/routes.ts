// The routes of a doctor's schedule: staff read it, and the doctor or the hospital replaces the weekly hours.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Day, object, type Static, Type, toMinute } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { snapshot, transaction } from '../../../platform/postgres/db.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { practiceParams } from '../practices/routes.ts'
import { findPractice } from '../practices/store.ts'
import { doctorParams, permitted } from '../registration/routes.ts'
import { findDoctor } from '../registration/store.ts'
import type { Doctor, DoctorsContext } from '../tables.ts'
import { ExceptionFacts, NewTemplate, ScheduleFacts } from './contract.ts'
import { lockSchedule, readSchedule, replaceTemplates } from './steps.ts'
import { listExceptions } from './store.ts'

const TEMPLATES_MAX = 60
/** As far ahead as leave can be entered. A reader gets a month unless it asks for more. */
const DAYS_MAX = 366
const DAYS_USUAL = 31

export const Version = Type.Integer({ minimum: 0, description: 'The version of the schedule after this.' })

const ScheduleView = object({
  ...ScheduleFacts.properties,
  exceptions: Type.Array(
    object({
      ...ExceptionFacts.properties,
      reason: Type.Optional(Type.String({ description: 'Only for the doctor and for those who arrange hours.' })),
    }),
  ),
})

export const isOwn = (request: FastifyRequest, doctor: Doctor): boolean =>
  doctor.account_id !== null && doctor.account_id === actorOf(request).accountId

/** Throws unless the hours are the actor's own, or the actor arranges the hours of others. */
export function requireKeeper(request: FastifyRequest, doctor: Doctor): void {
  if (isOwn(request, doctor) || request.holds('schedule.arrange')) return
  throw new Problem(forbidden, {
    detail: 'These are the hours of another doctor. Ask the administrator of the hospital.',
  })
}

/** Throws a 400 that names the field, unless the hours end after they start and hold one slot. */
export function requireHours(
  { starts, ends, slotMinutes }: { starts: string; ends: string; slotMinutes?: number | undefined },
  pointer: string,
): void {
  const minutes = toMinute(ends) - toMinute(starts)
  if (minutes <= 0) throw invalidField(`${pointer}/ends`, 'must be later than starts')
  if (slotMinutes !== undefined && slotMinutes > minutes) {
    throw invalidField(`${pointer}/slotMinutes`, 'is longer than the hours')
  }
}

export const scheduleRoutes = (context: DoctorsContext) => (app: App) => {
  addReading(app, context)
  addReplacement(app, context)
}

function addReading(app: App, context: DoctorsContext): void {
  const { db, clock } = context
  app.get(
    '/v1/doctors/:doctorId/schedule',
    {
      config: { access: may('schedule.read').at('place') },
      schema: {
        summary: 'Read the hours of a doctor',
        description: 'Of all hospitals of the doctor, with leave, extra hours and closed days from `from` on.',
        params: doctorParams,
        querystring: object({
          from: Type.Optional(Day),
          days: Type.Integer({ minimum: 1, maximum: DAYS_MAX, default: DAYS_USUAL }),
        }),
        response: { 200: ScheduleView },
      },
    },
    async (request, reply) => {
      const doctor = await permitted(context, request)
      const { from: fromOn = dayInIndia(clock.now()), days } = request.query
      const span = { fromOn, untilOn: addDays(fromOn, days - 1) }
      const schedule = (await snapshot(db, (moment) => readSchedule(moment, doctor.id, span))) as ScheduleFacts
      void reply.header('etag', toTag(schedule.version))
      if (!isOwn(request, doctor) && !request.holds('schedule.arrange')) return schedule
      const reasons = new Map((await listExceptions(db, [doctor.id], span)).map(({ id, reason }) => [id, reason]))
      const exceptions = schedule.exceptions.map((one) => ({ ...one, reason: reasons.get(one.exceptionId) as string }))
      return { ...schedule, exceptions }
    },
  )
}

function addReplacement(app: App, context: DoctorsContext): void {
  const Templates = Type.Array(NewTemplate, { maxItems: TEMPLATES_MAX })
  app.put(
    '/v1/doctors/:doctorId/practices/:facilityId/templates',
    {
      config: { access: may('schedule.keep').at('place') },
      schema: {
        summary: 'Replace the weekly hours of a doctor at a hospital',
        description:
          'The doctor may do it, and the administrator of the hospital. The hours of the whole week are replaced as ' +
          'one. The server refuses hours that overlap with others of the doctor, in any hospital. With `If-Match` ' +
          'and the ETag of the schedule you do not overwrite a change by somebody else.',
        params: practiceParams,
        headers: IfMatch,
        body: object({ templates: Templates }),
        response: { 200: object({ version: Version, templates: ScheduleFacts.properties.templates }) },
      },
    },
    async (request) => {
      const { doctorId, facilityId } = request.params
      const { templates } = request.body
      const doctor = await permitHours(context, request, request.params)
      requireTemplates(templates)
      return transaction(context.db, async (tx) => {
        await lockSchedule(tx, doctorId, request.headers['if-match'])
        const now = await replaceTemplates(tx, { doctorId: doctor.id, facilityId }, templates, originOfActor(request))
        const today = dayInIndia(context.clock.now())
        const schedule = (await readSchedule(tx, doctorId, { fromOn: today, untilOn: today })) as ScheduleFacts
        return { version: now, templates: schedule.templates.filter((one) => one.facilityId === facilityId) }
      })
    },
  )
}

/** Gives the doctor of a practice whose hours the actor may change there. */
async function permitHours(
  { db }: DoctorsContext,
  request: FastifyRequest,
  { doctorId, facilityId }: Static<typeof practiceParams>,
): Promise<Doctor> {
  const doctor = await findDoctor(db, doctorId)
  const practice = doctor && (await findPractice(db, doctorId, facilityId))
  if (!doctor || !practice) throw new Problem(notFound)
  // A doctor keeps the hours of all own hospitals, in whichever of them this sign-in works.
  const ownPlace = isOwn(request, doctor) ? actorOf(request).facilityId : undefined
  request.permit({ facilityId: ownPlace ?? facilityId })
  requireKeeper(request, doctor)
  return doctor
}

function requireTemplates(templates: readonly NewTemplate[]): void {
  for (const [index, template] of templates.entries()) {
    requireHours(template, `/templates/${index}`)
    const { validFrom, validUntil = validFrom } = template
    if (validUntil < validFrom) throw invalidField(`/templates/${index}/validUntil`, 'must not be before validFrom')
  }
}
