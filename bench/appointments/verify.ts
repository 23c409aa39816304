// Checks after a run that Sehat stored exactly the appointments that it answered. A run that fails does not count.
import type pg from 'pg'
import type { Place } from '../booking/seed.ts'

const STORED = `
  with live as materialized (
    select a.cell, a.id, a.slot_id, a.patient_id from unnest($1::int[], $2::uuid[]) s (cell, id)
    join appointments.appointments a on a.cell = s.cell and a.slot_id = s.id and a.status = 'BOOKED'),
  per_slot as (select slot_id, count(*) as live from live group by slot_id)
  select
    (select count(*) from live)::int as appointments,
    (select count(*) from live join unnest($3::uuid[]) answered (id) on answered.id = live.id)::int as answered,
    (select count(*) from live join appointments.claims c on c.appointment_id = live.id
       where c.patient_id = live.patient_id and c.held_until is null)::int as claims,
    (select count(*) from live join appointments.patient_rows r on r.appointment_id = live.id)::int as "ownRows",
    (select count(*) from unnest($1::int[], $2::uuid[]) w (cell, id)
       join appointments.slots s on s.cell = w.cell and s.id = w.id
       left join per_slot p on p.slot_id = s.id
       where s.booked <> coalesce(p.live, 0) or s.booked > s.capacity)::int as "wrongSlots"`

export async function verifyAppointments(
  pool: pg.Pool,
  slots: readonly Place[],
  answeredIds: readonly string[],
): Promise<void> {
  const { rows } = await pool.query(STORED, [slots.map(({ cell }) => cell), slots.map(({ id }) => id), answeredIds])
  const { wrongSlots, ...stored } = rows[0] as Record<string, number>
  const wrong = Object.entries(stored).filter(([, count]) => count !== answeredIds.length)
  if (wrong.length === 0 && wrongSlots === 0) return
  const found = wrong.map(([name, count]) => `${count} ${name}`).join(', ')
  throw new Error(
    `Sehat answered 201 for ${answeredIds.length} appointments, but there are: ${found}; ${wrongSlots} wrong slots`,
  )
}
