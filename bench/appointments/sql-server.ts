// The usual baseline of the search for slots: SQL makes the answer for each request, with the right index.
import Fastify from 'fastify'
import pg from 'pg'
import { toTimeOfDay } from '../../server/src/platform/contract.ts'

const CONNECTIONS = 20

pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)

const PRACTICES = `select p.* from appointments.practices p
  where p.is_bookable and p.is_public and p.is_open
    and ($1::uuid is null or p.doctor_id = $1) and ($2::text is null or p.specialities @> array[$2::text])
    and ($3::text is null or p.cell = (select cell from facilities.pins where pin = $3))
  order by p.facility_id, p.doctor_id limit 20`
const SLOTS = `select s.*, s.capacity - s.booked - (select count(*) from appointments.appointments a
    where a.cell = s.cell and a.slot_id = s.id and a.status = 'HELD' and a.held_until > now())::int as free
  from unnest($1::int[], $2::uuid[], $3::uuid[]) wanted (cell, facility_id, doctor_id)
  join appointments.slots s on s.cell = wanted.cell and s.facility_id = wanted.facility_id
    and s.doctor_id = wanted.doctor_id
  where s.status = 'open' and s.audience = 'public' and s.held_on >= $4::date and s.held_on < $4::date + $5::int
  order by s.held_on, s.starts_minute`

interface Slot {
  id: string
  doctor_id: string
  held_on: string
  starts_minute: number
  ends_minute: number
  mode: string
  free: number
}

const pool = new pg.Pool({ connectionString: process.env.DATABASE_URL, max: CONNECTIONS })
const app = Fastify()

const toView = (slot: Slot) => ({
  slotId: slot.id,
  date: slot.held_on,
  start: toTimeOfDay(slot.starts_minute),
  minutes: slot.ends_minute - slot.starts_minute,
  mode: slot.mode,
  free: slot.free,
})

const startsAt = (slot: Slot): number => Date.parse(`${slot.held_on}T${toTimeOfDay(slot.starts_minute)}:00+05:30`)

app.get('/ready', async () => ({ ready: (await pool.query('select 1')).rowCount === 1 }))
app.get('/v1/appointments/slots', async (request) => {
  const { doctor, speciality, pin, days } = request.query as Record<string, string | undefined>
  const asked = [doctor ?? null, speciality ?? null, pin ?? null]
  const practices = (await pool.query({ name: 'practices', text: PRACTICES, values: asked })).rows
  const keys = ['cell', 'facility_id', 'doctor_id'].map((key) => practices.map((practice) => practice[key]))
  const values = [...keys, process.env.FROM_DAY, Number(days)]
  const slots = (await pool.query<Slot>({ name: 'slots', text: SLOTS, values })).rows
  const free = slots.filter((slot) => slot.free > 0 && startsAt(slot) > Date.now())
  const byDoctor = Map.groupBy(free, ({ doctor_id }) => doctor_id)
  return {
    asOf: new Date().toISOString(),
    viewAgeSeconds: 0,
    doctors: practices.map((practice) => ({
      ...{ doctorId: practice.doctor_id, name: practice.doctor_name, specialities: practice.specialities },
      ...{ languages: practice.languages, facilityId: practice.facility_id, facilityName: practice.facility_name },
      ...{ address: practice.address, pin: practice.pin, district: practice.district, state: practice.state },
      ...{ feePaise: practice.fee_paise, revisitFeePaise: practice.revisit_fee_paise },
      revisitDays: practice.revisit_days,
      days: [...Map.groupBy(byDoctor.get(practice.doctor_id) ?? [], ({ held_on }) => held_on)].map(([date, ofDay]) => ({
        date,
        free: ofDay.reduce((sum, slot) => sum + slot.free, 0),
        slots: ofDay.map(toView),
      })),
    })),
  }
})

process.once('SIGTERM', () => process.exit(0))
await app.listen({ port: Number(process.env.PORT), host: '127.0.0.1' })
