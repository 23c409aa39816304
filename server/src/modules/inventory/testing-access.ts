// The requests of inventory in the access test: a store of the facility of the test world, with stock.
import { type AccessRow, get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import type { ItemCode } from './items/contract.ts'
import { hearReceived, LIST, MAKER, PARACETAMOL } from './testing.ts'

export interface Made {
  readonly storeId: string
  /** A request needs a key of its own each time. */
  keyed(): Record<string, string>
  newReceipt(): Record<string, unknown>
  newTransfer(): Record<string, unknown>
  newRecall(): Record<string, unknown>
  count(): Promise<string>
  /** A count with one line that somebody has entered. */
  counted(): Promise<string>
  /** A new lot with ten units. */
  freshLot(): Promise<string>
  transfer(status: 'ASKED' | 'APPROVED' | 'SENT' | 'RECEIVED'): Promise<string>
  recall(): Promise<string>
}

export async function makeStores(world: SmallWorld): Promise<Made> {
  const { ask, people, facilityId, next } = world
  const headers = { 'content-type': 'text/csv' }
  const listed = await ask('POST', '/v1/inventory/items/imports', { by: people['national-admin'], body: LIST, headers })
  if (listed.status !== 200) throw new Error(`the list of the access test answered ${listed.status}`)
  const body = { facilityId, name: `Store ${next()}`, kind: 'main', handOver: 'free' }
  const { storeId } = await make(world, '/v1/inventory/stores', { by: people['centre-admin'], body })
  const keyed = () => ({ 'idempotency-key': `inventory-${next()}` })
  const newReceipt = () => ({
    ...{ supplier: 'Kendra', invoiceNo: `A-${next()}` },
    lines: [
      {
        ...{ itemCode: PARACETAMOL, lot: 'A', maker: MAKER, expiresOn: '2027-06-30', quantity: 100 },
        ...{ mrpPaise: 65, costPaise: 40 },
      },
    ],
  })
  const url = `/v1/inventory/stores/${storeId}/receipts`
  await make(world, url, { by: people.pharmacist, body: newReceipt(), headers: keyed() })
  const other = { ...body, name: `Store ${next()}` }
  const { storeId: to } = await make(world, '/v1/inventory/stores', { by: people['centre-admin'], body: other })
  const newTransfer = () => ({ from: storeId, to, lines: [{ itemCode: PARACETAMOL, quantity: 1 }] })
  const scope = { kind: 'chain', chainId: world.chainId }
  const newRecall = () => ({ itemCode: PARACETAMOL, lot: `X${next()}`, maker: MAKER, scope, reason: 'Dust in it' })
  const count = async () => {
    const asked = { by: people.pharmacist, body: {}, headers: keyed() }
    return (await make(world, `/v1/inventory/stores/${storeId}/counts`, asked)).countId as string
  }
  const freshLot = async () => {
    const lot = `F${next()}`
    const receipt = newReceipt()
    const lines = receipt.lines.map((line) => ({ ...line, lot, quantity: 10 }))
    await make(world, url, { by: people.pharmacist, body: { ...receipt, lines }, headers: keyed() })
    return lot
  }
  const counted = async () => {
    const lot = await freshLot()
    const id = await count()
    const body = { lines: [{ itemCode: PARACETAMOL, lot, maker: MAKER, counted: 9 }] }
    await ask('PUT', `/v1/inventory/stores/${storeId}/counts/${id}/lines`, { by: people.pharmacist, body })
    return id
  }
  const recall = async () => {
    const asked = { by: people['national-admin'], body: newRecall(), headers: keyed() }
    return (await make(world, '/v1/inventory/recalls', asked)).recallId as string
  }
  const transfer = async (status: string) => {
    const asked = { by: people.pharmacist, body: newTransfer(), headers: keyed() }
    const id = (await make(world, '/v1/inventory/transfers', asked)).transferId as string
    const step = async (path: string, sent: object = {}) => {
      const request = { by: people['centre-admin'], headers: keyed(), ...sent }
      const answer = await ask('POST', `/v1/inventory/transfers/${id}/${path}`, request)
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`)
    }
    if (status !== 'ASKED') await step('approval')
    if (status === 'SENT' || status === 'RECEIVED') await step('dispatch')
    if (status === 'RECEIVED') {
      await step('receipt', { body: { lines: RECEIVED } })
      await hearReceived(world)
    }
    return id
  }
  const records = { count, counted, freshLot, transfer, recall }
  return { storeId: storeId as string, keyed, newReceipt, newTransfer, newRecall, ...records }
}

const RECEIVED = [{ line: 0, received: 1, damaged: 0, lost: 0 }]

const newItem = (itemCode: string): { itemCode: ItemCode } & Record<string, unknown> => ({
  ...{ itemCode: itemCode as ItemCode, kind: 'reagent', name: 'Glucose reagent', unit: 'ml', packSize: 100 },
  ...{ schedule: 'none', teleList: 'unset', taxCode: 'goods', isCold: true },
})

export const openAccess: OpenAccess = async (world) => {
  const made = await makeStores(world)
  const { facilityId, next } = world
  const at = `/v1/inventory/stores/:id`
  return {
    records: {
      store: async () => made.storeId,
      lot: async () => made.freshLot(),
      count: async () => made.count(),
      'entered count': async () => made.counted(),
      transfer: async () => made.transfer('ASKED'),
      'approved transfer': async () => made.transfer('APPROVED'),
      'sent transfer': async () => made.transfer('SENT'),
      'received transfer': async () => made.transfer('RECEIVED'),
      recall: async () => made.recall(),
    },
    rows: {
      'GET /v1/inventory/items': get('/v1/inventory/items?q=para&kind=medicine'),
      'GET /v1/inventory/items/:itemCode': get(`/v1/inventory/items/${PARACETAMOL}`),
      'POST /v1/inventory/items': row(() => ({ url: '/v1/inventory/items', body: newItem(`OWN-${next()}`) })),
      'PATCH /v1/inventory/items/:itemCode': row(() => ({
        url: `/v1/inventory/items/${PARACETAMOL}`,
        body: { isCold: false },
      })),
      'POST /v1/inventory/items/imports': row(() => ({
        url: '/v1/inventory/items/imports',
        text: LIST,
        headers: () => ({ 'content-type': 'text/csv' }),
      })),
      'GET /v1/inventory/scans': get('/v1/inventory/scans?code=(10)A1'),
      'GET /v1/inventory/stores': get(`/v1/inventory/stores?facility=${facilityId}`, 'facility'),
      'POST /v1/inventory/stores': row(() => ({
        url: '/v1/inventory/stores',
        body: { facilityId, name: `Ward ${next()}`, kind: 'ward', handOver: 'free' },
      })),
      'PATCH /v1/inventory/stores/:storeId': on(at, 'store', { whose: 'facility', body: { handOver: 'free' } }),
      'GET /v1/inventory/stores/:storeId/levels': on(`${at}/levels?limit=5`, 'store', { whose: 'facility' }),
      'PUT /v1/inventory/stores/:storeId/levels/:itemCode': on(`${at}/levels/${PARACETAMOL}`, 'store', {
        ...{ whose: 'facility', body: { reorderAt: 10, target: 100 } },
      }),
      'GET /v1/inventory/stores/:storeId/lots': on(`${at}/lots?item=${PARACETAMOL}`, 'store', { whose: 'facility' }),
      'GET /v1/inventory/stores/:storeId/movements': on(`${at}/movements?limit=5`, 'store', { whose: 'facility' }),
      ...stepRows(made, facilityId),
      'POST /v1/inventory/stores/:storeId/receipts': row(
        async (idOf) => ({
          ...{ url: `/v1/inventory/stores/${await idOf('store')}/receipts`, body: made.newReceipt() },
          headers: made.keyed,
        }),
        'facility',
      ),
    },
  }
}

/** Rows of what moves stock by hand: each has a key of its own. */
function stepRows(made: Made, facilityId: string): Record<string, AccessRow> {
  const keyed = (url: string, record: string, body?: () => object): AccessRow =>
    row(
      async (idOf) => ({
        url: url.replace(':id', await idOf(record)),
        headers: made.keyed,
        ...(body && { body: body() as Record<string, unknown> }),
      }),
      'facility',
    )
  const at = '/v1/inventory/stores/:storeId'
  const own = at.replace(':storeId', ':id')
  const counted = `/v1/inventory/stores/${made.storeId}/counts/:id`
  const lot = { itemCode: PARACETAMOL, lot: 'A', maker: MAKER }
  const lines = [{ itemCode: PARACETAMOL, quantity: 1 }]
  const corrected = (path: string): AccessRow =>
    row(async (idOf) => {
      const body = { ...lot, lot: await idOf('lot'), quantity: 1, reason: 'Broken', expectedOnHand: 10 }
      return { url: `/v1/inventory/stores/${await idOf('store')}/${path}`, headers: made.keyed, body }
    }, 'facility')
  const transfers = '/v1/inventory/transfers'
  const step = (path: string, record: string, body?: () => object): Record<string, AccessRow> => ({
    [`POST ${transfers}/:transferId/${path}`]: keyed(`${transfers}/:id/${path}`, record, body),
  })
  return {
    [`POST ${at}/issues`]: keyed(`${own}/issues`, 'store', () => ({ to: 'Ward 1', lines })),
    [`POST ${at}/counts`]: keyed(`${own}/counts`, 'store', () => ({})),
    [`GET ${at}/counts`]: on(`${own}/counts?limit=5`, 'store', { whose: 'facility' }),
    'GET /v1/inventory/stores/partners': get(`/v1/inventory/stores/partners?facility=${facilityId}`, 'facility'),
    'GET /v1/inventory/overview': get(`/v1/inventory/overview?facility=${facilityId}`, 'facility'),
    'GET /v1/inventory/recalls': get('/v1/inventory/recalls?open=true&limit=5', 'asker'),
    [`GET ${at}/counts/:countId`]: on(counted, 'count', { whose: 'facility' }),
    [`PUT ${at}/counts/:countId/lines`]: on(`${counted}/lines`, 'count', {
      ...{ whose: 'facility', body: { lines: [{ ...lot, counted: 1 }] } },
    }),
    [`POST ${at}/counts/:countId/dropping`]: on(`${counted}/dropping`, 'count', { whose: 'facility' }),
    [`POST ${transfers}`]: row(() => ({ url: transfers, body: made.newTransfer(), headers: made.keyed }), 'facility'),
    [`GET ${transfers}`]: get(`${transfers}?facility=${facilityId}&open=true&limit=5`, 'facility'),
    [`GET ${transfers}/:transferId`]: on(`${transfers}/:id`, 'transfer', { whose: 'facility' }),
    ...{ ...step('approval', 'transfer'), ...step('refusal', 'transfer'), ...step('cancellation', 'transfer') },
    ...{ ...step('dispatch', 'approved transfer'), ...step('return', 'sent transfer') },
    ...{ ...step('receipt', 'sent transfer', () => ({ lines: RECEIVED })), ...step('settlement', 'received transfer') },
    [`POST ${at}/counts/:countId/posting`]: keyed(`${counted}/posting`, 'entered count'),
    [`POST ${at}/adjustments`]: corrected('adjustments'),
    [`POST ${at}/wastages`]: corrected('wastages'),
    'POST /v1/inventory/recalls': row(
      () => ({ url: '/v1/inventory/recalls', body: made.newRecall(), headers: made.keyed }),
      'facility',
    ),
    'POST /v1/inventory/recalls/:recallId/cancellation': on('/v1/inventory/recalls/:id/cancellation', 'recall', {
      ...{ whose: 'facility', body: { reason: 'Tested: it is good' } },
    }),
    'GET /v1/inventory/suggestions': get(`/v1/inventory/suggestions?facility=${facilityId}`, 'facility'),
    'GET /v1/inventory/recalls/:recallId': on('/v1/inventory/recalls/:id', 'recall', { whose: 'asker' }),
  }
}
