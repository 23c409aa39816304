// The requests of appointments in the access test: doctors with hours, and appointments in the states that routes need.
import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'
import type { TokenId } from './queues/contract.ts'
import { linkOf } from './queues/links.ts'
import { pullDoctor } from './schedules/steps.ts'
import type { AppointmentsContext } from './tables.ts'

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
  return { today: rows[0]?.id as string, next: () => rows[nth++ % rows.length]?.id as string }
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

const staff = { whose: 'facility' } as const

/** Each token waits in a queue of a department of its own, so the rooms are free. */
function queueRecords(world: SmallWorld) {
  const { people, facilityId, ask, next } = world
  const [by, nurse] = [people['centre-admin'], people.nurse]
  const patient = async (): Promise<string> => {
    const person = { name: `Walk-in ${next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
    return (await make(world, '/v1/patients/registrations', { by, body: person })).patientId as string
  }
  const queue = async (): Promise<string> => {
    const body = { facilityId, servicePoint: `ACCESS-${next()}` }
    return (await make(world, '/v1/appointments/queues', { by, body })).queueId as string
  }
  const waiting = async (queueId?: string): Promise<string> => {
    const body = { queueId: queueId ?? (await queue()), patientId: await patient() }
    return (await make(world, '/v1/appointments/walk-ins', { by, body })).tokenId as string
  }
  const after = async (id: string, url: string, body?: object): Promise<string> => {
    const { status } = await ask('POST', url, { by: nurse, ...(body && { body }) })
    if (status !== 200) throw new Error(`POST ${url} answered ${status}`)
    return id
  }
  const called = async (): Promise<string> => {
    const queueId = await queue()
    return after(await waiting(queueId), `/v1/appointments/queues/${queueId}/calls`, { room: '3' })
  }
  const missed = async (id: string) => after(id, `/v1/appointments/tokens/${id}/absence`)
  const served = async (id: string) => after(id, `/v1/appointments/tokens/${id}/service`, {})
  return {
    'patient who walks in': patient,
    'queue of today': queue,
    'token that waits': () => waiting(),
    'token that was called': called,
    'token that was called long ago': async () => {
      const id = await called()
      const text = `update appointments.tokens set called_at = called_at - interval '2 minutes' where id = $1`
      await world.program.context('appointments').pool.query(text, [id])
      return id
    },
    'token that was missed': async () => missed(await called()),
    'token in service': async () => served(await called()),
  }
}

function queueRows(world: SmallWorld) {
  const { facilityId, next } = world
  const tokens = '/v1/appointments/tokens/:id'
  const acts = [
    ...([
      ['recall', 'token that was called long ago'] as const,
      ['absence', 'token that was called'] as const,
    ] as const),
    ...([['return', 'token that was missed'] as const, ['pause', 'token in service'] as const] as const),
    ...([['completion', 'token in service'] as const, ['cancellation', 'token that waits'] as const] as const),
  ]
  return {
    'GET /v1/appointments/queues': on('/v1/appointments/queues?facility=:id', 'facility'),
    'GET /v1/appointments/queues/:queueId': on('/v1/appointments/queues/:id', 'queue of today', staff),
    'POST /v1/appointments/queues': row(async () => {
      const body = { facilityId, servicePoint: `ROW-${next()}` }
      return { url: '/v1/appointments/queues', body }
    }, 'facility'),
    'PATCH /v1/appointments/queues/:queueId': on('/v1/appointments/queues/:id', 'queue of today', {
      ...{ ...staff, body: { status: 'paused', delayMinutes: 10 } },
    }),
    'POST /v1/appointments/walk-ins': row(
      async (idOf) => ({
        url: '/v1/appointments/walk-ins',
        body: {
          queueId: await idOf('queue of today'),
          patientId: await idOf('patient who walks in'),
          reason: 'Fever',
        },
      }),
      'facility',
    ),
    'POST /v1/appointments/queues/:queueId/calls': on('/v1/appointments/queues/:id/calls', 'queue of today', {
      ...{ ...staff, body: { room: '3' } },
    }),
    ...Object.fromEntries(
      acts.map(([act, record]) => [
        `POST /v1/appointments/tokens/:tokenId/${act}`,
        on(`${tokens}/${act}`, record, staff),
      ]),
    ),
    'POST /v1/appointments/tokens/:tokenId/service': on(`${tokens}/service`, 'token that waits', {
      ...{ ...staff, body: { room: '4' } },
    }),
    'POST /v1/appointments/tokens/:tokenId/transfer': row(
      async (idOf) => ({
        url: `/v1/appointments/tokens/${await idOf('token that waits')}/transfer`,
        body: { queueId: await idOf('queue of today') },
      }),
      'facility',
    ),
    'GET /v1/appointments/boards/:facilityId': on('/v1/appointments/boards/:id', 'facility'),
    'GET /v1/appointments/places/:link': row(async (idOf) => {
      const { keys } = world.program.context('appointments')
      return { url: `/v1/appointments/places/${linkOf(keys, (await idOf('token that waits')) as TokenId, TODAY)}` }
    }),
  }
}

export const openAccess: OpenAccess = async (world) => {
  const { own, free, records } = await makeRecords(world)
  const { facilityId } = world
  const url = '/v1/appointments/:id'
  return {
    records: { ...records, ...queueRecords(world), 'patient of the citizen': async () => own },
    rows: {
      ...queueRows(world),
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
