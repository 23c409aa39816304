// The requests of prescriptions in the access test: what the doctor of the world signs, and what its pharmacist gives.
import { referenceOf } from '../../platform/id.ts'
import {
  get,
  make,
  type OpenAccess,
  on,
  type Request,
  registerPatient,
  row,
  type SmallWorld,
} from '../../testing/access-rows.ts'
import { TODAY } from '../../testing/setup.ts'

const SEEN = { kind: 'document', document: 'voter-id' }
const ITEM = {
  ...{ itemCode: 'ACCESS-PCM', kind: 'medicine', name: 'Paracetamol 500 mg', unit: 'tablet', packSize: 10 },
  ...{ schedule: 'none', teleList: 'O', taxCode: 'medicine', isCold: false, form: 'tablet' },
  ingredients: [{ substance: 'paracetamol', amount: '500 mg' }],
}
const line = (more: object = {}) => ({
  ...{ itemCode: ITEM.itemCode, dose: '1 tablet', route: 'oral', days: 5, substitution: 'allowed' },
  times: { morning: 1, noon: 0, evening: 0, night: 1 },
  ...more,
})

async function openStore(world: SmallWorld): Promise<string> {
  const { ask, people, facilityId, next } = world
  await ask('POST', '/v1/inventory/items', { by: people['national-admin'], body: ITEM })
  const store = { facilityId, name: 'Pharmacy', kind: 'pharmacy', licenceNo: 'DL-20B-1', handOver: 'free' }
  const { storeId } = await make(world, '/v1/inventory/stores', { by: people['centre-admin'], body: store })
  const lot = { itemCode: ITEM.itemCode, lot: 'A1', maker: 'Cipla', expiresOn: '2027-06-30', quantity: 90_000 }
  await make(world, `/v1/inventory/stores/${storeId}/receipts`, {
    ...{ by: people.pharmacist, headers: { 'idempotency-key': `rx-receipt-${next()}` } },
    body: { supplier: 'Kendra', invoiceNo: 'ACCESS-1', lines: [{ ...lot, mrpPaise: 100, costPaise: 50 }] },
  })
  return storeId as string
}

async function makeRecords(world: SmallWorld) {
  const { ask, people, facilityId, next } = world
  const storeId = await openStore(world)
  const { body: doctor } = await ask<{ doctorId: string }>('GET', '/v1/me/doctor', { by: people.doctor })
  const { doctorId } = doctor
  await ask('POST', `/v1/doctors/${doctorId}/verification`, {
    ...{ by: people['national-admin'], body: { seen: 'register' } },
  })
  const { body: family } = await ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', { by: people.citizen })
  const own = family.items[0]?.patientId as string
  const register = () => registerPatient(world)
  const visits = new Map<string, string>()
  /** A visit that is in progress; of one patient there is one. */
  const visit = async (patientId: string): Promise<string> => {
    const known = visits.get(patientId)
    if (known !== undefined) return known
    const body = { facilityId, doctorId, patientId, proof: SEEN }
    const opened = await ask<{ visitId: string }>('POST', '/v1/visits', { by: people.reception, body })
    const { visitId } = opened.body
    await ask('PUT', `/v1/visits/${visitId}/draft`, { by: people.doctor, body: { note: { complaints: 'Fever' } } })
    visits.set(patientId, visitId)
    return visitId
  }
  const sign = async (patientId: string): Promise<string> => {
    const overrides = [{ kind: 'duplicate', lineKey: 1, reason: 'Test' }]
    const body = { visitId: await visit(patientId), lines: [line()], overrides }
    return (await make(world, '/v1/prescriptions', { by: people.doctor, body })).prescriptionId as string
  }
  const keyed = () => ({ 'idempotency-key': `prescriptions-${next()}` })
  const prepare = async (): Promise<string> => {
    const body = { storeId, lines: [{ itemCode: ITEM.itemCode, quantity: 1 }] }
    const asked = { by: people.pharmacist, headers: keyed(), body }
    return (await make(world, '/v1/dispenses', asked)).dispenseId as string
  }
  const handOver = async (): Promise<string> => {
    const id = await prepare()
    const asked = { by: people.pharmacist, headers: keyed(), body: { to: 'x' } }
    await ask('POST', `/v1/dispenses/${id}/handover`, asked)
    return id
  }
  return {
    ...{ storeId, keyed, own, visit },
    records: {
      'prescription of the citizen': () => sign(own),
      prescription: async () => sign(await register()),
      'visit that goes on': async () => visit(await register()),
      'prepared dispense': prepare,
      'handed over dispense': handOver,
    },
  }
}

/** A row for a request with a key, on a record that the pharmacy of the facility has. */
const keyedOn = (url: string, record: string, keyed: () => Record<string, string>, body?: Request['body']) =>
  row(
    async (idOf) => ({ url: url.replace(':id', await idOf(record)), headers: keyed, ...(body && { body }) }),
    'facility',
  )

export const openAccess: OpenAccess = async (world) => {
  const { facilityId } = world
  const { storeId, keyed, records, own, visit } = await makeRecords(world)
  await visit(own)
  const rx = '/v1/prescriptions/:id'
  const dispense = '/v1/dispenses/:id'
  const whose = { whose: 'facility' } as const
  return {
    records,
    rows: {
      'POST /v1/prescriptions/checks': row(async (idOf) => ({
        url: '/v1/prescriptions/checks',
        body: { visitId: await idOf('visit that goes on'), lines: [line()] },
      })),
      'POST /v1/prescriptions': row(async (idOf) => ({
        url: '/v1/prescriptions',
        body: { visitId: await idOf('visit that goes on'), lines: [line()] },
      })),
      'POST /v1/prescriptions/:prescriptionId/amendments': on(`${rx}/amendments`, 'prescription', {
        ...{ ...whose, body: { lines: [line({ lineKey: 1, days: 3 })], reason: 'Better' } },
      }),
      'POST /v1/prescriptions/:prescriptionId/stopping': on(`${rx}/stopping`, 'prescription', {
        ...{ ...whose, body: { reason: 'A rash' } },
      }),
      'GET /v1/prescriptions/:prescriptionId': on(rx, 'prescription of the citizen'),
      'GET /v1/prescriptions/:prescriptionId/print': on(
        `${rx}/print?version=1&language=hi`,
        'prescription of the citizen',
      ),
      'GET /v1/prescriptions/stock': get(
        `/v1/prescriptions/stock?facility=${facilityId}&items=${ITEM.itemCode}`,
        'facility',
      ),
      'GET /v1/prescriptions?patient=': get(`/v1/prescriptions?patient=${own}&limit=2`),
      'GET /v1/prescriptions?facility=': get(`/v1/prescriptions?facility=${facilityId}&limit=2`, 'facility'),
      'POST /v1/prescriptions/presentations': row(async (idOf) => {
        const id = await idOf('prescription')
        const body = { facilityId, reference: referenceOf('RX', id), birthYear: 1980 }
        return { url: '/v1/prescriptions/presentations', body }
      }, 'facility'),
      'POST /v1/dispenses': row(
        () => ({
          ...{ url: '/v1/dispenses', headers: keyed },
          body: { storeId, lines: [{ itemCode: ITEM.itemCode, quantity: 1 }] },
        }),
        'facility',
      ),
      'GET /v1/dispenses': get(`/v1/dispenses?store=${storeId}&status=READY&stuck=false&limit=2`, 'facility'),
      'GET /v1/dispenses/recipients': get(
        `/v1/dispenses/recipients?facility=${facilityId}&itemCode=${ITEM.itemCode}&lot=A1&maker=Cipla&limit=2`,
        'facility',
      ),
      'GET /v1/dispenses/worklist': get(`/v1/dispenses/worklist?store=${storeId}`, 'facility'),
      'GET /v1/dispenses/overview': get(`/v1/dispenses/overview?facility=${facilityId}`, 'facility'),
      'GET /v1/prescriptions/:prescriptionId/shelf': on(`${rx}/shelf?store=${storeId}`, 'prescription', whose),
      'GET /v1/dispenses/:dispenseId': on(dispense, 'prepared dispense', whose),
      'GET /v1/dispenses/:dispenseId/labels': on(`${dispense}/labels`, 'prepared dispense', whose),
      'GET /v1/dispenses/:dispenseId/label-sheet': on(`${dispense}/label-sheet`, 'prepared dispense', whose),
      'POST /v1/dispenses/:dispenseId/witness': keyedOn(`${dispense}/witness`, 'prepared dispense', keyed),
      'POST /v1/dispenses/:dispenseId/handover': keyedOn(`${dispense}/handover`, 'prepared dispense', keyed, {
        to: 'The patient',
      }),
      'POST /v1/dispenses/:dispenseId/abandonment': keyedOn(`${dispense}/abandonment`, 'prepared dispense', keyed),
      'POST /v1/dispenses/:dispenseId/returns': keyedOn(`${dispense}/returns`, 'handed over dispense', keyed, {
        ...{ lines: [{ line: 1, quantity: 1, isSealed: true, isUsable: true }], reason: 'Not needed' },
      }),
      'GET /v1/registers/:register': get(
        `/v1/registers/H1?facility=${facilityId}&from=${TODAY}&until=${TODAY}&limit=2`,
        'facility',
      ),
    },
  }
}
