// Routes of sessions: open, read, change and close a session of a centre.

import type { FastifyReply, FastifyRequest } from 'fastify'
import { access } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, oneOf, Paise, type Static, Type } from '../../../platform/contract.ts'
import { newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Age, CourseCode, Dose, Seats, SessionId, VaccineCode, Window } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { findVaccine } from '../vaccines/store.ts'
import { changeSession, closeSession, findBirths, openSession, requireCentre, requireWindows } from './steps.ts'
import { findSession, lockSessions, type Session } from './store.ts'

const Windows = Type.Array(Window, { minItems: 1, maxItems: 24, uniqueItems: true })

const NewSession = object({
  facilityId: FacilityId,
  date: Day,
  vaccine: VaccineCode,
  dose: Dose,
  capacity: Seats,
  windows: Windows,
  minAge: Age,
  maxAge: Type.Optional(Age),
  fee: Type.Optional(Paise),
  opensAt: Type.Optional(Instant),
})

const SessionChange = object(
  {
    capacity: Type.Optional(Seats),
    windows: Type.Optional(Windows),
    minAge: Type.Optional(Age),
    maxAge: Type.Optional(Type.Union([Age, Type.Null()])),
    fee: Type.Optional(Paise),
  },
  { minProperties: 1, description: 'The fields to change. Null as `maxAge` removes the upper age limit.' },
)

export const SessionView = object({
  sessionId: SessionId,
  ...NewSession.properties,
  course: CourseCode,
  fee: Paise,
  status: oneOf(['open', 'closed']),
  available: Type.Integer(),
  booked: Type.Integer({ description: 'Bookings that are BOOKED or COMPLETED.' }),
  given: Type.Integer({ description: 'Doses given.' }),
})

export function toSessionView(session: Session): Static<typeof SessionView> {
  return {
    sessionId: session.id,
    facilityId: session.facility_id,
    date: session.held_on,
    course: session.course,
    vaccine: session.vaccine,
    dose: session.dose,
    capacity: session.capacity,
    windows: session.windows,
    minAge: session.age_min,
    ...(session.age_max !== null && { maxAge: session.age_max }),
    fee: session.fee_paise,
    ...(session.opens_at !== null && { opensAt: session.opens_at.toISOString() }),
    status: session.status,
    available: session.status === 'open' ? session.capacity - session.booked : 0,
    booked: session.booked,
    given: session.given,
  }
}

const managers = may('session.manage').at('place')
const DAYS_AHEAD_MAX = 366

const params = object({ sessionId: SessionId })

export const sessionRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  addOpening(app, context)
  addReading(app, context)
  const change = createChange(context)
  addChange(app, context, change)
  addClosure(app, change)
}

function addOpening(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/sessions',
    {
      config: { access: managers },
      schema: {
        summary: 'Open a session',
        description:
          'The stock of the vaccine must hold a free dose for each seat, and the session keeps these doses. `fee` is ' +
          'in paise; the default is the price of the vaccine. Takes an Idempotency-Key.',
        body: NewSession,
        response: { 201: SessionView },
      },
    },
    async (request, reply) => {
      const { facilityId } = request.body
      const centre = await requireCentre(context, facilityId)
      request.permit({ facilityId, cell: centre.cell })
      const session = await readSession(context, request.body, centre.cell)
      return once(context, request, reply, 201, async (tx) => {
        await openSession(tx, session, originOf(request))
        return toSessionView(session)
      })
    },
  )
}

function addReading(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/vaccination/sessions/:sessionId',
    {
      config: { access: access.public },
      schema: { summary: 'Read a session', params, response: { 200: SessionView } },
    },
    async (request) => {
      const session = await findSession(context.db, request.params.sessionId)
      if (!session) throw new Problem(notFound)
      return toSessionView(session)
    },
  )
}

type Change = (
  asked: [FastifyRequest<{ Params: { sessionId: SessionId } }>, FastifyReply],
  step: (tx: Tx<VaccinationTables>, session: Session) => Promise<Session>,
) => Promise<Static<typeof SessionView>>

/** Makes one change of a locked session, once for each Idempotency-Key, and gives the session after it. */
function createChange(context: Context<VaccinationTables>): Change {
  return async ([request, reply], step) => {
    const before = await findSession(context.db, request.params.sessionId)
    if (!before) throw new Problem(notFound)
    request.permit({ facilityId: before.facility_id, cell: before.cell })
    return once(context, request, reply, 200, async (tx) => {
      const [session] = await lockSessions(tx, [before.id])
      return toSessionView(await step(tx, session as Session))
    })
  }
}

function addChange(app: App, context: Context<VaccinationTables>, change: Change): void {
  app.patch(
    '/v1/vaccination/sessions/:sessionId',
    {
      config: { access: managers },
      schema: {
        summary: 'Change a session',
        description:
          'Fields that you leave out stay as they are. The capacity cannot go below the booked seats, nor above what ' +
          'the stock allows. What people booked stays: a change that drops the window of a booking, excludes the age ' +
          'of a booked person or raises the fee is refused, and `booked` says how many people it concerns.',
        params,
        body: SessionChange,
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const { capacity, windows, minAge, maxAge, fee } = request.body
      if (windows) requireWindows(windows)
      const set = {
        ...(capacity !== undefined && { capacity }),
        ...(windows !== undefined && { windows }),
        ...(minAge !== undefined && { age_min: minAge }),
        ...(maxAge !== undefined && { age_max: maxAge }),
        ...(fee !== undefined && { fee_paise: fee }),
      }
      const before = await findSession(context.db, request.params.sessionId)
      const births = before ? await findBirths(context, before, set) : new Map()
      return change([request, reply], (tx, session) => changeSession(tx, session, { set, births }, originOf(request)))
    },
  )
}

function addClosure(app: App, change: Change): void {
  app.post(
    '/v1/vaccination/sessions/:sessionId/closure',
    {
      config: { access: managers },
      schema: {
        summary: 'Close a session',
        description:
          'The session takes no more bookings, and the doses of its free seats go back to the stock. Bookings stay, ' +
          'unless `cancelBookings` is true. Takes an Idempotency-Key.',
        params,
        body: object({ cancelBookings: Type.Boolean({ default: false }) }, { default: {} }),
        response: { 200: SessionView },
      },
    },
    async (request, reply) =>
      change([request, reply], (tx, session) => closeSession(tx, session, request.body, originOf(request))),
  )
}

async function readSession(
  { db, clock }: Context<VaccinationTables>,
  stated: Static<typeof NewSession>,
  cell: number,
): Promise<Session> {
  const now = clock.now()
  const today = dayInIndia(now)
  if (stated.date < today) throw invalidField('/date', 'is in the past; give today or a later day')
  if (Date.parse(stated.date) > Date.parse(today) + DAYS_AHEAD_MAX * 86_400_000) {
    throw invalidField('/date', `is more than ${DAYS_AHEAD_MAX} days ahead; give an earlier day`)
  }
  requireWindows(stated.windows)
  const vaccine = await findVaccine(db, stated.vaccine)
  if (!vaccine) throw invalidField('/vaccine', 'is not known; see GET /v1/vaccination/vaccines')
  if (stated.dose > vaccine.doses)
    throw invalidField('/dose', `is above ${vaccine.doses}, the doses of ${vaccine.code}`)
  if (stated.minAge < vaccine.age_years_min) {
    throw invalidField('/minAge', `is too low; ${vaccine.code} is for people aged ${vaccine.age_years_min} or more`)
  }
  if (stated.maxAge !== undefined && stated.maxAge < stated.minAge) throw invalidField('/maxAge', 'is below `minAge`')
  return {
    cell,
    id: newId<'session'>(cell, now.getTime()),
    facility_id: stated.facilityId,
    held_on: stated.date,
    course: vaccine.course,
    vaccine: stated.vaccine,
    dose: stated.dose,
    interval_days_min: vaccine.interval_days_min,
    age_min: stated.minAge,
    age_max: stated.maxAge ?? null,
    windows: stated.windows,
    fee_paise: stated.fee ?? vaccine.price_paise,
    opens_at: stated.opensAt === undefined ? null : new Date(stated.opensAt),
    status: 'open',
    capacity: stated.capacity,
    booked: 0,
    given: 0,
    tokens_issued: 0,
    revision: 1,
    created_at: now,
  }
}
