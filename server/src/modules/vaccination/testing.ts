// What the tests of this module share: a centre with staff, stock and sessions, and a check of the invariants.
import assert from 'node:assert/strict'
import { type Setup, TODAY } from '../../testing/setup.ts'
import type { Booking } from './contract.ts'

export const WINDOW = '06:00-24:00'

interface SessionChoice {
  readonly capacity?: number
  readonly vaccine?: string
  readonly dose?: number
  readonly date?: string
  readonly minAge?: number
  readonly maxAge?: number
  readonly opensAt?: string
  readonly windows?: string[]
}

export const lotOf = (vaccine = 'COVAXIN'): string => `LOT-${vaccine}`

/** A vaccination centre (PIN 110001 by default) with its staff, and functions to receive stock and open sessions. */
export async function openCentre(place: Setup, pin = '110001', nth = 0) {
  const facility = await place.centre(pin, nth)
  const { facilityId } = facility
  const ravi = await place.staff('vaccinator', facilityId)
  const sunita = await place.staff('centre-admin', facilityId)
  const receive = async (quantity: number, { vaccine = 'COVAXIN' } = {}) => {
    const body = { facilityId, vaccine, lot: lotOf(vaccine), quantity, expiresOn: '2027-12-31' }
    const answer = await place.ask('POST', '/v1/vaccination/stock', { by: sunita, body })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
  }
  return {
    facility,
    facilityId,
    ravi,
    sunita,
    receive,
    lotOf,
    /** Records the arrival and then the dose. Gives the answer to the dose. */
    async give(bookingId: string, lot = lotOf(), key?: string) {
      const url = `/v1/vaccination/bookings/${bookingId}`
      await place.ask('POST', `${url}/arrival`, { by: ravi })
      const asked = { by: ravi, body: { lot }, ...(key !== undefined && { key }) }
      return place.ask<Booking & Refused>('POST', `${url}/completion`, asked)
    },
    /** Opens a session with stock for it. By default it is today, for dose 1 of COVAXIN, with 10 seats. */
    async openSession(choice: SessionChoice = {}): Promise<string> {
      const session = { capacity: 10, vaccine: 'COVAXIN', dose: 1, date: TODAY, minAge: 18, ...choice }
      await receive(session.capacity, session)
      const body = { facilityId, windows: [WINDOW], ...session }
      const answer = await place.ask<{ sessionId: string }>('POST', '/v1/vaccination/sessions', { by: sunita, body })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer.body.sessionId
    },
  }
}

export interface Booked {
  readonly bookings: Booking[]
}

export interface Refused {
  readonly type: string
  readonly detail: string
  readonly errors?: { pointer: string; detail: string }[]
}

export const slugOf = (body: Refused): string => body.type.slice('/problems/'.length)

/** The invariants of doses that people had elsewhere, and of certificates of both kinds of doses. */
const HISTORY = `select 'claims of doses had elsewhere', h.id::text from vaccination.historical_doses h
    left join vaccination.claims c on c.booking_id = h.id
    where (h.cancelled_at is null) <> (c.booking_id is not null) or (c.booking_id is not null
      and (c.cell, c.patient_id, c.course, c.dose, c.vaccine, c.given_on)
        is distinct from (h.cell, h.patient_id, h.course, h.dose, h.vaccine, h.given_on))
    union all
    select 'claims that nothing holds', c.booking_id::text from vaccination.claims c
    where not exists (select from vaccination.bookings b where b.id = c.booking_id)
      and not exists (select from vaccination.historical_doses h where h.id = c.booking_id)
    union all
    select 'a dose twice after a merge', m.patient_id::text
    from (select id, ended_at as at from vaccination.bookings where status = 'COMPLETED'
      union all select id, recorded_at from vaccination.historical_doses where cancelled_at is null) later
    join vaccination.claims c on c.booking_id = later.id and c.given_on is not null
    join vaccination.merged_patients m on m.patient_id = c.patient_id
    join vaccination.merged_patients o on o.patient_id = any(m.same_ids)
    join vaccination.claims e on e.patient_id = o.patient_id and (e.course, e.dose) = (c.course, c.dose)
    join (select id, ended_at as at from vaccination.bookings where status = 'COMPLETED'
      union all select id, recorded_at from vaccination.historical_doses where cancelled_at is null) earlier
      on earlier.id = e.booking_id
    where e.given_on is not null and later.at >= earlier.at and later.at > greatest(m.changed_at, o.changed_at)
      and later.id <> earlier.id
    union all
    select 'certificates', f.id::text from vaccination.certificates f
    left join vaccination.historical_doses h on h.id = f.source_id
    left join (
      select distinct on (cell, patient_id, course, dose) booking_id, version, status
      from vaccination.doses order by cell, patient_id, course, dose, version desc) d on d.booking_id = f.source_id
    where f.withdrawn_at is null and not case when h.id is not null then h.cancelled_at is null
      else coalesce(d.status = 'given' and d.version = f.version, false) end`

/**
 * Checks the invariants that must hold at every moment, in one statement. With `relayed` it does not check events,
 * because the relay removes them from the outbox.
 */
export async function assertInvariants({ program }: Pick<Setup, 'program'>, { relayed = false } = {}): Promise<void> {
  const { pool } = program.context('vaccination')
  const broken = await pool.query(
    `select 'seats' as rule, s.id::text from vaccination.sessions s
    left join lateral (
      select count(*) filter (where status in ('BOOKED', 'COMPLETED')) as live,
             count(*) filter (where status = 'COMPLETED') as given,
             count(*) as all_rows
      from vaccination.bookings b where b.cell = s.cell and b.session_id = s.id) b on true
    where s.booked <> b.live or s.given <> b.given or s.booked > s.capacity
       or s.tokens_issued <> b.all_rows
    union all
    select 'queues', s.facility_id::text || ' ' || s.held_on from vaccination.sessions s
    left join vaccination.bookings b on b.cell = s.cell and b.session_id = s.id
    left join vaccination.queues q on (q.cell, q.facility_id, q.held_on) = (s.cell, s.facility_id, s.held_on)
    group by s.cell, s.facility_id, s.held_on
    having min(q.tokens_issued) is null or min(q.tokens_issued) <> count(b.id)
       or coalesce(max(b.token), 0) <> count(b.id) or count(distinct b.token) <> count(b.id)
    union all
    select 'claims', b.id::text from vaccination.bookings b
    left join vaccination.claims c on c.booking_id = b.id
    where (b.status in ('BOOKED', 'COMPLETED')) <> (c.booking_id is not null)
    union all
    select 'promises', l.facility_id::text from vaccination.stock_levels l
    where l.promised <> (
      select coalesce(sum(case s.status when 'open' then s.capacity else s.booked end - s.given), 0)
      from vaccination.sessions s
      where s.cell = l.cell and s.facility_id = l.facility_id and s.vaccine = l.vaccine)
    union all
    select 'sessions without a level', s.id::text from vaccination.sessions s
    where not exists (
      select from vaccination.stock_levels l
      where l.cell = s.cell and l.facility_id = s.facility_id and l.vaccine = s.vaccine)
    union all
    select 'lots', l.facility_id::text from vaccination.stock_levels l
    where (l.on_hand, l.blocked) <> (
      select coalesce(sum(o.on_hand), 0), coalesce(sum(o.on_hand) filter (where o.state <> 'usable'), 0)
      from vaccination.stock_lots o
      where o.cell = l.cell and o.facility_id = l.facility_id and o.vaccine = l.vaccine)
    union all
    select 'uncovered', l.facility_id::text from vaccination.stock_levels l
    where l.uncovered <> greatest(l.promised + l.blocked - l.on_hand, 0)
    union all
    select 'ledger', m.vaccine || ' ' || m.lot from (
      select cell, facility_id, vaccine, lot, sum(quantity) as moved
      from vaccination.stock_movements group by cell, facility_id, vaccine, lot) m
    full join vaccination.stock_lots o using (cell, facility_id, vaccine, lot)
    where coalesce(o.on_hand, -1) <> coalesce(m.moved, 0)
    union all
    select 'doses', b.id::text from vaccination.bookings b
    left join vaccination.claims c on c.booking_id = b.id
    left join (
      select distinct on (cell, patient_id, course, dose) booking_id, status
      from vaccination.doses order by cell, patient_id, course, dose, version desc) d on d.booking_id = b.id
    where (b.status = 'COMPLETED') <> (d.status is not distinct from 'given')
       or (b.status = 'COMPLETED') <> (c.given_on is not null)
    union all
    select 'records of one person', m.patient_id::text from vaccination.merged_patients m
    left join unnest(m.same_ids) same (id) on true
    left join vaccination.merged_patients o on o.patient_id = same.id
    where (m.kept_id is null and m.same_ids = '{}' and m.stays_id <> m.patient_id)
       or (same.id is not null and (o.stays_id is distinct from m.stays_id or not m.patient_id = any(o.same_ids)))
    union all
${HISTORY}
    union all
    select 'courses', b.id::text from vaccination.bookings b
    join vaccination.sessions s on s.cell = b.cell and s.id = b.session_id
    join vaccination.claims c on c.booking_id = b.id
    where (c.course, c.dose, c.vaccine) <> (s.course, s.dose, s.vaccine)
    union all
    select 'events', b.id::text from vaccination.bookings b
    where not $1 and not exists (
      select from vaccination.outbox o
      where o.name = 'vaccination.dose-booked.v1' and o.body -> 'body' ->> 'bookingId' = b.id::text)`,
    [relayed],
  )
  assert.deepEqual(broken.rows, [])
}
