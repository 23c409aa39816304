// What the tests of this module share: a doctor with hours at a hospital, and a check of the invariants.
import assert from 'node:assert/strict'
import { openMetrics } from '../../platform/metrics.ts'
import { type Person, type Setup, TODAY } from '../../testing/setup.ts'
import type { DoctorId } from '../doctors/contract.ts'
import { createEngine, type Engine } from './booking/engine.ts'
import { endDisplacements } from './jobs.ts'
import { pullDoctor } from './schedules/steps.ts'
import { SlotsInMemory } from './slots/projection.ts'
import type { AppointmentsContext } from './tables.ts'
import { endOverdue } from './waiting/steps.ts'

export { pullStale } from './schedules/steps.ts'
export { createFeed } from './slots/feed.ts'
export { SlotsInMemory } from './slots/projection.ts'
export type { AppointmentsContext } from './tables.ts'
export { endOverdue }

export interface Refused {
  readonly type: string
  readonly errors?: readonly { pointer: string }[]
}

export const slugOf = ({ type }: Refused): string => type.slice('/problems/'.length)

export interface SlotSeen {
  readonly slotId: string
  readonly date: string
  readonly start: string
  readonly free: number
}

interface Terms {
  readonly feePaise?: number
  readonly revisitFeePaise?: number
  readonly revisitDays?: number
  readonly opensDays?: number
  readonly noticeMinutes?: number
  readonly cancelUntilMinutes?: number
  readonly isPublic?: boolean
}

/** An engine beside the one of the program, as another process has it. Stop it at the end. */
export const openEngine = (context: AppointmentsContext): Engine =>
  createEngine({ ...context, metrics: openMetrics() }, new SlotsInMemory(context.clock))

let count = 0

/** Makes a request that must succeed, and gives the body. */
async function made<Body>(place: Setup, method: 'POST' | 'PUT', url: string, by: Person, body: object): Promise<Body> {
  const answer = await place.ask<Body>(method, url, { by, body })
  assert.ok(answer.status < 300, `${method} ${url} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** A verified doctor at a hospital in PIN 110001, who sees patients each day from 12:00 to 13:00 by default. */
export async function openPractice(place: Setup, terms: Terms = {}, hours: object = {}, nth = 0) {
  const { items } = (
    await place.ask<{ items: { facilityId: string }[] }>('GET', '/v1/facilities?pin=110001&kind=hospital')
  ).body
  const facilityId = items[nth]?.facilityId as string
  const otherFacilityId = items[nth === 0 ? 1 : 0]?.facilityId as string
  const admin = await place.staff('centre-admin', facilityId)
  const reception = await place.staff('reception', facilityId)
  const doctor = await place.staff('doctor', facilityId)
  const national = await place.admin()
  const stated = {
    ...{ facilityId, name: 'Meera Iyer', gender: 'female', qualifications: ['MBBS'], specialities: ['paediatrics'] },
    ...{ languages: ['en', 'hi'], council: 'DL', registrationNo: `DMC/A/${++count}` },
  }
  const { doctorId } = await made<{ doctorId: DoctorId }>(place, 'POST', '/v1/doctors', admin, stated)
  await made(place, 'POST', `/v1/doctors/${doctorId}/verification`, national, { seen: 'register' })
  const practice = `/v1/doctors/${doctorId}/practices/${facilityId}`
  await made(place, 'PUT', practice, admin, { feePaise: 50_000, ...terms })
  const context = place.program.context('appointments') as AppointmentsContext
  const pull = () => pullDoctor(context, doctorId, 'test')
  const keep = async (changes: object = {}, weekdays = [1, 2, 3, 4, 5, 6, 7]) => {
    const usual = { starts: '12:00', ends: '13:00', slotMinutes: 15, validFrom: TODAY, ...hours, ...changes }
    const templates = weekdays.map((weekday) => ({ weekday, ...usual }))
    await made(place, 'PUT', `${practice}/templates`, admin, { templates })
    await pull()
  }
  await keep()
  const slots = async (query = ''): Promise<SlotSeen[]> => {
    const url = `/v1/appointments/slots?doctor=${doctorId}${query}`
    const { body } = await place.ask<{ doctors: { days: { slots: SlotSeen[] }[] }[] }>('GET', url)
    return body.doctors.flatMap(({ days }) => days.flatMap((day) => day.slots))
  }
  /** The slot of a day that begins at this time. */
  const slotAt = async (start = '12:00', date = TODAY): Promise<string> => {
    const found = (await slots('&days=31')).find((slot) => slot.start === start && slot.date === date)
    assert.ok(found, `no free slot on ${date} at ${start}`)
    return found.slotId
  }
  /** Cancels the displaced appointments whose deadline has passed, as the job of each minute does. */
  const lapse = async (): Promise<void> => {
    const engine = openEngine(context)
    await endDisplacements(context, engine)
    await engine.stop()
  }
  const people = { admin, reception, doctor, national }
  return {
    ...people,
    facilityId,
    otherFacilityId,
    doctorId,
    context,
    practice,
    pull,
    keep,
    slots,
    slotAt,
    endDisplacements: lapse,
  }
}

export type Practising = Awaited<ReturnType<typeof openPractice>>

/** Checks the invariants that must hold at every moment, in one statement. */
export async function assertInvariants({ program }: Pick<Setup, 'program'>): Promise<void> {
  const { pool } = program.context('appointments')
  const broken = await pool.query(`
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
    where a.seat = 'early' and a.status not in ('ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'LEFT', 'VOID')`)
  assert.deepEqual(broken.rows, [])
}
