// The requests of inventory in the access test: a store of the facility of the test world, with stock.
import { get, make, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import type { ItemCode } from './items/contract.ts'
import { LIST, MAKER, PARACETAMOL } from './testing.ts'

export interface Made {
  readonly storeId: string
  /** A request needs a key of its own each time. */
  keyed(): Record<string, string>
  newReceipt(): Record<string, unknown>
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
  return { storeId: storeId as string, keyed, newReceipt }
}

const newItem = (itemCode: string): { itemCode: ItemCode } & Record<string, unknown> => ({
  ...{ itemCode: itemCode as ItemCode, kind: 'reagent', name: 'Glucose reagent', unit: 'ml', packSize: 100 },
  ...{ schedule: 'none', teleList: 'unset', taxCode: 'goods', isCold: true },
})

export const openAccess: OpenAccess = async (world) => {
  const made = await makeStores(world)
  const { facilityId, next } = world
  const at = `/v1/inventory/stores/:id`
  return {
    records: { store: async () => made.storeId },
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
