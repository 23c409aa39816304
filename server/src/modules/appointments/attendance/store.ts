// The SQL of attendance: counts and waits, by day, by doctor and by hospital, for a few days of named hospitals.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsTables, Practice } from '../tables.ts'

type Tables = AppointmentsTables

export interface Span {
  readonly from: string
  readonly to: string
}

/** One sum. A key that the sum is not by is null. */
export interface SumRow {
  readonly facility_id: FacilityId | null
  readonly day: string | null
  readonly doctor_id: DoctorId | null
  readonly booked: number
  readonly seen: number
  readonly absent: number
  readonly left: number
  readonly waits: number
  readonly median: number | null
  readonly short: number | null
  readonly long: number | null
}

/**
 * A wait begins when the turn is due: at the arrival, or at the time of the appointment when the patient came before
 * it. It ends when the doctor begins. Patients without an appointment have only their token in the doctor's queue.
 */
const comings = (facilityIds: readonly FacilityId[], { from, to }: Span) => sql`
  with places as (
    select * from unnest(${facilityIds.map(cellOf)}::int[], ${facilityIds}::uuid[]) as p(cell, facility_id)),
  comings as (
    select a.facility_id, a.held_on as day, a.doctor_id, 1 as booked,
      (a.status in ('IN_CONSULTATION', 'FULFILLED'))::int as seen, (a.status = 'NO_SHOW')::int as absent,
      (a.status = 'LEFT')::int as left,
      extract(epoch from a.began_at - case when a.seat = 'early' then a.arrived_at else greatest(a.arrived_at,
        (a.held_on + make_interval(mins => a.starts_minute)) at time zone 'Asia/Kolkata') end) / 60 as minutes
    from places p
    join appointments.appointments a on a.cell = p.cell and a.facility_id = p.facility_id
      and a.held_on between ${from} and ${to}
    where a.status in ('BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'NO_SHOW', 'LEFT')
    union all
    select q.facility_id, q.day, q.doctor_id, 0, 1, 0, 0,
      extract(epoch from coalesce(t.started_at, t.called_at) - t.arrived_at) / 60
    from places p
    join appointments.queues q on q.cell = p.cell and q.facility_id = p.facility_id and q.kind = 'practice'
      and q.day between ${from} and ${to}
    join appointments.tokens t on t.cell = q.cell and t.queue_id = q.id and t.appointment_id is null
      and t.status in ('IN_SERVICE', 'DONE')),
  -- A doctor who begins before the turn is due lets nobody wait
  waits as (select *, case when minutes is not null then greatest(minutes, 0) end as wait from comings)`

const sums = sql`
  sum(booked)::int as booked, sum(seen)::int as seen, sum(absent)::int as absent, sum("left")::int as "left",
  count(wait)::int as waits,
  round((percentile_cont(0.5) within group (order by wait))::numeric)::int as median,
  round((percentile_cont(0.1) within group (order by wait))::numeric)::int as short,
  round((percentile_cont(0.9) within group (order by wait))::numeric)::int as long`

/** The sums of a hospital: by day and doctor, by day, by doctor, and of all. */
export async function sumHospital(db: Db<Tables>, facilityId: FacilityId, span: Span): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`${comings([facilityId], span)}
    select null as facility_id, day::text as day, doctor_id, ${sums}
    from waits group by grouping sets ((day, doctor_id), (day), (doctor_id), ())
    having count(*) > 0 order by day, doctor_id`.execute(db)
  return rows
}

/** One sum for each of these hospitals to which somebody came. */
export async function sumHospitals(db: Db<Tables>, facilityIds: readonly FacilityId[], span: Span): Promise<SumRow[]> {
  const { rows } = await sql<SumRow>`${comings(facilityIds, span)}
    select facility_id, null as day, null as doctor_id, ${sums} from waits group by facility_id`.execute(db)
  return rows
}

export interface ViewState {
  readonly facility_id: FacilityId
  readonly facility_name: string
  readonly district: string
  readonly doctors: number
  readonly old_views: number
}

/** The first hospitals among these where doctors practise, with how many of the views of their hours are old. */
export async function listViewStates(
  db: Db<Tables>,
  facilityIds: readonly FacilityId[],
  oldBefore: Date,
  limit: number,
): Promise<ViewState[]> {
  const { rows } = await sql<ViewState>`
    select p.facility_id, max(p.facility_name) as facility_name, max(p.district) as district,
      count(*)::int as doctors, (count(*) filter (where p.pulled_at < ${oldBefore}))::int as old_views
    from unnest(${facilityIds.map(cellOf)}::int[], ${facilityIds}::uuid[]) as f(cell, facility_id)
    join appointments.practices p on p.cell = f.cell and p.facility_id = f.facility_id and p.is_bookable
    group by p.facility_id order by p.facility_id limit ${limit}`.execute(db)
  return rows
}

/** The practices of a hospital whose view of the hours is old, the oldest first. */
export async function listOldViews(
  db: Db<Tables>,
  facilityId: FacilityId,
  { oldBefore, limit }: { readonly oldBefore: Date; readonly limit: number },
): Promise<Practice[]> {
  return db
    .selectFrom('appointments.practices')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('is_bookable', '=', true)
    .where('pulled_at', '<', oldBefore)
    .orderBy('pulled_at')
    .orderBy('doctor_id')
    .limit(limit)
    .execute()
}

/** The names of all doctors who ever practised at a hospital, by their ids. */
export async function readDoctorNames(db: Db<Tables>, facilityId: FacilityId): Promise<Map<DoctorId, string>> {
  const rows = await db
    .selectFrom('appointments.practices')
    .select(['doctor_id', 'doctor_name'])
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .execute()
  return new Map(rows.map(({ doctor_id, doctor_name }) => [doctor_id, doctor_name]))
}
