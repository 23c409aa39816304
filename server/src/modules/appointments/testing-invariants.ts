// What must hold of slots, appointments, queues and the waiting list at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const PLACES = `
    select 'places' as rule, s.id::text from appointments.slots s
    left join lateral (
      select count(*) filter (where a.seat = 'regular') as booked, count(*) filter (where a.seat = 'over') as over
      from appointments.appointments a where a.cell = s.cell and s.id = any(a.slot_ids)
        and a.status in ('BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED')) live on true
    where s.booked <> live.booked or s.over <> live.over or s.booked > s.capacity
    union all
    select 'claims of appointments', a.id::text from appointments.appointments a
    left join appointments.claims c on c.appointment_id = a.id
    where a.status in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED')
      and (c.patient_id, c.doctor_id, c.held_on) is distinct from (a.patient_id, a.doctor_id, a.held_on)
      and not (a.status = 'HELD' and c.appointment_id is null)
    union all
    select 'claims that nothing holds', c.appointment_id::text from appointments.claims c
    join appointments.appointments a on a.id = c.appointment_id
    where a.status not in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED')
      or (c.held_until is null) <> (a.status <> 'HELD')
      or c.is_seen <> (a.status = 'FULFILLED')
    union all
    select 'holders', h.appointment_id::text from appointments.holders h
    join appointments.appointments a on a.id = h.appointment_id
    where a.status <> 'HELD' and h.held_until > now()
    union all
    select 'own lists', a.id::text from appointments.appointments a
    left join appointments.patient_rows r on r.appointment_id = a.id and r.patient_id = a.patient_id
    where r.appointment_id is null
    union all
    select 'moves', a.id::text from appointments.appointments a
    left join appointments.appointments later on later.id = a.moved_to
    where a.moved_to is not null and later.moved_from is distinct from a.id
    union all
    select 'displacements', a.id::text from appointments.appointments a
    left join appointments.displacements d on d.appointment_id = a.id and d.state = 'OPEN'
    where (a.status = 'DISPLACED') <> (d.appointment_id is not null)
    union all
    select 'overlaps', s.id::text from appointments.slots s
    join appointments.slots o on (o.cell, o.facility_id, o.doctor_id, o.held_on)
        = (s.cell, s.facility_id, s.doctor_id, s.held_on)
      and o.id > s.id and o.starts_minute < s.ends_minute and s.starts_minute < o.ends_minute
    where s.status = 'open' and o.status = 'open'
    union all
    select 'one of a day', min(a.id::text) from appointments.appointments a
    where a.status in ('BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED') and a.override_reason is null
    group by a.patient_id, a.doctor_id, a.held_on having count(*) > 1
    union all
    select 'ends of displacements', d.appointment_id::text from appointments.displacements d
    join appointments.appointments a on a.cell = d.cell and a.id = d.appointment_id
    where d.state = 'MOVED' and a.status <> 'MOVED' or d.state = 'CANCELLED' and a.status not in ('CANCELLED', 'VOID')
    union all
    select 'one end', o.body->'body'->>'appointmentId' from appointments.outbox o
    where o.name in ('appointments.appointment-cancelled.v1', 'appointments.appointment-missed.v1',
      'appointments.appointment-left.v1', 'appointments.appointment-voided.v1')
    group by 2 having count(*) > 1`

const QUEUES = `
    select 'numbers of queues', q.id::text from appointments.queues q
    left join appointments.tokens t on t.queue_id = q.id
    group by q.cell, q.id having q.tokens_issued <> count(t.id) or q.tokens_issued <> coalesce(max(t.number), 0)
    union all
    select 'tokens of appointments', t.id::text from appointments.tokens t
    join appointments.appointments a on a.id = t.appointment_id
    where t.finished_at is null and a.status not in ('ARRIVED', 'IN_CONSULTATION')
    union all
    select 'tokens sent on', t.id::text from appointments.tokens t
    left join appointments.tokens later on later.id = t.moved_to and later.patient_id = t.patient_id
    where t.moved_to is not null and later.id is null
    union all
    select 'seats given back', a.id::text from appointments.appointments a
    where a.seat = 'early' and a.status not in ('ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'LEFT', 'VOID')
    union all
    select 'rooms', min(t.id::text) from appointments.tokens t where t.status in ('CALLED', 'IN_SERVICE')
    group by t.cell, t.queue_id, t.room having count(*) > 1
    union all
    select 'one number a person', min(t.id::text) from appointments.tokens t
    where t.status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED')
    group by t.cell, t.queue_id, t.patient_id having count(*) > 1
    union all
    select 'offers', w.id::text from appointments.waiting w
    left join appointments.appointments a on a.id = w.appointment_id
    where w.status = 'OFFERED' and (w.offer_until is null or a.id is null)
      or w.status = 'TAKEN' and a.id is null
    union all
    select 'one offer a hold', min(w.id::text) from appointments.waiting w where w.status = 'OFFERED'
    group by w.appointment_id having count(*) > 1`

/** A slot promises no more places than it has. Processes whose clocks differ may hold one more for a moment. */
const HOLDS = `
    select 'promised places', s.id::text from appointments.slots s
    where s.booked + (select count(*) from appointments.appointments a where a.cell = s.cell and a.slot_id = s.id
      and a.status = 'HELD' and a.held_until > $1) > s.capacity`

/** Checks everything that must hold, in one statement. `areClocksOne`: false after processes ran in different times. */
export async function assertInvariants(
  { program, clock }: Pick<Setup, 'program' | 'clock'>,
  { areClocksOne = true } = {},
): Promise<void> {
  const { pool } = program.context('appointments')
  const broken = areClocksOne
    ? await pool.query(`${PLACES} union all ${QUEUES} union all ${HOLDS}`, [clock.now()])
    : await pool.query(`${PLACES} union all ${QUEUES}`)
  assert.deepEqual(broken.rows, [])
}
