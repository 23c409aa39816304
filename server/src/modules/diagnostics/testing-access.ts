// The requests of diagnostics in the access test: orders of the doctor of the world, at each step.
import {
  type AccessRow,
  get,
  make,
  type OpenAccess,
  on,
  registerPatient,
  row,
  type SmallWorld,
} from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'

const SEEN = { kind: 'document', document: 'voter-id' }
const TEST = 'POTASSIUM'
const PICTURE = 'X-RAY-CHEST'
const order = '/v1/diagnostics/orders/:id'
const staff = { whose: 'facility' } as const

/** The doctor of the test world, verified. */
async function findDoctor({ people, ask }: SmallWorld): Promise<string> {
  const { body } = await ask<{ doctorId: string }>('GET', '/v1/me/doctor', { by: people.doctor })
  await ask('POST', `/v1/doctors/${body.doctorId}/verification`, {
    ...{ by: people['national-admin'], body: { seen: 'register' } },
  })
  return body.doctorId
}

async function openLaboratory({ ask, people, facilityId }: SmallWorld): Promise<void> {
  const offered = { priceCode: 'LAB', inHouse: true, twoPersons: false, isOffered: true }
  for (const code of [TEST, PICTURE]) {
    const url = `/v1/diagnostics/menus/${facilityId}/${code}`
    const { status } = await ask('PUT', url, { by: people['centre-admin'], body: offered })
    if (status !== 200) throw new Error(`the menu of the access test answered ${status}`)
  }
  const range = { sex: 'any', fromDays: 0, untilDays: 60_000, validFrom: TODAY, low: 3.5, high: 5.5, criticalHigh: 6.5 }
  await make({ ask }, `/v1/diagnostics/tests/${TEST}/ranges`, { by: people['national-admin'], body: range })
}

async function makeRecords(world: SmallWorld) {
  const { people, facilityId, ask, next } = world
  const doctorId = await findDoctor(world)
  await openLaboratory(world)
  const register = () => registerPatient(world)
  const visit = async (patientId: string): Promise<string> => {
    const body = { facilityId, doctorId, patientId, proof: SEEN }
    // Somebody whom the doctor sees already has an open visit, which the refusal names.
    return (await ask<{ visitId: string }>('POST', '/v1/visits', { by: people.reception, body })).body.visitId
  }
  const keyed = () => ({ 'idempotency-key': `diagnostics-${next()}` })
  const place = async (patientId: string, test = TEST): Promise<string> => {
    const visitId = await visit(patientId)
    const body = { patientId, visitId, labFacilityId: facilityId, tests: [test], priority: 'urgent' }
    const made = await make(world, '/v1/diagnostics/orders', { by: people.doctor, body, headers: keyed() })
    return made.orderId as string
  }
  const placeNew = async () => place(await register())
  const lab = people['lab-technician']
  const send = async (method: 'POST' | 'PUT', url: string, body?: object): Promise<void> => {
    const { status } = await ask(method, url, { by: lab, ...(body && { body }) })
    if (status >= 300) throw new Error(`${url} of the access test answered ${status}`)
  }
  const collect = async (): Promise<{ orderId: string; specimenId: string; accession: string }> => {
    const orderId = await placeNew()
    const body = { lines: [1], kind: 'serum' }
    const made = await make(world, `/v1/diagnostics/orders/${orderId}/specimens`, { by: lab, body })
    return { orderId, ...(made.specimen as { specimenId: string; accession: string }) }
  }
  const received = async (): Promise<string> => {
    const { orderId, specimenId } = await collect()
    await send('POST', `/v1/diagnostics/specimens/${specimenId}/receipt`)
    return orderId
  }
  const entered = async (): Promise<string> => {
    const orderId = await received()
    await send('PUT', `/v1/diagnostics/orders/${orderId}/lines/1/result`, { value: '7.1' })
    return orderId
  }
  const authorised = async (): Promise<string> => {
    const orderId = await entered()
    await send('POST', `/v1/diagnostics/orders/${orderId}/lines/1/authorisation`)
    return orderId
  }
  const { body: family } = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by: people.citizen })
  const own = family.items[0]?.patientId as string
  const ownOrder = await place(own, PICTURE)
  await send('PUT', `/v1/diagnostics/orders/${ownOrder}/lines/1/result`, { value: 'Clear' })
  await send('POST', `/v1/diagnostics/orders/${ownOrder}/lines/1/authorisation`)
  const treated = async (): Promise<string> => {
    const patientId = await register()
    return `${patientId} ${await visit(patientId)}`
  }
  return {
    keyed,
    records: {
      'person at the desk': register,
      'patient to test': treated,
      order: placeNew,
      'order of the citizen': async () => ownOrder,
      'reported order': async () => ownOrder,
      'citizen with an order': async () => own,
      'collected specimen': async () => (await collect()).specimenId,
      'number of a tube': async () => (await collect()).accession,
      'received order': received,
      'entered order': entered,
      'authorised order': authorised,
    },
  }
}

const NEW_TEST = { name: 'Zinc', kind: 'number', unit: 'mcg/dl', specimen: 'serum', container: 'Plain tube' }
const MENUS = '/v1/diagnostics/menus'

/** Tests, their ranges, and what a laboratory offers. */
function openCatalogue({ facilityId, next }: SmallWorld): Record<string, AccessRow> {
  return {
    'GET /v1/diagnostics/tests': get(`/v1/diagnostics/tests?facility=${facilityId}&q=pot&limit=5`),
    'GET /v1/diagnostics/tests/:code': get(`/v1/diagnostics/tests/${TEST}`),
    'PUT /v1/diagnostics/tests/:code': row(() => ({
      url: '/v1/diagnostics/tests/ZINC',
      body: { ...NEW_TEST, turnaroundMinutes: 240, doctorFirst: false },
    })),
    'POST /v1/diagnostics/tests/:code/ranges': row(() => ({
      url: '/v1/diagnostics/tests/SODIUM/ranges',
      body: { sex: 'male', fromDays: 2 * next(), untilDays: 60_000, validFrom: '2026-06-01', low: 135, high: 145 },
    })),
    'PUT /v1/diagnostics/menus/:facilityId/:code': row(() => ({
      url: `${MENUS}/${facilityId}/SODIUM`,
      body: { priceCode: 'LAB', inHouse: true, twoPersons: true, isOffered: true },
    })),
    'GET /v1/diagnostics/laboratories/:facilityId': get(`/v1/diagnostics/laboratories/${facilityId}`),
    'PUT /v1/diagnostics/laboratories/:facilityId': row(() => ({
      url: `/v1/diagnostics/laboratories/${facilityId}`,
      body: { paysFirst: true, language: 'en' },
    })),
  }
}

export const openAccess: OpenAccess = async (world) => {
  const { facilityId, people } = world
  const { keyed, records } = await makeRecords(world)
  return {
    records,
    rows: {
      ...openCatalogue(world),
      'POST /v1/diagnostics/orders': row(async (idOf, asker) => {
        const common = { labFacilityId: facilityId, tests: [TEST], priority: 'routine' }
        const isDoctor = asker === people.doctor || asker === people['doctor elsewhere']
        if (!isDoctor) {
          const patientId = await idOf('person at the desk')
          return { url: '/v1/diagnostics/orders', body: { ...common, patientId, proof: SEEN }, headers: keyed }
        }
        const [patientId, visitId = patientId] = (await idOf('patient to test')).split(' ')
        const who = { patientId, visitId }
        return { url: '/v1/diagnostics/orders', body: { ...common, ...who }, headers: keyed }
      }, 'asker'),
      'POST /v1/diagnostics/orders/:orderId/cancellation': on(`${order}/cancellation`, 'order', {
        ...{ ...staff, body: { reason: 'Not needed' } },
      }),
      'GET /v1/diagnostics/orders/:orderId': on(order, 'order of the citizen'),
      'GET /v1/diagnostics/worklists': on('/v1/diagnostics/worklists?lab=:id', 'facility'),
      'GET /v1/diagnostics/specimens/:accession': row(async (idOf) => ({
        url: `/v1/diagnostics/specimens/${await idOf('number of a tube')}?lab=${facilityId}`,
      })),
      'GET /v1/diagnostics/specimens/:specimenId/label': on(
        '/v1/diagnostics/specimens/:id/label?language=hi',
        'collected specimen',
        staff,
      ),
      'GET /v1/diagnostics/courses': on(`/v1/diagnostics/courses?patient=:id&test=${TEST}`, 'citizen with an order'),
      'GET /v1/diagnostics/orders/:orderId/report': on(`${order}/report?version=1&language=hi`, 'reported order'),
      'GET /v1/diagnostics/orders': on('/v1/diagnostics/orders?patient=:id&limit=5', 'citizen with an order'),
      'GET /v1/diagnostics/desk': on(`/v1/diagnostics/desk?facility=:id&day=${TODAY}&limit=5`, 'facility'),
      'GET /v1/diagnostics/worklists/:list': on('/v1/diagnostics/worklists/collect?lab=:id&limit=5', 'facility'),
      'POST /v1/diagnostics/orders/:orderId/specimens': on(`${order}/specimens`, 'order', {
        ...{ ...staff, body: { lines: [1], kind: 'serum' } },
      }),
      'POST /v1/diagnostics/specimens/:specimenId/receipt': on(
        '/v1/diagnostics/specimens/:id/receipt',
        'collected specimen',
        staff,
      ),
      'POST /v1/diagnostics/specimens/:specimenId/rejection': on(
        '/v1/diagnostics/specimens/:id/rejection',
        'collected specimen',
        { ...staff, body: { reason: 'clotted', note: 'In the whole tube' } },
      ),
      'PUT /v1/diagnostics/orders/:orderId/lines/:line/result': on(`${order}/lines/1/result`, 'received order', {
        ...{ ...staff, body: { value: '4.2' } },
      }),
      'POST /v1/diagnostics/orders/:orderId/lines/:line/voiding': on(`${order}/lines/1/voiding`, 'entered order', {
        ...{ ...staff, body: { reason: 'Wrong line' } },
      }),
      'POST /v1/diagnostics/orders/:orderId/lines/:line/authorisation': on(
        `${order}/lines/1/authorisation`,
        'entered order',
        staff,
      ),
      'POST /v1/diagnostics/orders/:orderId/lines/:line/correction': on(
        `${order}/lines/1/correction`,
        'authorised order',
        { ...staff, body: { value: '4.3', reason: 'Measured again' } },
      ),
      'POST /v1/diagnostics/orders/:orderId/lines/:line/telling': on(`${order}/lines/1/telling`, 'authorised order', {
        ...{ ...staff, body: { to: 'Sister Mary', readBack: true } },
      }),
      'POST /v1/diagnostics/orders/:orderId/lines/:line/acknowledgement': on(
        `${order}/lines/1/acknowledgement`,
        'authorised order',
        staff,
      ),
      'GET /v1/diagnostics/criticals?lab=': on('/v1/diagnostics/criticals?lab=:id&limit=5', 'facility'),
      'GET /v1/diagnostics/criticals?facility=': on('/v1/diagnostics/criticals?facility=:id&limit=5', 'facility'),
      'GET /v1/diagnostics/inbox': row(() => ({ url: '/v1/diagnostics/inbox?all=true&limit=5' })),
      'POST /v1/diagnostics/orders/:orderId/reading': on(`${order}/reading`, 'authorised order', staff),
      'GET /v1/diagnostics/stuck': on('/v1/diagnostics/stuck?lab=:id&limit=5', 'facility'),
      'POST /v1/diagnostics/orders/:orderId/repetition': on(`${order}/repetition`, 'order', staff),
      'POST /v1/diagnostics/orders/:orderId/settlement': on(`${order}/settlement`, 'order', {
        ...{ ...staff, body: { deed: 'charge', why: 'Paid by voucher' } },
      }),
    },
  }
}
