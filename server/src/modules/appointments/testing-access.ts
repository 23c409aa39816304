// The requests of appointments in the access test: doctors with hours, and appointments in the states that routes need.
import { newId } from '../../platform/id.ts'
import { openMetrics } from '../../platform/metrics.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'
import type { FacilityId } from '../facilities/contract.ts'
import type { AccountId } from '../identity/contract.ts'
import type { PatientId } from '../patients/contract.ts'
import { createEngine } from './booking/engine.ts'
import { pullDoctor } from './schedules/steps.ts'
import { SlotsInMemory } from './slots/projection.ts'
import type { AppointmentsContext } from './tables.ts'
import { offerSeats } from './waiting/offering.ts'
import { join, toEntry } from './waiting/steps.ts'

const OVERRIDE = { because: 'For the test of access' }

/** Gives a slot of another day of a new doctor each time. The doctor of the world treats these patients. */
async function openHours(world: SmallWorld) {
  const { people, facilityId, ask, next, program } = world
  const admin = people['centre-admin']
  const body = {
    ...{ facilityId, name: 'Meera Iyer', gender: 'female', qualifications: ['MBBS'], specialities: ['dentistry'] },
    ...{ languages: ['en'], council: 'DL', registrationNo: `DMC/S/${next()}` },
  }
  const { doctorId } = await make(world, '/v1/doctors', { by: admin, body })
  await ask('POST', `/v1/doctors/${doctorId}/verification`, {
    by: people['national-admin'],
    body: { seen: 'register' },
  })
  const put = async (url: string, asked: object): Promise<void> => {
    const { status } = await ask('PUT', url, { by: admin, body: asked })
    if (status !== 200) throw new Error(`PUT ${url} answered ${status}`)
  }
  const practice = `/v1/doctors/${doctorId}/practices/${facilityId}`
  await put(practice, { feePaise: 50_000 })
  const hours = { starts: '16:00', ends: '16:30', slotMinutes: 30, capacity: 50, validFrom: TODAY }
  await put(`${practice}/templates`, { templates: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, ...hours })) })
  const context = program.context('appointments') as AppointmentsContext
  await pullDoctor(context, doctorId as never, 'access')
  const text = 'update appointments.practices set account_id = $1 where doctor_id = $2'
  await context.pool.query(text, [people.doctor?.accountId, doctorId])
  const { rows } = await context.pool.query<{ id: string }>(
    'select id from appointments.slots where doctor_id = $1 order by held_on',
    [doctorId],
  )
  let nth = 0
  return {
    doctorId: doctorId as string,
    today: rows[0]?.id as string,
    next: () => rows[nth++ % rows.length]?.id as string,
  }
}

type Hours = Awaited<ReturnType<typeof openHours>>

async function makeRecords(world: SmallWorld) {
  const { people, program } = world
  const by = people['centre-admin']
  const doctors: Hours[] = []
  for (let nth = 0; nth < 3; nth++) doctors.push(await openHours(world))
  const person = { birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
  const { body: family } = await world.ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', {
    by: people.citizen,
  })
  const own = family.items[0]?.patientId as string
  const bookFor = async (who: string, slotId: string): Promise<string> => {
    const body = { slotIds: [slotId], patientId: who, override: OVERRIDE }
    return (await make(world, '/v1/appointments', { by, body })).appointmentId as string
  }
  let booked = 0
  const book = () => bookFor(own, doctors[booked++ % 2]?.next() as string)
  const ofToday = async (): Promise<string> => {
    const walkIn = { ...person, name: `Walk-in ${world.next()}` }
    const made = await make(world, '/v1/patients/registrations', { by, body: walkIn })
    return bookFor(made.patientId as string, doctors[0]?.today as string)
  }
  const act = async (id: string, deed: string, who = by, body?: object): Promise<string> => {
    const { status } = await world.ask('POST', `/v1/appointments/${id}/${deed}`, { by: who, ...(body && { body }) })
    if (status !== 200) throw new Error(`${deed} answered ${status}`)
    return id
  }
  const arrived = async () => act(await ofToday(), 'arrival', by, {})
  const missed = async (): Promise<string> => {
    const id = await ofToday()
    // The clock of the test stands still, so the appointment moves to this morning.
    const text = 'update appointments.appointments set starts_minute = 0, ends_minute = 5 where id = $1'
    await program.context('appointments').pool.query(text, [id])
    return id
  }
  return {
    own,
    free: doctors[2] as Hours,
    records: {
      appointment: book,
      'appointment of today': ofToday,
      'appointment of who came': arrived,
      'appointment under way': async () => act(await arrived(), 'consultation', people.doctor),
      'appointment of this morning': missed,
    },
  }
}

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
  const engine = createEngine({ ...context, metrics: openMetrics() }, new SlotsInMemory(context.clock))
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
async function makeWanted(world: SmallWorld, doctorId: string) {
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

type Wanted = Awaited<ReturnType<typeof makeWanted>>

const waitingRows = (world: SmallWorld, own: string, doctorId: string, wantedBy: Wanted) => ({
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

const staff = { whose: 'facility' } as const

export const openAccess: OpenAccess = async (world) => {
  const { own, free, records } = await makeRecords(world)
  const { facilityId } = world
  const url = '/v1/appointments/:id'
  const waiting = waitingRows(world, own, free.doctorId, await makeWanted(world, free.doctorId))
  return {
    records: { ...records, ...waiting.records, 'patient of the citizen': async () => own },
    rows: {
      ...waiting.rows,
      'GET /v1/appointments/slots': get('/v1/appointments/slots?pin=110001&speciality=dentistry&days=3&limit=5'),
      'POST /v1/appointments/holds': row(async (idOf) => ({
        url: '/v1/appointments/holds',
        body: { slotId: free.next(), patientId: await idOf('patient of the citizen') },
      })),
      'POST /v1/appointments': row(async (idOf) => ({
        url: '/v1/appointments',
        body: { slotIds: [free.next()], patientId: await idOf('patient of the citizen'), reason: 'Toothache' },
      })),
      'GET /v1/appointments/:appointmentId': on(url, 'appointment'),
      'GET /v1/appointments?patient=': on('/v1/appointments?patient=:id', 'patient of the citizen', {
        whose: 'family',
      }),
      'GET /v1/appointments?facility=': get(`/v1/appointments?facility=${facilityId}&day=${TODAY}&limit=2`, 'facility'),
      'GET /v1/appointments/displacements': on('/v1/appointments/displacements?facility=:id&limit=5', 'facility'),
      'GET /v1/appointments/stuck-fees': on('/v1/appointments/stuck-fees?facility=:id&limit=5', 'facility'),
      'POST /v1/appointments/:appointmentId/fee-repetition': on(`${url}/fee-repetition`, 'appointment', staff),
      'GET /v1/appointments/:appointmentId/offers': on(`${url}/offers`, 'appointment'),
      'POST /v1/appointments/leave-previews': row(() => ({
        url: '/v1/appointments/leave-previews',
        body: { doctorId: free.doctorId, facilityId, fromOn: TODAY, untilOn: TODAY },
      })),
      'POST /v1/appointments/hours-previews': row(() => ({
        url: '/v1/appointments/hours-previews',
        body: { doctorId: free.doctorId, facilityId, templates: [] },
      })),
      'POST /v1/appointments/closure-previews': row(() => ({
        url: '/v1/appointments/closure-previews',
        body: { facilityId, day: TODAY },
      })),
      'POST /v1/appointments/:appointmentId/cancellation': on(`${url}/cancellation`, 'appointment', {
        body: { reason: 'Better' },
      }),
      'POST /v1/appointments/:appointmentId/rescheduling': row(async (idOf) => ({
        url: `/v1/appointments/${await idOf('appointment')}/rescheduling`,
        body: { slotIds: [free.next()] },
      })),
      'POST /v1/appointments/:appointmentId/arrival': on(`${url}/arrival`, 'appointment of today', {
        ...{ ...staff, body: { priority: 'senior' } },
      }),
      'POST /v1/appointments/:appointmentId/arrival/cancellation': on(
        `${url}/arrival/cancellation`,
        'appointment of who came',
        staff,
      ),
      'POST /v1/appointments/:appointmentId/consultation': on(`${url}/consultation`, 'appointment of who came', staff),
      'POST /v1/appointments/:appointmentId/completion': on(`${url}/completion`, 'appointment under way', staff),
      'POST /v1/appointments/:appointmentId/absence': on(`${url}/absence`, 'appointment of this morning', staff),
      'POST /v1/appointments/:appointmentId/departure': on(`${url}/departure`, 'appointment of who came', staff),
      'POST /v1/appointments/:appointmentId/voiding': on(`${url}/voiding`, 'appointment of today', {
        ...{ ...staff, body: { reason: 'Entered twice' } },
      }),
    },
  }
}
