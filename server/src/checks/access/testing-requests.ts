// A well-formed request for each row of the access table, about records that stand, are new, or do not exist.

import { INDEX_SECRET, indexKeyOf, signatureHeaders } from '../../modules/linkage/testing.ts'
import { lotOf } from '../../modules/vaccination/testing.ts'
import { AADHAAR, PASSWORD, type Records, TODAY, UNUSED_VACCINES, WINDOW, type World } from './testing-world.ts'

export interface Request {
  readonly url: string
  readonly body?: Readonly<Record<string, unknown>>
  /** In place of `body`, where it is no JSON. */
  readonly text?: string
  /** Beside the token; some sign what is sent. */
  readonly headers?: (payload: string) => Record<string, string>
}

/** The body as it is sent, and its headers. */
export function toSent({ body, text, headers }: Request, other?: string | Buffer) {
  const payload = other ?? text ?? (body && JSON.stringify(body))
  return {
    payload,
    headers: {
      ...(payload !== undefined && { 'content-type': 'application/json' }),
      ...headers?.(payload?.toString() ?? ''),
    },
  }
}

type Prepare = (world: World, records: Records) => Request | Promise<Request>

const get =
  (url: string): Prepare =>
  () => ({ url })

const person = { name: 'Asha Sharma', birthDate: '1990-05-14', gender: 'female', pin: '110001' }

const clinic = ({ next }: World) => ({
  name: `Test Clinic ${next()}`,
  kinds: ['lab', 'pharmacy'],
  address: '12 Janpath',
  pin: '110001',
  latitude: 28.62,
  longitude: 77.21,
})

const identity: Record<string, Prepare> = {
  'POST /v1/auth/register': ({ nextPhone }) => ({
    url: '/v1/auth/register',
    body: { ...person, phone: nextPhone(), password: PASSWORD, aadhaar: AADHAAR },
  }),
  'POST /v1/auth/otp': ({ ownPhone }) => ({ url: '/v1/auth/otp', body: { phone: ownPhone } }),
  'POST /v1/auth/login': ({ ownPhone }) => ({
    url: '/v1/auth/login',
    body: { phone: ownPhone, password: PASSWORD },
  }),
  'POST /v1/auth/refresh': async ({ signIn }) => ({
    url: '/v1/auth/refresh',
    body: { refreshToken: (await signIn()).refreshToken },
  }),
  'POST /v1/auth/introspect': ({ people }) => ({
    url: '/v1/auth/introspect',
    body: { token: people.own?.token },
  }),
  'POST /v1/auth/logout': get('/v1/auth/logout'),
  'GET /v1/me': get('/v1/me'),
  'GET /v1/staff': get('/v1/staff?q=ravi&limit=5'),
  'GET /v1/staff?facility=': async (_, records) => ({ url: `/v1/staff?facility=${await records.facilityId()}` }),
  'POST /v1/staff': async ({ nextPhone }, records) => ({
    url: '/v1/staff',
    body: {
      phone: nextPhone(),
      name: 'Ravi Test',
      password: PASSWORD,
      roles: ['vaccinator'],
      facilityId: await records.facilityId(),
    },
  }),
  'POST /v1/staff/:accountId/deactivation': async (_, records) => ({
    url: `/v1/staff/${await records.staffId()}/deactivation`,
  }),
  'GET /.well-known/jwks.json': get('/.well-known/jwks.json'),
}

// The kept record lives in the other family: each family has a limit, and the records of a run are many.
async function mergerBody({ ask, people }: World): Promise<Record<string, unknown>> {
  const made = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by: people.oth })
  return { keptPatientId: made.body.items[0]?.patientId, reason: 'The same person' }
}

const patients: Record<string, Prepare> = {
  'POST /v1/patients': () => ({ url: '/v1/patients', body: { ...person, aadhaar: AADHAAR } }),
  'GET /v1/patients': get('/v1/patients'),
  'POST /v1/patients/registrations': () => ({
    url: '/v1/patients/registrations',
    body: { ...person, aadhaar: AADHAAR, confirmedNew: true },
  }),
  'POST /v1/patients/match': () => ({
    url: '/v1/patients/match',
    body: { fullName: person.name, birthDate: person.birthDate },
  }),
  'POST /v1/patients/:patientId/merger': async (world, records) => ({
    url: `/v1/patients/${await records.patientId()}/merger`,
    body: await mergerBody(world),
  }),
  'POST /v1/patients/:patientId/merger/cancellation': async (world, records) => {
    const url = `/v1/patients/${await records.patientId()}/merger`
    // Where each record is made once only, both ids are the same and nothing is merged.
    const body = { keptPatientId: await records.patientId(), reason: 'The same person' }
    if (world.people.nat) await world.ask('POST', url, { by: world.people.nat, body })
    return { url: `${url}/cancellation` }
  },
  'GET /v1/patients/duplicates': get('/v1/patients/duplicates?status=open&limit=5'),
  'GET /v1/patients/duplicates/:duplicateId': async (_, records) => ({
    url: `/v1/patients/duplicates/${await records.duplicateId()}`,
  }),
  'POST /v1/patients/duplicates/:duplicateId/dismissal': async (_, records) => ({
    url: `/v1/patients/duplicates/${await records.duplicateId()}/dismissal`,
    body: { reason: 'Twins' },
  }),
  'GET /v1/patients/:patientId/mergers': async (_, records) => ({
    url: `/v1/patients/${await records.patientId()}/mergers`,
  }),
  'GET /v1/patients/:patientId': async (_, records) => ({ url: `/v1/patients/${await records.patientId()}` }),
  'GET /v1/patients/:patientId/doses': async (_, records) => ({
    url: `/v1/patients/${await records.patientId()}/doses`,
  }),
}

const facilities: Record<string, Prepare> = {
  'GET /v1/facilities': get('/v1/facilities?pin=110001&kind=hospital&near=28.6,77.2&radiusKm=9&q=hospital&limit=5'),
  'GET /v1/facilities/:facilityId': async (_, records) => ({ url: `/v1/facilities/${await records.facilityId()}` }),
  'POST /v1/facilities': (world) => ({ url: '/v1/facilities', body: clinic(world) }),
  'PATCH /v1/facilities/:facilityId': async (world, records) => ({
    url: `/v1/facilities/${await records.facilityId()}`,
    body: { ...clinic(world), kinds: ['hospital', 'vaccination-centre'], isActive: true },
  }),
  'GET /v1/pins/:pin': get('/v1/pins/110001'),
  'GET /v1/states': get('/v1/states?limit=10'),
  'GET /v1/states/:code/districts': get('/v1/states/DL/districts?limit=10'),
}

// A recall stays, so it has a lot of its own; no session gives either vaccine.
const onLot =
  (decision: string): Prepare =>
  async (_, records) => {
    const vaccine = UNUSED_VACCINES[decision === 'recall' ? 1 : 0]
    const lot = { facilityId: await records.facilityId(), vaccine, lot: lotOf(vaccine) }
    return { url: `/v1/vaccination/stock/lots/${decision}`, body: { ...lot, reason: 'The freezer was warm' } }
  }

const centres: Record<string, Prepare> = {
  'GET /v1/vaccination/availability': get(
    `/v1/vaccination/availability?pin=110001&date=${TODAY}&days=2&course=COVID-19&vaccine=COVAXIN&dose=1&limit=5`,
  ),
  'GET /v1/vaccination/courses': get('/v1/vaccination/courses'),
  'POST /v1/vaccination/courses': ({ next }) => ({
    url: '/v1/vaccination/courses',
    body: { code: `TEST ${next()}`, name: 'Test', disease: 'Test' },
  }),
  'GET /v1/vaccination/vaccines': get('/v1/vaccination/vaccines'),
  'POST /v1/vaccination/vaccines': ({ next }) => ({
    url: '/v1/vaccination/vaccines',
    body: {
      ...{ code: `TEST ${next()}`, course: 'COVID-19', name: 'Test', manufacturer: 'Test', cvxCode: '999', doses: 2 },
      ...{ intervalDaysMin: 28, intervalDaysMax: 84, ageYearsMin: 18, pricePaise: 0 },
    },
  }),
  'GET /v1/vaccination/figures': get(`/v1/vaccination/figures?from=${TODAY}&to=${TODAY}`),
  'GET /v1/vaccination/figures?district=': ({ cell }) => ({ url: `/v1/vaccination/figures?district=${cell}` }),
  'GET /v1/vaccination/stock': async (_, records) => ({
    url: `/v1/vaccination/stock?facility=${await records.facilityId()}`,
  }),
  'GET /v1/vaccination/stock/movements': async (_, records) => ({
    url: `/v1/vaccination/stock/movements?facility=${await records.facilityId()}&reason=received&limit=5`,
  }),
  'POST /v1/vaccination/stock': async ({ lot }, records) => ({
    url: '/v1/vaccination/stock',
    body: {
      ...{ facilityId: await records.facilityId(), vaccine: 'COVAXIN', lot },
      ...{ quantity: 1, expiresOn: '2027-12-31', reason: 'received' },
    },
  }),
  'POST /v1/vaccination/stock/lots/quarantine': onLot('quarantine'),
  'POST /v1/vaccination/stock/lots/recall': onLot('recall'),
  'POST /v1/vaccination/stock/lots/release': onLot('release'),
  'POST /v1/vaccination/sessions': async (_, records) => ({
    url: '/v1/vaccination/sessions',
    body: {
      ...{ facilityId: await records.facilityId(), date: TODAY, vaccine: 'COVAXIN', dose: 1, capacity: 5 },
      ...{ windows: [WINDOW], minAge: 18, maxAge: 99, fee: 0, opensAt: '2026-03-01T00:00:00Z' },
    },
  }),
  'GET /v1/vaccination/sessions': async (_, records) => ({
    url: `/v1/vaccination/sessions?facility=${await records.facilityId()}&from=${TODAY}&to=${TODAY}&limit=5`,
  }),
  'GET /v1/vaccination/sessions/:sessionId': async (_, records) => ({
    url: `/v1/vaccination/sessions/${await records.sessionId()}`,
  }),
  'PATCH /v1/vaccination/sessions/:sessionId': async (_, records) => ({
    url: `/v1/vaccination/sessions/${await records.sessionId()}`,
    body: { capacity: 7, windows: [WINDOW], minAge: 20, maxAge: 90, fee: 100 },
  }),
  'POST /v1/vaccination/sessions/:sessionId/closure': async (_, records) => ({
    url: `/v1/vaccination/sessions/${await records.sessionId()}/closure`,
    body: { cancelBookings: false },
  }),
}

const walkIns: Record<string, Prepare> = {
  'POST /v1/vaccination/sessions/:sessionId/walk-ins': async (_, records) => ({
    url: `/v1/vaccination/sessions/${await records.sessionId()}/walk-ins`,
    body: { patientId: await records.patientId(), window: WINDOW },
  }),
}

const onBooking =
  (action: string, toBody?: (world: World) => Request['body']): Prepare =>
  async (world, records) => {
    const body = toBody?.(world)
    return { url: `/v1/vaccination/bookings/${await records.bookingId()}${action}`, ...(body && { body }) }
  }

const bookings: Record<string, Prepare> = {
  'POST /v1/vaccination/bookings': async ({ openSessionId: sessionId }, records) => ({
    url: '/v1/vaccination/bookings',
    body: { sessionId, window: WINDOW, patientIds: [await records.patientId()] },
  }),
  'GET /v1/vaccination/bookings?patient=': async (_, records) => ({
    url: `/v1/vaccination/bookings?patient=${await records.patientId()}`,
  }),
  'GET /v1/vaccination/bookings?session=': async (_, records) => ({
    url: `/v1/vaccination/bookings?session=${await records.sessionId()}&limit=5`,
  }),
  'GET /v1/vaccination/bookings?facility=&day=': async (_, records) => ({
    url: `/v1/vaccination/bookings?facility=${await records.facilityId()}&day=${TODAY}&limit=5`,
  }),
  'GET /v1/vaccination/bookings?facility=&reference=': async (_, records) => ({
    url: `/v1/vaccination/bookings?facility=${await records.facilityId()}&reference=DL-0000-0000`,
  }),
  'GET /v1/vaccination/bookings/:bookingId': onBooking(''),
  'GET /v1/vaccination/bookings/:bookingId/readiness': onBooking('/readiness'),
  'POST /v1/vaccination/bookings/:bookingId/arrival': onBooking('/arrival'),
  'POST /v1/vaccination/bookings/:bookingId/arrival/cancellation': onBooking('/arrival/cancellation'),
  'POST /v1/vaccination/bookings/:bookingId/cancellation': onBooking('/cancellation'),
  'POST /v1/vaccination/bookings/:bookingId/rescheduling': onBooking('/rescheduling', ({ openSessionId }) => ({
    sessionId: openSessionId,
    window: WINDOW,
  })),
  'POST /v1/vaccination/bookings/:bookingId/absence': onBooking('/absence'),
  'POST /v1/vaccination/bookings/:bookingId/completion': onBooking('/completion', ({ lot }) => ({ lot })),
}

const HOSPITAL = { name: 'Hospital of the West', webhook: 'https://hospital.example/hooks/sehat' }

const linkOf = ({ next }: World) => ({ patient: { id: `L-${next()}`, full_name: person.name, dob: person.birthDate } })

const keyed =
  (contentType = 'application/json') =>
  () => ({ 'idempotency-key': crypto.randomUUID(), 'content-type': contentType })

const onCustomer =
  (action: string, body?: Request['body']): Prepare =>
  async (_, records) => ({ url: `/v1/customers/${await records.customerId()}${action}`, ...(body && { body }) })

const linking: Record<string, Prepare> = {
  'POST /link': (world) => ({ url: '/link', body: linkOf(world), headers: keyed() }),
  'POST /link/batch': (world) => ({
    url: '/link/batch',
    text: `${JSON.stringify(linkOf(world))}\n${JSON.stringify(linkOf(world))}\n`,
    headers: keyed('application/x-ndjson'),
  }),
  'GET /link/status/:workflowId': async (_, records) => ({
    url: `/link/status/${await records.workflowId()}?wait=0`,
  }),
  'POST /link/:workflowId/choice': async (_, records) => ({
    url: `/link/${await records.choiceId()}/choice`,
    body: { candidate: 'c1' },
  }),
  'POST /link/:workflowId/index-answer': async ({ clock }, records) => {
    const id = await records.searchId()
    const key = indexKeyOf(INDEX_SECRET)
    return {
      url: `/link/${id}/index-answer`,
      body: { 'request-id': id, 'search-id': id, candidates: [] },
      headers: (body) => signatureHeaders([key], { id, body, now: clock.now() }),
    }
  },
  'GET /patient/:patientId': async (_, records) => ({ url: `/patient/${await records.linkedPatientId()}` }),
  'POST /patient/:patientId/delink': async (_, records) => ({
    url: `/patient/${await records.linkedPatientId()}/delink`,
  }),
  'POST /v1/customers': () => ({
    url: '/v1/customers',
    body: { ...HOSPITAL, 'allowed-hosts': ['hooks.hospital.example'], 'choice-by': 'staff' },
    headers: keyed(),
  }),
  'GET /v1/customers': get('/v1/customers?limit=5'),
  'POST /v1/customers/token': ({ customer }) => ({
    url: '/v1/customers/token',
    body: { 'customer-id': customer.id, secret: customer.secret },
  }),
  'GET /v1/customers/:customerId': onCustomer(''),
  'PATCH /v1/customers/:customerId': onCustomer('', { ...HOSPITAL, limits: { 'batch-rows': 10 } }),
  'POST /v1/customers/:customerId/revocation': onCustomer('/revocation'),
  'POST /v1/customers/:customerId/secret': onCustomer('/secret'),
  'POST /v1/customers/:customerId/webhook-secret': onCustomer('/webhook-secret'),
  'GET /v1/customers/:customerId/deliveries': onCustomer('/deliveries?limit=5'),
  'POST /v1/linkage/deliveries/:deliveryId/replay': async (_, records) => ({
    url: `/v1/linkage/deliveries/${await records.deliveryId()}/replay`,
  }),
  'GET /v1/linkage/reviews': get('/v1/linkage/reviews?limit=5'),
  'GET /v1/linkage/reviews/:workflowId': async (_, records) => ({
    url: `/v1/linkage/reviews/${await records.reviewId()}`,
  }),
  'POST /v1/linkage/reviews/:workflowId/choice': async (_, records) => ({
    url: `/v1/linkage/reviews/${await records.reviewId()}/choice`,
    body: { candidate: 'c1' },
  }),
  'GET /v1/linkage/stuck': get('/v1/linkage/stuck'),
  'GET /v1/linkage/workflows': async (_, records) => ({
    url: `/v1/linkage/workflows?customer=${await records.customerId()}&status=CHOICE&limit=5`,
  }),
  'GET /v1/linkage/workflows/:workflowId': async (_, records) => ({
    url: `/v1/linkage/workflows/${await records.workflowId()}`,
  }),
  'POST /v1/linkage/workflows/:workflowId/stop': async (_, records) => ({
    url: `/v1/linkage/workflows/${await records.workflowId()}/stop`,
  }),
}

const platform: Record<string, Prepare> = Object.fromEntries(
  [
    ...['/health/live', '/health/ready', '/metrics', '/v1/metrics', '/dev/inbox', '/openapi.json'],
    ...['/docs', '/docs/start.js', '/docs/scalar.js', '/problems'],
  ].map((url) => [`GET ${url}`, get(url)]),
)

const requests: Record<string, Prepare> = {
  ...identity,
  ...patients,
  ...facilities,
  ...centres,
  ...walkIns,
  ...bookings,
  ...linking,
  ...platform,
  'GET /docs/:module/openapi.json': get('/docs/vaccination/openapi.json'),
  'GET /problems/:slug': get('/problems/not-found'),
  'GET /*': get('/'),
}

/** The request of one row of the table. */
export function prepare(name: string, world: World, records: Records): Request | Promise<Request> {
  const found = requests[name]
  if (!found) throw new Error(`${name} has no request in testing-requests.ts: add one`)
  return found(world, records)
}
