// Fills the tables for messages: people with accounts and phones who want messages at any hour, and their reminders.
import type pg from 'pg'
import { addDays, dayInIndia } from '../../server/src/platform/clock.ts'
import { type Cell, cellOf, newId } from '../../server/src/platform/id.ts'

const ROWS_PER_INSERT = 20_000

export interface Recipient {
  readonly cell: Cell
  readonly accountId: string
  readonly patientId: string
  readonly phone: string
}

/** The day of the appointments: so far ahead that their own reminders are not due in a run. */
export const appointmentDay = (): string => addDays(dayInIndia(new Date()), 5)

/** Makes people in turn in these districts. Nobody has quiet hours, so that a run measures the same at night. */
export async function seedRecipients(pool: pg.Pool, cells: readonly number[], count: number): Promise<Recipient[]> {
  const people = Array.from({ length: count }, (_, nth): Recipient => {
    const cell = cells[nth % cells.length] as Cell
    const phone = `+919${String(nth).padStart(9, '0')}`
    return { cell, accountId: newId<'account'>(cell), patientId: newId<'patient'>(cell), phone }
  })
  for (let start = 0; start < count; start += ROWS_PER_INSERT)
    await insertPeople(pool, people.slice(start, start + ROWS_PER_INSERT))
  for (const table of ['identity.accounts', 'patients.patients', 'notifications.people']) {
    await pool.query(`analyze ${table}`)
  }
  return people
}

async function insertPeople(pool: pg.Pool, people: readonly Recipient[]): Promise<void> {
  const values = [
    people.map(({ cell }) => cell),
    people.map(({ accountId }) => accountId),
    people.map(({ patientId }) => patientId),
    people.map(({ phone }) => phone),
  ]
  await pool.query(
    `with given as (
       select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::text[]) p (cell, account, patient, phone)),
     accounts as (insert into identity.accounts (cell, id, phone, name, patient_id, created_at)
       select cell, account, phone, 'Asha Devi', patient, now() from given),
     wishes as (insert into notifications.people (cell, account_id, language, channels, stopped, updated_at)
       select cell, account, 'en', '{sms,mail}', '{}', now() from given)
     insert into patients.patients
       (cell, id, account_id, is_account_holder, name, birth_date, birth_year, gender, pin, created_at)
     select cell, patient, account, true, 'Asha Devi', '1980-06-15', 1980, 'female', '110001', now() from given`,
    values,
  )
}

/** Makes a reminder for each of these people, of an appointment that stands. They wait for `letRemindersBeDue`. */
export async function seedReminders(pool: pg.Pool, people: readonly Recipient[], facilityId: string): Promise<void> {
  const params = { day: appointmentDay(), window: '10:00-10:15', place: 'Test Hospital', reference: 'DL-TEST' }
  for (let start = 0; start < people.length; start += ROWS_PER_INSERT) {
    const part = people.slice(start, start + ROWS_PER_INSERT)
    const appointments = part.map(({ cell }) => newId<'appointment'>(cell))
    await pool.query(
      `with given as (
         select * from unnest($1::int[], $2::uuid[], $3::uuid[], $4::uuid[], $5::int[])
           n (cell, id, patient, appointment, home)),
       subjects as (insert into notifications.subjects (cell, kind, id, version, is_live)
         select home, 'appointment', appointment::text, 1, true from given)
       insert into notifications.notices (cell, id, event_id, template, recipient_kind, recipient, params, subject_kind,
         subject_id, subject_version, facility_id, due_at, expires_at, status, created_at)
       select cell, id, gen_random_uuid(), 'appointment-reminder-day', 'patient', patient, $6::json, 'appointment',
         appointment::text, 1, $7, now() + interval '1 day', now() + interval '2 days', 'WAITING', now()
       from given`,
      [
        part.map(({ cell }) => cell),
        part.map(({ cell }) => newId<'notice'>(cell)),
        part.map(({ patientId }) => patientId),
        appointments,
        appointments.map(cellOf),
        JSON.stringify(params),
        facilityId,
      ],
    )
  }
  await pool.query('vacuum (analyze) notifications.notices')
}

/** Lets all reminders be due in this minute. */
export async function letRemindersBeDue(pool: pg.Pool): Promise<void> {
  await pool.query(
    `update notifications.notices set due_at = now()
     where template = 'appointment-reminder-day' and status = 'WAITING'`,
  )
}
