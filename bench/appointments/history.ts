// Stores millions of past appointments, as a country would have them. PostgreSQL itself makes the rows.
import type pg from 'pg'
import { dropIndexes, MAKE_ID } from '../booking/history.ts'
import type { Doctor } from './seed.ts'

const DAYS = 60
const APPOINTMENTS_PER_SLOT = 4
const SLOTS_PER_STEP = 100_000
const DAY_MS = 86_400_000

/** Inserts full slots of the last days, of these doctors in turn. */
const SLOTS = `insert into appointments.slots (cell, id, facility_id, doctor_id, held_on, starts_minute, ends_minute,
    mode, audience, capacity, booked, status)
  select d.cell, history.make_id(d.cell, extract(epoch from day)::bigint * 1000), d.at, d.doctor, day,
    540 + minute, 555 + minute, 'in-person', 'public', ${APPOINTMENTS_PER_SLOT}, ${APPOINTMENTS_PER_SLOT}, 'open'
  from generate_series($4::int, $5::int - 1) nr
  cross join lateral (select ($1::int[])[i] as cell, ($2::uuid[])[i] as at, ($3::uuid[])[i] as doctor
    from (select 1 + nr % cardinality($1::int[]) as i) at) d
  cross join lateral (select current_date - 1 - (nr / cardinality($1::int[])) % ${DAYS} as day,
    15 * ((nr / cardinality($1::int[]) / ${DAYS}) % 32) as minute) t
  returning cell, id`

/** Inserts appointments of people who were all seen. 5 % live in another district. Only one day's keys are kept. */
const APPOINTMENTS = `with made as materialized (
    select s.cell, history.make_id(s.cell, booked_ms) as id, s.id as slot_id, s.facility_id, s.doctor_id, s.held_on,
      s.starts_minute, s.ends_minute, home, history.make_id(home, booked_ms) as patient_id,
      history.make_id(home, booked_ms) as account_id, to_timestamp(booked_ms / 1000.0) as booked_at
    from unnest($1::int[], $2::uuid[]) w (cell, id)
    join appointments.slots s on s.cell = w.cell and s.id = w.id
    cross join generate_series(1, ${APPOINTMENTS_PER_SLOT}) nr
    cross join lateral (select (extract(epoch from s.held_on) * 1000)::bigint - (random() * $3)::bigint as booked_ms,
      case when random() >= 0.05 then s.cell
        else ($4::int[])[1 + floor(random() * cardinality($4::int[]))::int] end as home) m),
  claimed as (insert into appointments.claims
      (cell, patient_id, doctor_id, held_on, ordinal, facility_id, appointment_id, is_seen)
    select home, patient_id, doctor_id, held_on, 0, facility_id, id, true from made),
  listed as (insert into appointments.patient_rows (cell, patient_id, appointment_id, held_on)
    select home, patient_id, id, held_on from made),
  keyed as (insert into appointments.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    select home, account_id, gen_random_uuid()::text, repeat('f', 44), 201, json_build_object('appointmentId', id)
    from made where random() < 1.0 / ${DAYS})
  insert into appointments.appointments (cell, id, facility_id, doctor_id, patient_id, account_id, slot_id, slot_ids,
    held_on, starts_minute, ends_minute, mode, status, seat, kind, channel, priority, fee_paise, created_at, booked_at,
    arrived_at, began_at, ended_at, version)
  select cell, id, facility_id, doctor_id, patient_id, account_id, slot_id, array[slot_id], held_on, starts_minute,
    ends_minute, 'in-person', 'FULFILLED', 'regular', 'new', 'app', 'normal', 0, booked_at, booked_at, held_on, held_on,
    held_on, 4
  from made`

const TABLES = ['appointments.appointments', 'appointments.claims', 'appointments.patient_rows']

/** Stores about `count` appointments. It drops their indexes first and makes them again, which is faster. */
export async function seedHistory(
  pool: pg.Pool,
  doctors: readonly Doctor[],
  cells: readonly number[],
  { count, onProgress }: { readonly count: number; readonly onProgress: (stored: number) => void },
): Promise<void> {
  await pool.query(MAKE_ID)
  const restore = await dropIndexes(pool, TABLES)
  const slots = Math.ceil(count / APPOINTMENTS_PER_SLOT)
  const of = (key: keyof Doctor) => doctors.map((doctor) => doctor[key])
  for (let start = 0; start < slots; start += SLOTS_PER_STEP) {
    const end = Math.min(slots, start + SLOTS_PER_STEP)
    const made = await pool.query<{ cell: number; id: string }>(SLOTS, [
      ...[of('cell'), of('facilityId'), of('doctorId'), start, end],
    ])
    const keys = [made.rows.map(({ cell }) => cell), made.rows.map(({ id }) => id)]
    await pool.query(APPOINTMENTS, [...keys, 7 * DAY_MS, cells])
    onProgress(end * APPOINTMENTS_PER_SLOT)
  }
  await restore()
  await pool.query('drop schema history cascade')
  for (const table of [...TABLES, 'appointments.slots', 'appointments.idempotency_keys']) {
    await pool.query(`vacuum (analyze) ${table}`)
  }
}
