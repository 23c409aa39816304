// The routes of attendance: who came, who did not, and how long people waited, of a hospital and of a chain.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia, daysBetween } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, Limit, object, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { DoctorId } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import type { AppointmentsContext } from '../tables.ts'
import { Counts, counts, DAYS_MAX } from './contract.ts'
import {
  listOldViews,
  listViewStates,
  readDoctorNames,
  type Span,
  type SumRow,
  sumHospital,
  sumHospitals,
  type ViewState,
} from './store.ts'

const DAY_MS = 86_400_000

const SpanQuery = { from: Type.Optional(Day), to: Type.Optional(Day) }
const spanWords = `For at most ${DAYS_MAX} days; by default today. `
const waitWords =
  'A wait begins at the arrival, or at the time of the appointment when the patient came before it. It ends when the ' +
  'doctor begins.'

const OfDoctor = { doctorId: DoctorId, name: Type.String() }

const Attendance = object({
  ...{ asOf: Instant, from: Day, to: Day, total: Counts },
  days: Type.Array(object({ date: Day, ...counts }), { description: 'Days to which somebody came or was booked.' }),
  doctors: Type.Array(object({ ...OfDoctor, ...counts })),
  each: Type.Array(object({ date: Day, ...OfDoctor, ...counts }), { description: 'By day and doctor.' }),
})

const Hospital = object({
  ...{ facilityId: FacilityId, name: Type.String(), district: Type.String() },
  doctors: Type.Integer({ description: 'Doctors whom patients can book there.' }),
  oldViews: Type.Integer({ description: 'Of how many doctors the hours on view are older than a day.' }),
  ...counts,
})

const Hospitals = object({
  ...{ asOf: Instant, from: Day, to: Day },
  items: Type.Array(Hospital),
  nextCursor: Type.Optional(Cursor),
})

const OldView = object({
  ...{ ...OfDoctor, pulledAt: Instant },
  throughOn: Day,
  failedAt: Type.Optional(Instant),
})

export const attendanceRoutes = (context: AppointmentsContext) => (app: App) => {
  addHospital(app, context)
  addChain(app, context)
  addOldViews(app, context)
}

function addHospital(app: App, context: AppointmentsContext): void {
  app.get(
    '/v1/appointments/attendance',
    {
      config: { access: may('attendance.read').at('place') },
      schema: {
        summary: 'Read the waiting times and absences of a hospital',
        description: `${spanWords}By day, by doctor, and by both. ${waitWords}`,
        querystring: object({ facility: FacilityId, ...SpanQuery }),
        response: { 200: Attendance },
      },
    },
    async (request) => {
      const { facility } = request.query
      request.permit({ facilityId: facility })
      const span = readSpan(context, request.query)
      const rows = await sumHospital(context.db, facility, span)
      const names = await readDoctorNames(context.db, facility)
      return toAttendance(context, span, rows, (doctorId) => names.get(doctorId) ?? '')
    },
  )
}

const position = cursor({ facilityId: FacilityId })

function addChain(app: App, context: AppointmentsContext): void {
  app.get(
    '/v1/appointments/attendance/hospitals',
    {
      config: { access: may('attendance.compare').at('place') },
      schema: {
        summary: 'Compare the hospitals of a chain',
        description: `${spanWords}The hospitals of the chain where doctors practise. ${waitWords}`,
        querystring: object({ ...SpanQuery, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: Hospitals },
      },
    },
    async (request) => {
      const { chainId, chainFacilities } = actorOf(request)
      request.permit({ chainId })
      const { limit, cursor: from } = request.query
      const span = readSpan(context, request.query)
      const after = position.read(from)?.facilityId ?? ''
      const ids = [...((chainFacilities ?? []) as Iterable<FacilityId>)].filter((id) => id > after)
      const found = await listViewStates(context.db, ids, dayBefore(context), limit + 1)
      const { shown, next } = cutPage(found, limit, ({ facility_id }) => position.write({ facilityId: facility_id }))
      const places = shown.map(({ facility_id }) => facility_id)
      const sums = await sumHospitals(context.db, places, span)
      const items = shown.map((state) => toHospital(state, sums))
      return { ...toShown(context, span), items, ...next }
    },
  )
}

const dayBefore = ({ clock }: AppointmentsContext): Date => new Date(clock.now().getTime() - DAY_MS)

const toHospital = (
  { facility_id, facility_name, district, doctors, old_views }: ViewState,
  sums: readonly SumRow[],
): Static<typeof Hospital> => ({
  ...{ facilityId: facility_id, name: facility_name, district, doctors, oldViews: old_views },
  ...toCounts(sums.find((sum) => sum.facility_id === facility_id)),
})

function addOldViews(app: App, context: AppointmentsContext): void {
  app.get(
    '/v1/appointments/attendance/old-views',
    {
      config: { access: may('attendance.read').at('place') },
      schema: {
        summary: 'List the doctors of a hospital whose hours on view are older than a day',
        description: 'Patients book by these hours until they are pulled again. The oldest come first.',
        querystring: object({ facility: FacilityId, limit: Limit }),
        response: { 200: object({ items: Type.Array(OldView) }) },
      },
    },
    async (request) => {
      const { facility, limit } = request.query
      request.permit({ facilityId: facility })
      const found = await listOldViews(context.db, facility, { oldBefore: dayBefore(context), limit })
      return {
        items: found.map(({ doctor_id, doctor_name, pulled_at, through_on, failed_at }) => ({
          ...{ doctorId: doctor_id, name: doctor_name, pulledAt: pulled_at.toISOString(), throughOn: through_on },
          ...(failed_at && { failedAt: failed_at.toISOString() }),
        })),
      }
    },
  )
}

function readSpan({ clock }: AppointmentsContext, query: { readonly from?: string; readonly to?: string }): Span {
  const today = dayInIndia(clock.now())
  const { to = query.from ?? today, from = to } = query
  if (from > to) throw invalidField('query/to', 'must not be before from')
  if (daysBetween(from, to) >= DAYS_MAX) throw invalidField('query/to', `must be within ${DAYS_MAX} days of from`)
  if (to > addDays(today, DAYS_MAX)) throw invalidField('query/to', `must be within ${DAYS_MAX} days of today`)
  return { from, to }
}

const toShown = ({ clock }: AppointmentsContext, span: Span) => ({ asOf: clock.now().toISOString(), ...span })

function toCounts(row: SumRow | undefined): Static<typeof Counts> {
  if (!row) return { booked: 0, seen: 0, absent: 0, left: 0, waits: 0 }
  const { booked, seen, absent, left, waits, median, short, long } = row
  const isUnknown = median === null || short === null || long === null
  return {
    ...{ booked, seen, absent, left, waits },
    ...(!isUnknown && { medianMinutes: median, shortMinutes: short, longMinutes: long }),
  }
}

const isTotal = ({ day, doctor_id }: SumRow): boolean => day === null && doctor_id === null

/** The counts of one day of a hospital. */
export async function readTotal({ db }: AppointmentsContext, facilityId: FacilityId, day: string) {
  return toCounts((await sumHospital(db, facilityId, { from: day, to: day })).find(isTotal))
}

function toAttendance(
  context: AppointmentsContext,
  span: Span,
  rows: readonly SumRow[],
  nameOf: (doctorId: DoctorId) => string,
): Static<typeof Attendance> {
  return {
    ...{ ...toShown(context, span), total: toCounts(rows.find(isTotal)) },
    days: rows.flatMap((row) =>
      row.day !== null && row.doctor_id === null ? { date: row.day, ...toCounts(row) } : [],
    ),
    doctors: rows.flatMap((row) =>
      row.day === null && row.doctor_id !== null
        ? { doctorId: row.doctor_id, name: nameOf(row.doctor_id), ...toCounts(row) }
        : [],
    ),
    each: rows.flatMap((row) =>
      row.day !== null && row.doctor_id !== null
        ? { date: row.day, doctorId: row.doctor_id, name: nameOf(row.doctor_id), ...toCounts(row) }
        : [],
    ),
  }
}
