// The requests of vaccination in the access test: a centre with stock and sessions, and bookings of a citizen.
import { get, make, type OpenAccess, on, type Request, row, type SmallWorld } from '../../testing/access-rows.ts'
import { TEST_NOW, TODAY } from '../../testing/setup.ts'
import { lotOf, WINDOW } from './testing.ts'

const STOCK = 50_000
const SEATS = 5_000
const LOT = lotOf()
const WHY = { reason: 'Recorded for the wrong person' }
const REPORT = {
  ...{ onsetAt: TEST_NOW, reactions: ['fever'], description: 'Fever', severity: 'serious', treatment: 'Paracetamol' },
  ...{ seriousBecause: ['hospitalization'], outcome: 'recovering', toldBy: 'patient' },
}
const CHANGE = { version: 1, reason: 'The person called again' }
/** Vaccines that no session gives, so that decisions about their lots affect nothing else. A recall has its own one. */
const UNUSED = { quarantine: 'COVISHIELD', release: 'COVISHIELD', recall: 'SPUTNIK V' } as const

export const openAccess: OpenAccess = async (world) => {
  const { people, facilityId } = world
  const by = people['centre-admin']
  for (const vaccine of ['COVAXIN', UNUSED.quarantine, UNUSED.recall]) {
    const received = { facilityId, vaccine, lot: lotOf(vaccine), quantity: STOCK, expiresOn: '2027-12-31' }
    await make(world, '/v1/vaccination/stock', { by, body: received })
  }
  const openSession = async (capacity: number): Promise<string> => {
    const body = { facilityId, date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity, minAge: 18, windows: [WINDOW] }
    return (await make(world, '/v1/vaccination/sessions', { by, body })).sessionId as string
  }
  const sessionId = await openSession(SEATS)
  const book = async (): Promise<string> => {
    const member = {
      name: `Booked ${world.next()}`,
      birthYear: 1980,
      gender: 'other',
      pin: '110001',
      confirmedNew: true,
    }
    const { patientId } = await make(world, '/v1/patients', { by: people.citizen, body: member })
    const body = { sessionId, window: WINDOW, patientIds: [patientId] }
    const { bookings } = await make(world, '/v1/vaccination/bookings', { by: people.citizen, body })
    return (bookings as { bookingId: string }[])[0]?.bookingId as string
  }
  // One for all requests, because an account has room for few people.
  const relative = make(world, '/v1/patients', {
    by: people.citizen,
    body: { name: 'Relative with a phone', birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true },
  }).then(({ patientId }) => patientId as string)
  const act = async (url: string, body: object = {}): Promise<void> => {
    const { status } = await world.ask('POST', url, { by, body })
    if (status !== 200) throw new Error(`POST ${url} answered ${status}`)
  }
  const end = async (bookingId: string, what: string, body?: object): Promise<string> => {
    await act(`/v1/vaccination/bookings/${bookingId}/${what}`, body)
    return bookingId
  }
  /** The booking of a walk-in, who belongs to no family: the citizen's family has room for few people. */
  const arrived = async (): Promise<string> => {
    const stated = { name: `Walk-in ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001' }
    const { patientId } = await make(world, '/v1/patients/registrations', {
      by,
      body: { ...stated, confirmedNew: true },
    })
    const seat = { patientId, window: WINDOW, proof: { kind: 'registration' } }
    return (await make(world, `/v1/vaccination/sessions/${sessionId}/walk-ins`, { by, body: seat })).bookingId as string
  }
  const closed = async (): Promise<string> => {
    const id = await openSession(10)
    await act(`/v1/vaccination/sessions/${id}/closure`)
    return id
  }
  return {
    records: {
      session: () => openSession(10),
      booking: book,
      'booking of one who came': arrived,
      'booking with a dose': async () => end(await arrived(), 'completion', { lot: LOT }),
      'patient with a dose': async () => {
        const bookingId = await book()
        await end(bookingId, 'arrival')
        await end(bookingId, 'completion', { lot: LOT })
        const { body } = await world.ask<{ patientId: string }>('GET', `/v1/vaccination/bookings/${bookingId}`, { by })
        return body.patientId
      },
      'adverse event': async () => {
        const bookingId = await end(await arrived(), 'completion', { lot: LOT })
        const url = `/v1/vaccination/bookings/${bookingId}/adverse-events`
        return (await make(world, url, { by, body: REPORT })).adverseEventId as string
      },
      'booking of an absent': async () => end(await arrived(), 'absence'),
      'closed session': closed,
      'person at the counter': () => register(world),
      relative: () => relative,
      'historical dose': () => recordDose(world),
    },
    rows: { ...centreRows(world), ...sessionRows, ...bookingRows(sessionId), ...historyRows, ...aftercareRows(world) },
  }
}

const HAD = { vaccine: 'COVAXIN', dose: 1, givenOn: '2026-01-15', place: 'Bir Hospital, Kathmandu', evidence: 'card' }
const SEEN = { kind: 'document', document: 'passport', last4: '7Q' }

async function register(world: SmallWorld): Promise<string> {
  const body = { name: `Had ${world.next()}`, birthYear: 1980, gender: 'other', pin: '110001', confirmedNew: true }
  const made = await make(world, '/v1/patients/registrations', { by: world.people['centre-admin'], body })
  return made.patientId as string
}

/** Records a dose that a new person had elsewhere. Gives the ids of the person and of the dose. */
async function recordDose(world: SmallWorld): Promise<string> {
  const { people } = world
  const patientId = await register(world)
  const asked = { by: people['centre-admin'], body: { ...HAD, proof: { kind: 'registration' } } }
  const { doseId } = await make(world, `/v1/patients/${patientId}/doses`, asked)
  return `${patientId} ${doseId}`
}

const historyRows = {
  'POST /v1/patients/:patientId/doses': row(
    async (idOf) => ({
      url: `/v1/patients/${await idOf('person at the counter')}/doses`,
      body: { ...HAD, proof: SEEN },
    }),
    'asker',
  ),
  'POST /v1/patients/:patientId/doses/:doseId/cancellation': row(async (idOf) => {
    const [patientId, doseId = patientId] = (await idOf('historical dose')).split(' ')
    return { url: `/v1/patients/${patientId}/doses/${doseId}/cancellation`, body: { reason: 'The wrong person' } }
  }, 'facility'),
  'GET /v1/vaccination/historical-doses': on('/v1/vaccination/historical-doses?facility=:id&limit=5', 'facility'),
}

const EVENTS = '/v1/vaccination/adverse-events'
const ofCentre = { whose: 'facility' } as const
const aftercareRows = ({ cell }: SmallWorld) => ({
  'GET /v1/vaccination/observations': on('/v1/vaccination/observations?facility=:id', 'facility'),
  'POST /v1/vaccination/bookings/:bookingId/adverse-events': on(
    '/v1/vaccination/bookings/:id/adverse-events',
    'booking with a dose',
    { body: REPORT },
  ),
  'GET /v1/vaccination/bookings/:bookingId/adverse-events': on(
    '/v1/vaccination/bookings/:id/adverse-events',
    'booking with a dose',
  ),
  'GET /v1/patients/:patientId/adverse-events': on('/v1/patients/:id/adverse-events', 'patient', { whose: 'family' }),
  'GET /v1/vaccination/adverse-events': get(
    `${EVENTS}?from=${TODAY}&to=${TODAY}&severity=serious&vaccine=COVAXIN&limit=5`,
    'asker',
  ),
  'GET /v1/vaccination/adverse-events?district=': get(`${EVENTS}?district=${cell}`, 'district'),
  'GET /v1/vaccination/adverse-events?facility=': on(`${EVENTS}?facility=:id`, 'facility'),
  'GET /v1/vaccination/adverse-events/:adverseEventId': on(`${EVENTS}/:id`, 'adverse event', ofCentre),
  'POST /v1/vaccination/adverse-events/:adverseEventId/versions': on(`${EVENTS}/:id/versions`, 'adverse event', {
    ...ofCentre,
    body: { ...REPORT, ...CHANGE },
  }),
  'POST /v1/vaccination/adverse-events/:adverseEventId/cancellation': on(
    `${EVENTS}/:id/cancellation`,
    'adverse event',
    {
      ...ofCentre,
      body: CHANGE,
    },
  ),
})

const onLot = (decision: keyof typeof UNUSED) =>
  row(async (idOf) => {
    const vaccine = UNUSED[decision]
    const lot = { facilityId: await idOf('facility'), vaccine, lot: lotOf(vaccine) }
    return { url: `/v1/vaccination/stock/lots/${decision}`, body: { ...lot, reason: 'The freezer was warm' } }
  })

const centreRows = ({ next, cell, ask }: SmallWorld) => ({
  'GET /v1/vaccination/availability': get(
    `/v1/vaccination/availability?pin=110001&date=${TODAY}&days=2&course=COVID-19&vaccine=COVAXIN&dose=1&limit=5`,
  ),
  'GET /v1/vaccination/availability/places': get('/v1/vaccination/availability/places?state=DL'),
  'GET /v1/vaccination/courses': get('/v1/vaccination/courses'),
  'POST /v1/vaccination/courses': row(() => ({
    url: '/v1/vaccination/courses',
    body: { code: `TEST ${next()}`, name: 'Test', disease: 'Test' },
  })),
  'GET /v1/vaccination/vaccines': get('/v1/vaccination/vaccines'),
  'POST /v1/vaccination/vaccines': row(() => ({
    url: '/v1/vaccination/vaccines',
    body: {
      ...{ code: `TEST ${next()}`, course: 'COVID-19', name: 'Test', manufacturer: 'Test', cvxCode: '999', doses: 2 },
      ...{ intervalDaysMin: 28, intervalDaysMax: 84, ageYearsMin: 18, pricePaise: 0 },
    },
  })),
  'GET /v1/vaccination/cards/.well-known/jwks.json': get('/v1/vaccination/cards/.well-known/jwks.json'),
  'GET /v1/vaccination/cards/.well-known/crl/:list': row(async () => {
    const { body } = await ask<{ keys: { kid: string }[] }>('GET', '/v1/vaccination/cards/.well-known/jwks.json')
    return { url: `/v1/vaccination/cards/.well-known/crl/${body.keys[0]?.kid}.json` }
  }),
  'GET /v1/vaccination/figures': get(`/v1/vaccination/figures?from=${TODAY}&to=${TODAY}`, 'asker'),
  'GET /v1/vaccination/figures?district=': get(`/v1/vaccination/figures?district=${cell}`, 'district'),
  'GET /v1/vaccination/stock': on('/v1/vaccination/stock?facility=:id', 'facility'),
  'GET /v1/vaccination/stock/movements': on(
    '/v1/vaccination/stock/movements?facility=:id&reason=received&limit=5',
    'facility',
  ),
  'POST /v1/vaccination/stock': row(async (idOf) => ({
    url: '/v1/vaccination/stock',
    body: {
      ...{ facilityId: await idOf('facility'), vaccine: 'COVAXIN', lot: LOT },
      ...{ quantity: 1, expiresOn: '2027-12-31', reason: 'received' },
    },
  })),
  'POST /v1/vaccination/stock/lots/quarantine': onLot('quarantine'),
  'POST /v1/vaccination/stock/lots/recall': onLot('recall'),
  'POST /v1/vaccination/stock/lots/release': onLot('release'),
})

const sessionRows = {
  'POST /v1/vaccination/sessions': row(async (idOf) => ({
    url: '/v1/vaccination/sessions',
    body: {
      ...{ facilityId: await idOf('facility'), date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 5 },
      ...{ windows: [WINDOW], minAge: 18, maxAge: 99, fee: 0, opensAt: '2026-03-01T00:00:00Z' },
    },
  })),
  'GET /v1/vaccination/sessions': on(
    `/v1/vaccination/sessions?facility=:id&from=${TODAY}&to=${TODAY}&limit=5`,
    'facility',
  ),
  'GET /v1/vaccination/sessions/:sessionId': on('/v1/vaccination/sessions/:id', 'session'),
  'PATCH /v1/vaccination/sessions/:sessionId': on('/v1/vaccination/sessions/:id', 'session', {
    body: { capacity: 7, windows: [WINDOW], minAge: 20, maxAge: 90, fee: 100 },
  }),
  'POST /v1/vaccination/sessions/:sessionId/closure': on('/v1/vaccination/sessions/:id/closure', 'session', {
    body: { cancelBookings: false },
  }),
  'POST /v1/vaccination/sessions/:sessionId/closure/cancellation': on(
    '/v1/vaccination/sessions/:id/closure/cancellation',
    'closed session',
    { body: WHY },
  ),
  'POST /v1/vaccination/sessions/:sessionId/walk-ins': row(async (idOf) => ({
    url: `/v1/vaccination/sessions/${await idOf('session')}/walk-ins`,
    body: {
      patientId: await idOf('patient'),
      window: WINDOW,
      proof: SEEN,
    },
  })),
}

const onBooking = (action: string, body?: Request['body']) =>
  on(`/v1/vaccination/bookings/:id${action}`, 'booking', body && { body })

const bookingRows = (sessionId: string) => ({
  'POST /v1/vaccination/bookings': row(
    async (idOf) => ({
      url: '/v1/vaccination/bookings',
      body: { sessionId, window: WINDOW, patientIds: [await idOf('patient')] },
    }),
    'family',
  ),
  'GET /v1/vaccination/bookings?patient=': on('/v1/vaccination/bookings?patient=:id', 'patient', { whose: 'family' }),
  'GET /v1/vaccination/bookings?session=': on('/v1/vaccination/bookings?session=:id&limit=5', 'session', {
    whose: 'facility',
  }),
  'GET /v1/vaccination/bookings?facility=&day=': on(
    `/v1/vaccination/bookings?facility=:id&day=${TODAY}&limit=5`,
    'facility',
    { whose: 'facility' },
  ),
  'GET /v1/vaccination/bookings?facility=&reference=': on(
    '/v1/vaccination/bookings?facility=:id&reference=DL-0000-0000',
    'facility',
    { whose: 'facility' },
  ),
  'GET /v1/vaccination/bookings/:bookingId': onBooking(''),
  'GET /v1/vaccination/bookings/:bookingId/readiness': onBooking('/readiness'),
  'POST /v1/vaccination/bookings/:bookingId/arrival': onBooking('/arrival'),
  'POST /v1/vaccination/bookings/:bookingId/arrival/cancellation': onBooking('/arrival/cancellation'),
  'POST /v1/vaccination/bookings/:bookingId/cancellation': onBooking('/cancellation'),
  'POST /v1/vaccination/bookings/:bookingId/rescheduling': onBooking('/rescheduling', { sessionId, window: WINDOW }),
  'POST /v1/vaccination/bookings/:bookingId/absence': onBooking('/absence'),
  'POST /v1/vaccination/bookings/:bookingId/completion': on(
    '/v1/vaccination/bookings/:id/completion',
    'booking of one who came',
    { body: { lot: LOT } },
  ),
  'POST /v1/vaccination/bookings/:bookingId/completion/cancellation': on(
    '/v1/vaccination/bookings/:id/completion/cancellation',
    'booking with a dose',
    { body: WHY },
  ),
  'POST /v1/vaccination/bookings/:bookingId/absence/cancellation': on(
    '/v1/vaccination/bookings/:id/absence/cancellation',
    'booking of an absent',
    { body: WHY },
  ),
  'GET /v1/patients/:patientId/certificates': on('/v1/patients/:id/certificates', 'patient with a dose'),
  'GET /v1/patients/:patientId/doses': on('/v1/patients/:id/doses', 'patient', { whose: 'family' }),
})
