// The requests of the waiting list in the access test: wishes, and offers with their links.

import { newId } from '../../../platform/id.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { get, on, row, type SmallWorld } from '../../../testing/access-rows.ts'
import { TODAY } from '../../../testing/setup.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { openEngine } from '../testing.ts'
import { offerSeats } from './offering.ts'
import { join, toEntry } from './steps.ts'

/** A doctor like the free one, with one slot today that is free, or without any. Gives the practice. */
async function openLike({ program, cell }: SmallWorld, doctorId: string, hasSlot: boolean) {
  const { pool } = program.context('appointments')
  const fresh = newId<'doctor'>(cell)
  const copy = (table: string, replaced: object): string =>
    `insert into appointments.${table} select (json_populate_record(t, '${JSON.stringify(replaced)}')).*
     from appointments.${table} t where doctor_id = $1 limit 1`
  await pool.query(copy('practices', { doctor_id: fresh }), [doctorId])
  const slot = { id: newId<'slot'>(cell), doctor_id: fresh, booked: 0, over: 0 }
  if (hasSlot) await pool.query(copy('slots', slot), [doctorId])
  return fresh
}

/** Lets the patient wait; with `hasSlot` there is an offer at once. Gives the entry and the link of the offer. */
async function makeWaiting(world: SmallWorld, own: string, doctorId: string, hasSlot: boolean) {
  const context = world.program.context('appointments') as AppointmentsContext
  const doctor = await openLike(world, doctorId, hasSlot)
  const wish = {
    ...{ facility_id: world.facilityId as FacilityId, doctor_id: doctor, speciality: null },
    ...{ patient_id: own as PatientId, account_id: world.people.citizen?.accountId as AccountId },
    ...({ from_on: TODAY, until_on: TODAY, part: 'any', is_displaced: false } as const),
  }
  const entry = toEntry(wish, context.clock.now())
  const origin = { actorId: null, requestId: 'access' }
  await transaction(context.db, (tx) => join(tx, entry, origin))
  if (!hasSlot) return { id: entry.id, link: '' }
  const engine = openEngine(context)
  await offerSeats({ context, engine }, { facilityId: wish.facility_id, doctorId: doctor }, origin)
  await engine.stop()
  const { rows } = await context.pool.query(
    `select body->'body'->>'link' as link from appointments.outbox where body->'body'->>'waitingId' = $1
       and name like '%waiting-offered%'`,
    [entry.id],
  )
  return { id: entry.id, link: rows[0]?.link as string }
}

/** Doctors for each person who asks, made before: a refused request must not write. Each wish needs a new one. */
export async function makeWanted(world: SmallWorld, doctorId: string) {
  const wanted = new Map<string | undefined, string[]>()
  for (const id of [undefined, ...Object.values(world.people).map((one) => one?.accountId)]) {
    const doctors: string[] = []
    for (let nth = 0; nth < 3; nth++) doctors.push(await openLike(world, doctorId, false))
    wanted.set(id, doctors)
  }
  return (id: string | undefined): string => {
    const [first = '', ...others] = wanted.get(id) ?? wanted.get(undefined) ?? []
    wanted.set(id, [...others, first])
    return first
  }
}

export type Wanted = Awaited<ReturnType<typeof makeWanted>>

export const waitingRows = (world: SmallWorld, own: string, doctorId: string, wantedBy: Wanted) => ({
  records: {
    'waiting entry': async () => (await makeWaiting(world, own, doctorId, false)).id as string,
    'waiting offer': async () => (await makeWaiting(world, own, doctorId, true)).id as string,
    'link of an offer': async () => (await makeWaiting(world, own, doctorId, true)).link,
  },
  rows: {
    'POST /v1/appointments/waiting': row(async (idOf, asker) => ({
      url: '/v1/appointments/waiting',
      body: {
        ...{ facilityId: world.facilityId, doctorId: wantedBy(asker?.accountId) },
        ...{ patientId: await idOf('patient of the citizen'), fromOn: TODAY, untilOn: TODAY, part: 'any' },
      },
    })),
    'GET /v1/appointments/waiting?patient=': on('/v1/appointments/waiting?patient=:id', 'patient of the citizen', {
      whose: 'family',
    }),
    'GET /v1/appointments/waiting?facility=': get(
      `/v1/appointments/waiting?facility=${world.facilityId}&limit=2`,
      'facility',
    ),
    'POST /v1/appointments/waiting/:waitingId/cancellation': on(
      '/v1/appointments/waiting/:id/cancellation',
      'waiting entry',
    ),
    'POST /v1/appointments/waiting/:waitingId/removal': on('/v1/appointments/waiting/:id/removal', 'waiting entry', {
      ...{ whose: 'facility', body: { reason: 'Cannot be reached' } },
    }),
    'POST /v1/appointments/waiting/:waitingId/acceptance': on(
      '/v1/appointments/waiting/:id/acceptance',
      'waiting offer',
    ),
    'POST /v1/appointments/waiting/:waitingId/refusal': on('/v1/appointments/waiting/:id/refusal', 'waiting offer'),
    'GET /v1/appointments/offers/:link': on('/v1/appointments/offers/:id', 'link of an offer'),
    'POST /v1/appointments/offers/:link/acceptance': on('/v1/appointments/offers/:id/acceptance', 'link of an offer'),
    'POST /v1/appointments/offers/:link/refusal': on('/v1/appointments/offers/:id/refusal', 'link of an offer'),
  },
})
