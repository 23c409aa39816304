// Fills the tables for appointments: hospitals and doctors with their hours, and slots to book.
import { createHash } from 'node:crypto'
import path from 'node:path'
import type pg from 'pg'
import { SPECIALITIES } from '../../server/src/modules/doctors/contract.ts'
import { importPlaceFiles, ReportWriter } from '../../server/src/modules/facilities/testing.ts'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { newId } from '../../server/src/platform/id.ts'
import { openDb } from '../../server/src/platform/postgres/db.ts'
import type { Place } from '../booking/seed.ts'
import { repository } from '../stage.ts'

/** Twenty slots a day: from 09:00, a quarter of an hour each. */
const STARTS_MINUTE = 540
const SLOT_MINUTES = 15
export const SLOTS_A_DAY = 20

export interface Doctor {
  readonly doctorId: string
  readonly facilityId: string
  readonly cell: number
  readonly pin: string
  readonly speciality: string
}

/**
 * Makes verified doctors with hours on each day of the week, ten at each hospital, a hospital at each of so many PIN
 * codes. Appointments knows their practices, and has not pulled their hours yet.
 */
export async function seedDoctors(pool: pg.Pool, count: number): Promise<Doctor[]> {
  const folder = path.join(repository, 'data/places')
  await importPlaceFiles({ db: openDb(pool), folder, report: new ReportWriter(), onProgress: () => {} })
  const hospitals = Math.ceil(count / 10)
  const { rows } = await pool.query<{ pin: string; cell: number }>(
    `select pin, cell from facilities.pins order by md5(pin) limit $1`,
    [hospitals],
  )
  const places = rows.map(({ pin, cell }) => ({ pin, cell, id: newId<'facility'>(cell) as string }))
  const doctors = Array.from({ length: count }, (_, nth): Doctor => {
    const { pin, cell, id: facilityId } = places[nth % places.length] as (typeof places)[0]
    // The ten doctors of a hospital are of five specialities.
    const speciality = SPECIALITIES[Math.floor(nth / places.length) % 5] as string
    return { doctorId: newId<'doctor'>(cell), facilityId, cell, pin, speciality }
  })
  await insertHospitals(pool, places)
  await insertDoctors(pool, doctors)
  return doctors
}

async function insertHospitals(pool: pg.Pool, places: readonly { pin: string; id: string }[]): Promise<void> {
  await pool.query(
    `insert into facilities.facilities (cell, id, kinds, name, search_name, address, pin, latitude, longitude,
       position_source, is_active, source, version, created_at, updated_at)
     select p.cell, f.id, '{hospital}', 'Hospital ' || p.pin, 'hospital ' || p.pin, 'Near ' || p.main_office, p.pin,
       coalesce(p.latitude, 20), coalesce(p.longitude, 78), 'pin', true, 'official', 1, now(), now()
     from unnest($1::text[], $2::uuid[]) f (pin, id) join facilities.pins p using (pin)`,
    [places.map(({ pin }) => pin), places.map(({ id }) => id)],
  )
}

async function insertDoctors(pool: pg.Pool, doctors: readonly Doctor[]): Promise<void> {
  const of = (key: keyof Doctor) => doctors.map((doctor) => doctor[key])
  const by = newId(0)
  const values = [of('cell'), of('doctorId'), of('facilityId'), of('speciality')]
  const from = 'from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[]) with ordinality d (cell, id, at, kind, nr)'
  const all = `with given as (select d.* ${from})`
  await pool.query(
    `${all} insert into doctors.doctors (cell, id, facility_id, name, search_name, gender, council, registration_no,
       qualifications, specialities, languages, status, registered_by, verified_by, verified_at, verified_seeing,
       version, created_at, updated_at)
     select cell, id, at, 'Meera Iyer ' || nr, 'meera iyer ' || nr, 'female', 'NMC', 'B' || nr, '{MBBS}',
       array[kind], '{en,hi}', 'verified', $5, $6, now(), 'register', 1, now(), now() from given`,
    [...values, by, newId(0)],
  )
  await pool.query(
    `${all} insert into doctors.practices (cell, doctor_id, facility_id, facility_cell, fee_paise, revisit_fee_paise,
       revisit_days, opens_days, notice_minutes, cancel_until_minutes, is_public, status, version)
     select cell, id, at, cell, 0, 0, 0, 30, 0, 0, true, 'active', 1 from given`,
    values,
  )
  await pool.query(
    `${all} insert into doctors.templates (cell, id, doctor_id, facility_id, weekday, starts_minute, ends_minute,
       slot_minutes, buffer_minutes, capacity, mode, audience, valid_from)
     select cell, gen_random_uuid(), id, at, weekday, ${STARTS_MINUTE}, ${STARTS_MINUTE + SLOTS_A_DAY * SLOT_MINUTES},
       ${SLOT_MINUTES}, 0, 1, 'in-person', 'public', $5::date from given, generate_series(1, 7) weekday`,
    [...values, addDays(dayInIndia(new Date()), -1)],
  )
  await pool.query(
    `${all} insert into doctors.schedule_versions (cell, doctor_id, version, changed_at)
     select cell, id, 1, now() from given`,
    values,
  )
  await insertPractices(pool, doctors, addDays(dayInIndia(new Date()), -1))
}

/** What appointments knows of doctors before it pulls their hours, or when it books slots that a benchmark made. */
export async function insertPractices(pool: pg.Pool, doctors: readonly Doctor[], throughOn: string): Promise<void> {
  const of = (key: keyof Doctor) => doctors.map((doctor) => doctor[key])
  await pool.query(
    `insert into appointments.practices (cell, facility_id, doctor_id, doctor_name, gender, specialities, languages,
       facility_name, address, pin, district, state, state_code, latitude, longitude, is_open, fee_paise,
       revisit_fee_paise, revisit_days, opens_days, notice_minutes, cancel_until_minutes, is_public, is_bookable,
       facility_version, doctor_version, schedule_version, pulled_at, through_on)
     select d.cell, d.at, d.id, 'Meera Iyer', 'female', array[d.kind], '{en,hi}', 'Hospital ' || d.pin, 'Main Road',
       d.pin, 'District ' || d.cell, 'State', 'DL', 20, 78, true, 0, 0, 0, 30, 0, 0, true, true, 0, 0, 0, now(),
       $6::date
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[], $5::text[]) d (cell, id, at, kind, pin)`,
    [of('cell'), of('doctorId'), of('facilityId'), of('speciality'), of('pin'), throughOn],
  )
}

/** Makes practices at these centres for `seedSlots`: one doctor at each. */
export async function seedPractices(pool: pg.Pool, cells: readonly number[], count: number): Promise<Doctor[]> {
  const doctors = Array.from({ length: count }, (_, nth): Doctor => {
    const cell = cells[nth % cells.length] as number
    const ids = { doctorId: newId<'doctor'>(cell), facilityId: newId<'facility'>(cell) }
    return { ...ids, cell, pin: '110001', speciality: 'paediatrics' }
  })
  await insertPractices(pool, doctors, addDays(dayInIndia(new Date()), 30))
  return doctors
}

interface SlotChoice {
  readonly nth: number
  readonly capacity: number
  /** `bench`: the tables of a baseline. */
  readonly schema?: 'appointments' | 'bench'
}

/** Makes one open slot for each of these doctors on the `nth` day from now. */
export async function seedSlots(
  pool: pg.Pool,
  doctors: readonly Doctor[],
  { nth, capacity, schema = 'appointments' }: SlotChoice,
): Promise<Place[]> {
  const slots = doctors.map(({ cell }): Place => ({ cell, id: newId<'slot'>(cell) }))
  await pool.query(
    `insert into ${schema}.slots (cell, id, facility_id, doctor_id, held_on, starts_minute, ends_minute, mode,
       audience, capacity, status)
     select s.cell, s.id, s.at, s.doctor_id, $5::date, ${STARTS_MINUTE}, ${STARTS_MINUTE + SLOT_MINUTES}, 'in-person',
       'public', $6, 'open'
     from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[]) s (cell, id, at, doctor_id)`,
    [
      slots.map(({ cell }) => cell),
      slots.map(({ id }) => id),
      doctors.map(({ facilityId }) => facilityId),
      doctors.map(({ doctorId }) => doctorId),
      addDays(dayInIndia(new Date()), nth),
      capacity,
    ],
  )
  await pool.query(`analyze ${schema}.slots`)
  return slots
}

/** The addresses that a search benchmark asks for: each doctor for a week, and each speciality near each PIN. */
export function searchUrls(doctors: readonly Doctor[]): { readonly byDoctor: string[]; readonly byPlace: string[] } {
  const base = '/v1/appointments/slots?days=7'
  const places = new Set(doctors.map(({ speciality, pin }) => `${base}&speciality=${speciality}&pin=${pin}`))
  return { byDoctor: doctors.map(({ doctorId }) => `${base}&doctor=${doctorId}`), byPlace: [...places] }
}

/** A stable order that mixes neighbours. */
export const shuffled = (texts: readonly string[]): string[] =>
  texts.toSorted((left, right) => (digest(left) < digest(right) ? -1 : 1))

const digest = (text: string): string => createHash('sha256').update(text).digest('hex')
