// What the tests of this module and of its customers share: a hospital with stores, items and stock.
import assert from 'node:assert/strict'
import { newId } from '../../platform/id.ts'
import type { Person, Setup } from '../../testing/setup.ts'
import type { ItemCode } from './items/contract.ts'
import { subscriptions } from './jobs.ts'
import type { ReservationId } from './reservations/contract.ts'
import { reserve } from './reservations/contract.ts'
import type { StoreId } from './stores/contract.ts'
import type { InventoryContext } from './tables.ts'

export { assertStock } from './testing-invariants.ts'

export const contextOf = ({ program }: Pick<Setup, 'program'>) => program.context('inventory') as InventoryContext

export const ORIGIN = { actorId: null, requestId: 'test' }
export const MAKER = 'Cipla'
/** Codes of items of the list below. */
export const [PARACETAMOL, AMOXICILLIN, CANNULA, CEFOTAXIME] = ['JA-23', 'JA-39', 'JA-6035', 'JA-64'] as ItemCode[]
export const LIST = `drug_code,generic_name,unit_size,mrp_inr,group
23,Paracetamol Tablets IP 500 mg,10's,6.56,Analgesic/Antipyretic/Anti-Inflammatory
39,Amoxycillin 500mg and Potassium Clavulanate 125mg Tablets IP,6's,57.85,Antibiotics
64,Cefotaxime Sodium Injection IP 500 mg,Vial & Wfi,11.25,Antibiotics
6035,"I.V Cannula (Sterile, Disposable), 18 G",1's,14.06,Surgical & Medical Consumables
`

/** Imports a few items of the list, as an administrator of the country. */
export async function importItems(place: Pick<Setup, 'ask' | 'admin'>): Promise<void> {
  const { status } = await place.ask('POST', '/v1/inventory/items/imports', {
    ...{ by: await place.admin(), body: LIST, headers: { 'content-type': 'text/csv' } },
  })
  assert.equal(status, 200)
}

let count = 0
const next = (): number => ++count

export interface StockedStore {
  readonly storeId: StoreId
  readonly facilityId: string
  readonly admin: Person
  readonly pharmacist: Person
}

/** Makes a store in a facility, with its people. */
export async function openStore(place: Setup, facilityId: string, more: object = {}): Promise<StockedStore> {
  const admin = await place.staff('centre-admin', facilityId)
  const pharmacist = await place.staff('pharmacist', facilityId)
  const body = { facilityId, name: `Pharmacy ${next()}`, kind: 'pharmacy', licenceNo: 'DL-20B-1', handOver: 'paid' }
  const made = await place.ask<{ storeId: StoreId }>('POST', '/v1/inventory/stores', {
    ...{ by: admin, body: { ...body, ...more } },
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  return { storeId: made.body.storeId, facilityId, admin, pharmacist }
}

export interface DeliveredLot {
  readonly itemCode?: string | undefined
  readonly lot: string
  readonly quantity: number
  readonly expiresOn?: string
  readonly mrpPaise?: number
}

/** Receives lots in a store, as its pharmacist. Gives the answer. */
export function deliver(place: Setup, { storeId, pharmacist }: StockedStore, lots: readonly DeliveredLot[]) {
  const lines = lots.map((lot) => ({
    ...{ itemCode: PARACETAMOL, maker: MAKER, expiresOn: '2027-06-30', mrpPaise: 65, costPaise: 40, ...lot },
  }))
  const body = { supplier: 'Jan Aushadhi Kendra', invoiceNo: `INV-${next()}`, lines }
  const url = `/v1/inventory/stores/${storeId}/receipts`
  return place.ask<{ type: string; receiptId: string; line: number }>('POST', url, {
    ...{ by: pharmacist, key: `receipt-${next()}`, body },
  })
}

/** Reserves paracetamol for an hour; gives the answer and the id. */
export async function hold(
  place: Setup,
  { storeId }: Pick<StockedStore, 'storeId'>,
  quantity: number,
  more: object = {},
) {
  const reservationId: ReservationId = newId<'reservation'>(1)
  const expiresAt = new Date(place.clock.now().getTime() + 3_600_000).toISOString()
  const lines = [{ line: 0, itemCode: PARACETAMOL as ItemCode, quantity }]
  const asked = { reservationId, storeId, lines, expiresAt, origin: ORIGIN, ...more }
  return { reservationId, storeId, origin: ORIGIN, answer: await contextOf(place).call(reserve, asked) }
}

/** Lets inventory hear the events of transfers and recalls that wait in its outbox, each `times` times. */
export async function hearReceived(place: Pick<Setup, 'program'>, times = 1): Promise<void> {
  const context = contextOf(place)
  const text = `select body from inventory.outbox where name like 'inventory.transfer-%' or name like '%lot-recalled%'`
  const { rows } = await context.pool.query<{ body: { name: string } }>(`${text} order by body->>'occurredAt'`)
  for (const { event, handle } of subscriptions(context)) {
    for (const { body } of rows) {
      for (let time = 0; time < times && event.name === body.name; time++) await handle(body as never)
    }
  }
}
