// The routes with which a doctor or a hospital enters leave and extra hours, and takes them back.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia, daysBetween } from '../../../platform/clock.ts'
import { object, type Static, text, toMinute } from '../../../platform/contract.ts'
import { IfMatch } from '../../../platform/http/tagged.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { DoctorId } from '../contract.ts'
import { findPractice, listPractices } from '../practices/store.ts'
import { doctorParams } from '../registration/routes.ts'
import { findDoctor } from '../registration/store.ts'
import { toExceptionFacts } from '../rules.ts'
import type { Doctor, DoctorsContext, Exception } from '../tables.ts'
import { ExceptionFacts, ExceptionId } from './contract.ts'
import { isOwn, requireHours, requireKeeper, Version } from './routes.ts'
import { enterException, lockSchedule, withdraw } from './steps.ts'
import { findException } from './store.ts'

const { exceptionId: _id, ...stated } = ExceptionFacts.properties
const NewException = object({
  ...stated,
  reason: text(500, { description: 'Why. Only the doctor and those who arrange hours read it.' }),
})
type NewException = Static<typeof NewException>

const Entered = object({ version: Version, exception: ExceptionFacts })
const DAYS_MAX = 366

export const exceptionRoutes = (context: DoctorsContext) => (app: App) => {
  addEntering(app, context)
  addCancellation(app, context)
}

function addEntering(app: App, context: DoctorsContext): void {
  app.post(
    '/v1/doctors/:doctorId/exceptions',
    {
      config: { access: may('schedule.keep').at('place') },
      schema: {
        summary: 'Enter leave or extra hours of a doctor',
        description:
          'Leave without `facilityId` holds at all hospitals, and without hours for whole days. Hours that end ' +
          'before they start reach into the next day. Extra hours need a hospital, hours and the length of a ' +
          'slot. Only the doctor may enter leave for all hospitals. With `If-Match` and the ETag of the schedule, ' +
          'nothing has changed since you read it. Takes an Idempotency-Key.',
        params: doctorParams,
        headers: IfMatch,
        body: NewException,
        response: { 201: Entered },
      },
    },
    async (request, reply) => {
      const doctor = await requireDoctor(context, request.params.doctorId)
      await permitException(context, request, doctor, request.body.facilityId)
      requireDays(context, request.body)
      const { body } = request
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        await lockSchedule(tx, doctor.id, request.headers['if-match'])
        const exception = toException(context, doctor, body, origin.actorId)
        const version = await enterException(tx, exception, origin)
        return { version, exception: toExceptionFacts(exception) }
      })
    },
  )
}

function addCancellation(app: App, context: DoctorsContext): void {
  app.post(
    '/v1/doctors/:doctorId/exceptions/:exceptionId/cancellation',
    {
      config: { access: may('schedule.keep').at('place') },
      schema: {
        summary: 'Take back leave or extra hours',
        description: 'Only while they are not over. Takes an Idempotency-Key.',
        params: object({ doctorId: DoctorId, exceptionId: ExceptionId }),
        response: { 200: Entered },
      },
    },
    async (request, reply) => {
      const { doctorId, exceptionId } = request.params
      const doctor = await requireDoctor(context, doctorId)
      const exception = await findException(context.db, exceptionId)
      if (exception?.doctor_id !== doctorId) throw new Problem(notFound)
      await permitException(context, request, doctor, exception.facility_id ?? undefined)
      const origin = originOfActor(request)
      return once(context, request, reply, 200, async (tx) => {
        await lockSchedule(tx, doctorId)
        return { version: await withdraw(tx, exceptionId, origin), exception: toExceptionFacts(exception) }
      })
    },
  )
}

async function requireDoctor({ db }: DoctorsContext, doctorId: DoctorId): Promise<Doctor> {
  const doctor = await findDoctor(db, doctorId)
  if (!doctor) throw new Problem(notFound)
  return doctor
}

/** Permits the doctor for all own hospitals, and the administrator of a hospital for that hospital. */
async function permitException(
  { db }: DoctorsContext,
  request: FastifyRequest,
  doctor: Doctor,
  facilityId: NewException['facilityId'],
): Promise<void> {
  if (facilityId && !(await findPractice(db, doctor.id, facilityId))) {
    throw invalidField('/facilityId', 'is no hospital where the doctor practises')
  }
  if (isOwn(request, doctor)) {
    request.permit({ facilityId: actorOf(request).facilityId })
    return
  }
  const places = await listPractices(db, [doctor.id])
  const here = places.find(({ facility_id }) => facility_id === actorOf(request).facilityId)
  request.permit({ facilityId: facilityId ?? here?.facility_id ?? doctor.facility_id })
  requireKeeper(request, doctor)
  if (!facilityId) throw invalidField('/facilityId', 'is needed: only the doctor decides for all hospitals')
}

function requireDays({ clock }: DoctorsContext, body: NewException): void {
  const { kind, fromOn, untilOn, starts, ends } = body
  if (untilOn < fromOn) throw invalidField('/untilOn', 'must not be before fromOn')
  if (daysBetween(fromOn, untilOn) > DAYS_MAX) throw invalidField('/untilOn', `must be within ${DAYS_MAX} days`)
  if (fromOn < dayInIndia(clock.now())) throw invalidField('/fromOn', 'is over: the past stays as it was')
  if (starts === '24:00') throw invalidField('/starts', 'must be before the end of the day')
  if (ends === '00:00') throw invalidField('/ends', 'must be 24:00 for the end of the day')
  if (kind === 'leave') requireLeave(body)
  else requireExtra(body)
}

function requireLeave({ starts, ends, slotMinutes, capacity }: NewException): void {
  if (starts === undefined && ends !== undefined) throw invalidField('/starts', 'is needed with ends')
  if (ends === undefined && starts !== undefined) throw invalidField('/ends', 'is needed with starts')
  if (starts !== undefined && starts === ends) throw invalidField('/ends', 'must differ from starts')
  if (slotMinutes !== undefined) throw invalidField('/slotMinutes', 'is only for extra hours')
  if (capacity !== undefined) throw invalidField('/capacity', 'is only for extra hours')
}

function requireExtra({ facilityId, starts, ends, slotMinutes }: NewException): void {
  if (facilityId === undefined) throw invalidField('/facilityId', 'is needed for extra hours')
  if (starts === undefined) throw invalidField('/starts', 'is needed for extra hours')
  if (ends === undefined) throw invalidField('/ends', 'is needed for extra hours')
  if (slotMinutes === undefined) throw invalidField('/slotMinutes', 'is needed for extra hours')
  requireHours({ starts, ends, slotMinutes }, '')
}

function toException({ clock }: DoctorsContext, doctor: Doctor, body: NewException, enteredBy: string): Exception {
  const now = clock.now()
  const isExtra = body.kind === 'extra'
  return {
    ...{ cell: doctor.cell, id: newId<'exception'>(doctor.cell, now.getTime()), doctor_id: doctor.id },
    ...{ facility_id: body.facilityId ?? null, kind: body.kind, from_on: body.fromOn, until_on: body.untilOn },
    starts_minute: body.starts === undefined ? null : toMinute(body.starts),
    ends_minute: body.ends === undefined ? null : toMinute(body.ends),
    slot_minutes: isExtra ? (body.slotMinutes ?? null) : null,
    capacity: isExtra ? (body.capacity ?? 1) : null,
    ...{ reason: body.reason, is_active: true, entered_by: enteredBy, entered_at: now },
  }
}
