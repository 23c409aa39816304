// What the tests of this module share: a hospital with a doctor, patients in visits, a pharmacy with stock, a cashier.
import assert from 'node:assert/strict'
import type { Answer, Citizen, Person, Setup } from '../../testing/setup.ts'
import type { ItemCode } from '../inventory/contract.ts'
import { type DeliveredLot, deliver, openStore, type StockedStore } from '../inventory/testing.ts'
import { openWard, type Ward, walkIn } from '../visits/testing.ts'
import type { DispenseId } from './dispensing/contract.ts'
import { advance } from './dispensing/saga.ts'
import { subscriptions } from './jobs.ts'
import type { PrescriptionsContext } from './tables.ts'

export { assertPrescriptions } from './testing-invariants.ts'

export const contextOf = ({ program }: Pick<Setup, 'program'>) =>
  program.context('prescriptions') as PrescriptionsContext

const TABLET = { kind: 'medicine', unit: 'tablet', form: 'tablet', packSize: 10, taxCode: 'medicine', isCold: false }
const item = (name: string, substances: readonly (readonly [string, string])[], more: object) => ({
  ...{ ...TABLET, name, teleList: 'O', schedule: 'none', hsn: '3004' },
  ingredients: substances.map(([substance, amount]) => ({ substance, amount })),
  ...more,
})

/** The items of the tests, by code. */
const ITEMS = {
  PCM: item('Paracetamol 500 mg', [['paracetamol', '500 mg']], {}),
  'PCM-B': item('Dolo 500', [['paracetamol', '500 mg']], {}),
  'PCM-650': item('Paracetamol 650 mg', [['paracetamol', '650 mg']], {}),
  AMOX: item('Amoxicillin 500 mg', [['amoxicillin', '500 mg']], { schedule: 'H', teleList: 'A' }),
  CLAV: item(
    'Amoxicillin 500 mg + Clavulanic Acid 125 mg',
    [
      ['amoxicillin', '500 mg'],
      ['clavulanic acid', '125 mg'],
    ],
    { schedule: 'H', teleList: 'B' },
  ),
  CEFIX: item('Cefixime 200 mg', [['cefixime', '200 mg']], { schedule: 'H1' }),
  METHYL: item('Methylphenidate 10 mg', [['methylphenidate', '10 mg']], { schedule: 'X', teleList: 'never' }),
  MORPH: item('Morphine 10 mg', [['morphine', '10 mg']], { schedule: 'narcotic', teleList: 'never' }),
  INSULIN: item('Insulin 40 IU', [['insulin', '40 iu']], {
    schedule: 'G',
    isCold: true,
    unit: 'vial',
    form: 'injection',
  }),
  SYRUP: item('Cough Syrup', [['dextromethorphan', '10 mg']], { unit: 'ml', packSize: 60, form: 'syrup' }),
  UNSET: item('Newdrug 5 mg', [['newdrug', '5 mg']], { schedule: 'unset', teleList: 'unset' }),
} as const
export type Code = keyof typeof ITEMS

/** Answers of this module and of billing, as far as tests look at them. */
export interface Seen {
  readonly [name: string]: unknown
  readonly type: string
  readonly errors?: readonly { readonly pointer: string }[]
  readonly prescriptionId: string
  readonly dispenseId: DispenseId
  readonly reference: string
  readonly status: string
  readonly version: number
  readonly hash: string
  readonly duePaise: number
  readonly totalPaise: number
  readonly lines: readonly SeenLine[]
  readonly warnings: readonly { readonly kind: string; readonly lineKey: number; readonly overriddenReason?: string }[]
  readonly items: readonly Seen[]
}
interface SeenLine {
  readonly [name: string]: unknown
  readonly line: number
  readonly lineKey: number
  readonly lot: string
  readonly quantity: number
  readonly dispensed: number
  readonly promised: number
  readonly returned: number
  readonly left: number
}

/** The end of an answer: its status, and the name of its problem or the field that is wrong. */
export function endOf({ status, body }: Answer<Seen>): string {
  if (status < 300) return `${status}${body.status === undefined ? '' : ` ${body.status}`}`
  const pointers = body.errors?.map(({ pointer }) => pointer).join()
  return `${status} ${pointers || body.type?.split('/').at(-1)}`
}

let count = 0
export const nextKey = (): string => `prescriptions-${++count}`

async function makeItems(place: Setup): Promise<void> {
  const by = await place.admin()
  for (const [itemCode, body] of Object.entries(ITEMS)) {
    const { status, body: answer } = await place.ask('POST', '/v1/inventory/items', { by, body: { itemCode, ...body } })
    assert.equal(status, 201, JSON.stringify(answer))
  }
}

const LATER = '2027-06-30'
const MAKER = 'Cipla'
export const lot = (itemCode: Code, quantity: number, more: Partial<DeliveredLot> = {}): DeliveredLot => ({
  ...{ itemCode, lot: `${itemCode}-1`, quantity, mrpPaise: 200, expiresOn: LATER, ...more },
})
export { MAKER }

const RX_LINE = {
  ...{ dose: '1 tablet', route: 'oral', days: 5, substitution: 'allowed' },
  times: { morning: 1, noon: 0, evening: 0, night: 1 },
}
export const rx = (itemCode: Code, more: object = {}) => ({ ...RX_LINE, itemCode, ...more })

/** The items once a program, and a hospital with a doctor and a cashier. */
export async function openClinic(place: Setup) {
  await makeItems(place)
  const ward = await openWard(place)
  const cashier = await place.staff('cashier', ward.facilityId)
  const issuer = {
    ...{ legalName: 'Asha Care', address: '1 Test Road, New Delhi 110001', stateCode: '07', prefix: 'RX' },
    gstin: '07ABCDE1234F1Z5',
  }
  const put = await place.ask('PUT', `/v1/billing/issuers/${ward.facilityId}`, { by: ward.admin, body: issuer })
  assert.equal(put.status, 200, JSON.stringify(put.body))
  const session = await place.ask('POST', '/v1/billing/sessions', {
    ...{ by: cashier, key: nextKey(), body: { facilityId: ward.facilityId, counter: 'Cash 1', floatPaise: 0 } },
  })
  assert.equal(session.status, 201, JSON.stringify(session.body))
  return { ...ward, cashier }
}
export type Clinic = Ward & { readonly cashier: Person }

/** A pharmacy with stock. */
export async function openPharmacy(
  place: Setup,
  facilityId: string,
  lots: readonly DeliveredLot[],
  more: object = {},
): Promise<StockedStore> {
  const store = await openStore(place, facilityId, more)
  if (lots.length === 0) return store
  const answer = await deliver(place, store, lots)
  assert.equal(answer.status, 201, JSON.stringify(answer.body))
  return store
}

export interface Treated extends Citizen {
  readonly visitId: string
}

/** A patient in a visit that is in progress. */
export async function treat(place: Setup, clinic: Ward, who?: Citizen): Promise<Treated> {
  const citizen = who ?? (await place.citizen())
  const { status, body } = await walkIn(place, clinic, citizen.patientId)
  assert.equal(status, 201, JSON.stringify(body))
  const draft = { by: clinic.doctor, body: { note: { complaints: 'Fever' } } }
  assert.equal((await place.ask('PUT', `/v1/visits/${body.visitId}/draft`, draft)).status, 200)
  return { ...citizen, visitId: body.visitId }
}

/** What pharmacists, doctors and cashiers ask for in a hospital. */
export function actsOf(place: Setup, clinic: Clinic) {
  const post = (url: string, by: Person, body?: object, key = nextKey()) =>
    place.ask<Seen>('POST', url, { by, key, ...(body && { body }) })
  const get = (url: string, by: Person) => place.ask<Seen>('GET', url, { by })
  const sign = (visitId: string, lines: readonly object[], more: object = {}, by: Person = clinic.doctor) =>
    post('/v1/prescriptions', by, { visitId, lines, ...more })
  const signed = async (lines: readonly object[], more: object = {}): Promise<Seen & Treated> => {
    const treated = await treat(place, clinic)
    const answer = await sign(treated.visitId, lines, more)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return { ...answer.body, ...treated }
  }
  const prepare = (
    store: StockedStore,
    prescriptionId: string | undefined,
    lines: readonly object[],
    more: object = {},
    key?: string,
  ) =>
    post(
      '/v1/dispenses',
      store.pharmacist,
      { storeId: store.storeId, ...(prescriptionId !== undefined && { prescriptionId }), lines, ...more },
      key,
    )
  const chargesOf = async (dispenseId: string): Promise<{ id: string; status: string; total_paise: number }[]> => {
    const text = `select id, status, total_paise from billing.charges where source_id = $1 order by source_line`
    return (await place.program.context('billing').pool.query(text, [dispenseId])).rows
  }
  return {
    ...{ post, get, sign, signed, prepare, chargesOf },
    handOver: (store: StockedStore, id: string, more: object = {}, key?: string) =>
      post(`/v1/dispenses/${id}/handover`, store.pharmacist, { to: 'The patient', ...more }, key),
    abandon: (store: StockedStore, id: string, key?: string) =>
      post(`/v1/dispenses/${id}/abandonment`, store.pharmacist, undefined, key),
    takeBack: (store: StockedStore, id: string, lines: readonly object[], key?: string) =>
      post(`/v1/dispenses/${id}/returns`, store.pharmacist, { lines, reason: 'Not needed' }, key),
    read: async (id: string, by: Person) => (await get(`/v1/dispenses/${id}`, by)).body,
    /** The cashier bills a dispense and takes the money. */
    async pay(dispenseId: string): Promise<void> {
      const open = (await chargesOf(dispenseId)).filter(({ status }) => status === 'OPEN')
      const chargeIds = open.map(({ id }) => id)
      const invoice = await post('/v1/billing/invoices', clinic.cashier, { chargeIds })
      assert.equal(invoice.status, 201, JSON.stringify(invoice.body))
      const { invoiceId } = invoice.body
      const amountPaise = open.reduce((sum, { total_paise }) => sum + Number(total_paise), 0)
      const body = { method: 'cash', amountPaise, tenderedPaise: amountPaise }
      const paid = await post(`/v1/billing/invoices/${invoiceId}/payments`, clinic.cashier, body)
      assert.equal(paid.status, 201, JSON.stringify(paid.body))
    },
  }
}
export type Acts = ReturnType<typeof actsOf>

const ORIGIN = { actorId: null, requestId: 'test' }
/** What the events and the sweep would do. */
export const drive = (place: Setup, id: DispenseId) => advance(contextOf(place), id, ORIGIN)

interface Told {
  readonly name: string
  readonly body: never
}

/** Lets this module hear the events of a module that hold this id, in the order of their time. */
export async function hear(place: Setup, module: string, id: string): Promise<void> {
  const text = `select name, body from ${module}.outbox where body::text like '%' || $1 || '%'
    order by body->>'occurredAt', id`
  const { rows } = await place.program.context(module).pool.query<Told>(text, [id])
  const all = subscriptions(contextOf(place))
  for (const { name, body } of rows) {
    for (const one of all) if (one.event.name === name) await one.handle(body)
  }
}

export const itemOf = (code: Code): ItemCode => code as ItemCode
