// The route of availability: open sessions of a place with their free seats, from answers that are made in advance.
import type { FastifyReply } from 'fastify'
import { access } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { CellNumber, Cursor, Day, Instant, object, Pin, type Static, Type } from '../../../platform/contract.ts'
import { sendReady } from '../../../platform/http/ready-answers.ts'
import type { App, Context } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { Age, CourseCode, Dose, SessionId, VaccineCode, Window } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { type AvailabilityQuery, position } from './answer.ts'
import type { Availability } from './projection.ts'

export const AVAILABILITY_ROUTE = '/v1/vaccination/availability'

const Query = object({
  pin: Type.Optional(Pin),
  district: Type.Optional(CellNumber),
  facility: Type.Optional(FacilityId),
  date: Type.Optional(Day),
  days: Type.Integer({ minimum: 1, maximum: 31, default: 7, description: 'Days from `date` (default: today).' }),
  course: Type.Optional(CourseCode),
  vaccine: Type.Optional(VaccineCode),
  dose: Type.Optional(Dose),
  limit: Type.Integer({ minimum: 1, maximum: 500, default: 200, description: 'Most centres in the answer.' }),
  cursor: Type.Optional(Cursor),
})

// Only for the documentation. The answer is bytes already, and nothing serialises it again.
const AvailabilityView = object({
  asOf: Instant,
  centres: Type.Array(
    object({
      facilityId: FacilityId,
      name: Type.String(),
      address: Type.String(),
      pin: Pin,
      district: Type.String(),
      state: Type.String(),
      sessions: Type.Array(
        object({
          sessionId: SessionId,
          date: Day,
          course: CourseCode,
          vaccine: VaccineCode,
          dose: Dose,
          minAge: Age,
          maxAge: Type.Optional(Age),
          fee: Type.Integer({ description: 'In paise.' }),
          opensAt: Type.Optional(Instant),
          windows: Type.Array(Window, { description: 'Windows that have not ended.' }),
          capacity: Type.Integer(),
          available: Type.Integer(),
        }),
      ),
    }),
  ),
  nextCursor: Type.Optional(Cursor),
})

export const availabilityRoutes = (context: Context<VaccinationTables>, availability: Availability) => (app: App) => {
  app.get(
    AVAILABILITY_ROUTE,
    {
      config: { access: access.public },
      schema: {
        summary: 'Find open sessions and their free seats',
        description:
          'Give exactly one of `pin`, `district` and `facility`. Everybody gets the same answer, which is at most a ' +
          'second old. So do not ask more often than once a second. Send the ETag back as If-None-Match.',
        querystring: Query,
        response: { 200: AvailabilityView },
      },
    },
    (request, reply) => {
      const answer = availability.answer(request.url, readQuery(request.query, context))
      void sendReady(request, reply as unknown as FastifyReply, answer)
    },
  )
}

function readQuery(query: Static<typeof Query>, { clock }: Context<VaccinationTables>): AvailabilityQuery {
  const { pin, district, facility, course, vaccine, dose, days, limit } = query
  const places = [
    pin !== undefined && `pin:${pin}`,
    district !== undefined && `cell:${district}`,
    facility !== undefined && `facility:${facility}`,
  ].filter((place) => place !== false)
  if (places.length !== 1) throw invalidField('query/pin', 'give exactly one of pin, district and facility')
  const today = dayInIndia(clock.now())
  const date = query.date ?? today
  if (date > addDays(today, 366)) throw invalidField('query/date', 'is more than 366 days ahead; give an earlier day')
  return {
    place: places[0] as string,
    date,
    days,
    course,
    vaccine,
    dose,
    limit,
    after: position.read(query.cursor)?.id,
  }
}
