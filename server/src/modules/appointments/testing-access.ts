// The requests of appointments in the access test: doctors with hours, and appointments in the states that routes need.
import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'
import { queueRecords, queueRows } from './queues/testing-access.ts'
import { pullDoctor } from './schedules/steps.ts'
import type { AppointmentsContext } from './tables.ts'
import { makeWanted, waitingRows } from './waiting/testing-access.ts'

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

const staff = { whose: 'facility' } as const

export const openAccess: OpenAccess = async (world) => {
  const { own, free, records } = await makeRecords(world)
  const { facilityId } = world
  const url = '/v1/appointments/:id'
  const waiting = waitingRows(world, own, free.doctorId, await makeWanted(world, free.doctorId))
  return {
    records: {
      ...{ ...records, ...queueRecords(world), ...waiting.records },
      'patient of the citizen': async () => own,
    },
    rows: {
      ...queueRows(world),
      ...waiting.rows,
      'GET /v1/appointments/slots': get('/v1/appointments/slots?pin=110001&speciality=dentistry&days=3&limit=5'),
      'GET /v1/appointments/slots/of-day': get(
        `/v1/appointments/slots/of-day?facility=${facilityId}&day=${TODAY}`,
        'facility',
      ),
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
      'GET /v1/appointments/overview': on('/v1/appointments/overview?facility=:id', 'facility'),
      'GET /v1/appointments/stuck-fees': on('/v1/appointments/stuck-fees?facility=:id&limit=5', 'facility'),
      'GET /v1/appointments/attendance': on(`/v1/appointments/attendance?facility=:id&from=${TODAY}`, 'facility'),
      'GET /v1/appointments/attendance/hospitals': get(
        `/v1/appointments/attendance/hospitals?from=${TODAY}&limit=5`,
        'asker',
      ),
      'GET /v1/appointments/attendance/old-views': on(
        '/v1/appointments/attendance/old-views?facility=:id&limit=5',
        'facility',
      ),
      'POST /v1/appointments/:appointmentId/fee-repetition': on(`${url}/fee-repetition`, 'appointment', staff),
      'POST /v1/appointments/:appointmentId/fee-settlement': on(`${url}/fee-settlement`, 'appointment', {
        ...{ ...staff, body: { deed: 'charge', why: 'Paid by hand' } },
      }),
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
