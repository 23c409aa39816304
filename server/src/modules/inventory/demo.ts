// The stores of the demo: a main store and a pharmacy at each hospital of its chain, and their first deliveries.
import path from 'node:path'
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, DemoFacility, ModuleDemo } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import { importList } from './items/import.ts'
import { listPriced } from './items/store.ts'
import type { StoreFacts, StoreKind } from './stores/contract.ts'
import type { InventoryContext, Item } from './tables.ts'

const LIST = path.resolve(import.meta.dirname, '../../../../data/medicines/jan_aushadhi_products.csv')
const ITEMS = 300
const BRANCH_ITEMS = 60
const LINES_MAX = 150
const LOW_ITEMS = 5
const [LOT, LOW_LOT] = [200, 8]
const MAKERS = ['Cipla', 'Sun Pharma', 'Alkem', 'Zydus', 'Lupin'] as const
const SUPPLIER = 'Jan Aushadhi warehouse'

const STORES: readonly { readonly kind: StoreKind; readonly name: string }[] = [
  { kind: 'main', name: 'Main store' },
  { kind: 'pharmacy', name: 'Pharmacy' },
]
const LAB = { kind: 'lab', name: 'Laboratory store' } as const

async function seed(demo: Demo, context: Context): Promise<void> {
  const own = context as unknown as InventoryContext
  await importList(own, LIST, { actorId: null, requestId: 'demo' })
  const items = await listPriced(own.db, ITEMS)
  for (const [nth, hospital] of [demo.hospital, ...demo.branches].entries()) {
    const { facilityId } = hospital
    const admin = demo.accounts.find((one) => one.role === 'centre-admin' && one.facilityId === facilityId)
    if (!admin) throw new Error('A hospital of the demo has no administrator')
    const work = (): Promise<void> =>
      demo.as(admin, async (api) => {
        const stores = await openStores(api, hospital, nth === 0)
        for (const store of stores)
          await fill(api, store, { demo, items: nth === 0 ? items : items.slice(0, BRANCH_ITEMS) })
      })
    // The lot that has expired was good when it came.
    await demo.at(addDays(demo.today, -1), '17:00', work)
  }
  await demo.at(addDays(demo.today, -1), '17:20', () => sendToBranch(demo, items))
}

const SENT_ITEMS = 2
const SENT = 20

/** The main store has sent something to the pharmacy of a branch, where nobody has received it yet. */
async function sendToBranch(demo: Demo, items: readonly Item[]): Promise<void> {
  const [branch] = demo.branches
  const kept = items.slice(EXPIRING + 1, EXPIRING + 1 + SENT_ITEMS)
  if (!branch || kept.length === 0) return
  const admin = { role: 'centre-admin', facilityId: demo.hospital.facilityId }
  const sender = demo.accounts.find((one) => one.role === admin.role && one.facilityId === admin.facilityId)
  if (!sender) return
  await demo.as(sender, async (api) => {
    const url = `/v1/inventory/stores/partners?facility=${admin.facilityId}`
    const { items: stores } = await api.get<{ items: StoreFacts[] }>(url)
    const from = stores.find(({ facilityId, kind }) => facilityId === admin.facilityId && kind === 'main')
    const to = stores.find(({ facilityId, kind }) => facilityId === branch.facilityId && kind === 'pharmacy')
    if (!from || !to) return
    const lines = kept.map(({ code: itemCode }) => ({ itemCode, quantity: SENT }))
    const body = { from: from.storeId, to: to.storeId, lines, note: 'They have few left' }
    const key = `demo-transfer-${from.storeId}`
    const { transferId } = await api.send<{ transferId: string }>('POST', '/v1/inventory/transfers', body, key)
    const act = (step: string) =>
      api.send('POST', `/v1/inventory/transfers/${transferId}/${step}`, {}, `${key}-${step}`)
    await act('approval')
    await act('dispatch')
  })
}

async function openStores(api: DemoApi, { facilityId }: DemoFacility, hasLab: boolean): Promise<StoreFacts[]> {
  const { items } = await api.get<{ items: StoreFacts[] }>(`/v1/inventory/stores?facility=${facilityId}`)
  const made: StoreFacts[] = []
  for (const { kind, name } of hasLab ? [...STORES, LAB] : STORES) {
    if (items.some((store) => store.name === name)) continue
    const licence = kind === 'pharmacy' && { licenceNo: `DL/20B/${facilityId.slice(-6)}` }
    const body = { facilityId, name, kind, handOver: kind === 'pharmacy' ? 'paid' : 'free', ...licence }
    made.push(await api.send<StoreFacts>('POST', '/v1/inventory/stores', body))
  }
  return made
}

interface Filling {
  readonly demo: Pick<Demo, 'today'>
  readonly items: readonly Item[]
}

/** Two lots of each item. One lot has expired since, one expires soon, and five items run low. */
async function fill(api: DemoApi, { storeId, kind }: StoreFacts, { demo, items }: Filling): Promise<void> {
  const kept = kind === 'pharmacy' ? items : items.slice(0, Math.ceil(items.length / 3))
  const lines = kept.flatMap((item, nth) => [lineOf(item, nth, 0, demo.today), lineOf(item, nth, 1, demo.today)])
  for (let start = 0; start < lines.length; start += LINES_MAX) {
    const invoiceNo = `PMBI-${start / LINES_MAX + 1}`
    const body = { supplier: SUPPLIER, invoiceNo, lines: lines.slice(start, start + LINES_MAX) }
    await api.send('POST', `/v1/inventory/stores/${storeId}/receipts`, body, `demo-${storeId}-${invoiceNo}`)
  }
  for (const { code: itemCode } of kept.slice(0, LOW_ITEMS)) {
    await api.send('PUT', `/v1/inventory/stores/${storeId}/levels/${itemCode}`, { reorderAt: 50, target: 400 })
  }
}

function lineOf({ code: itemCode, pack_size, pack_mrp_paise }: Item, nth: number, ofItem: 0 | 1, today: string) {
  const mrpPaise = Math.floor((pack_mrp_paise ?? 0) / pack_size)
  return {
    ...{ itemCode, lot: `${String.fromCharCode(65 + (nth % 26))}${2_600 + nth * 2 + ofItem}`, mrpPaise },
    ...{ maker: MAKERS[nth % MAKERS.length] as string, costPaise: Math.floor(mrpPaise * 0.7) },
    quantity: nth < LOW_ITEMS ? LOW_LOT : LOT,
    expiresOn: expiryOf(nth, ofItem, today),
  }
}

const [EXPIRED, EXPIRING] = [LOW_ITEMS, LOW_ITEMS + 1]

function expiryOf(nth: number, ofItem: 0 | 1, today: string): string {
  if (ofItem === 0 && nth === EXPIRED) return addDays(today, -1)
  if (ofItem === 0 && nth === EXPIRING) return addDays(today, 30)
  return addDays(today, 200 + ((nth * 37) % 300) + ofItem * 180)
}

export const demo: ModuleDemo = { seed }
