// A facility that issues bills, with its people, for the tests of invoices and money.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import { cellOf } from '../../platform/id.ts'
import { type Answer, type Citizen, type Person, type Setup, setup, TODAY } from '../../testing/setup.ts'
import { type ChargeGroup, HEALTH_CARE } from './contract.ts'
import type { BillingContext } from './tables.ts'

/** What the answers of billing have, as far as tests look at it. */
export interface Body {
  readonly [name: string]: unknown
  readonly type: string
  readonly errors?: readonly { readonly pointer: string }[]
  readonly items: Body[]
  readonly invoiceId: string
  readonly number: string
  readonly status: string
  readonly totalPaise: number
  readonly payment: Body
  readonly invoice: Body
  readonly paymentId: string
  readonly sessionId: string
  readonly group: ChargeGroup
  readonly charges: readonly { readonly chargeId: string; readonly totalPaise: number }[]
}

/** The end of an answer: its status, and the name of its problem or the field that is wrong. */
export function endOf({ status, body }: Answer<Body>): string {
  if (status < 300) return String(status)
  const pointers = body.errors?.map(({ pointer }) => pointer).join()
  return `${status} ${pointers || body.type?.split('/').at(-1)}`
}

export interface Till {
  readonly place: Setup
  readonly context: BillingContext
  readonly here: string
  readonly there: string
  readonly cell: number
  readonly admin: Person
  readonly cashier: Person
  readonly citizen: Citizen
  post(url: string, by: Person, body?: object, key?: string): Promise<Answer<Body>>
  get(url: string, by: Person): Promise<Answer<Body>>
  /** Charges of the price list for the citizen, or for another patient. */
  charge(lines: readonly (readonly [code: string, quantity: number])[], patientId?: string): Promise<string[]>
  /** An issued invoice of new charges. */
  bill(lines: readonly (readonly [code: string, quantity: number])[], patientId?: string): Promise<Body>
  pay(invoiceId: string, paise: number, more?: object, by?: Person, key?: string): Promise<Answer<Body>>
  openSession(by: Person, counter?: string, floatPaise?: number): Promise<Body>
  /** What a group has told, without the name of the module. */
  eventsOf(id: string): Promise<string[]>
}

export const ISSUER = {
  ...{ legalName: 'Asha Care Private Limited', address: '1 Test Road, New Delhi 110001', stateCode: '07' },
  ...{ gstin: '07ABCDE1234F1Z5', prefix: 'ASH', upiVpa: 'ashacare@okbank' },
  callbackSecret: `whsec_${Buffer.alloc(32, 7).toString('base64')}`,
}

const PRICES = [
  { code: 'CBC', name: 'Complete blood count', kind: 'test', unitPricePaise: 25_000, taxCode: HEALTH_CARE },
  { code: 'PCM', name: 'Paracetamol 500 mg', kind: 'medicine', unitPricePaise: 105, taxCode: 'medicine' },
  { code: 'BELT', name: 'Support belt', kind: 'other', unitPricePaise: 99_999, taxCode: 'goods' },
  { code: 'FREE', name: 'OPD card', kind: 'registration', unitPricePaise: 0, taxCode: HEALTH_CARE },
  { code: 'OPERATION', name: 'Operation', kind: 'procedure', unitPricePaise: 15_000_000, taxCode: HEALTH_CARE },
]

let keys = 0

/** A facility that issues bills, with its people. */
export async function openTill(place: Setup, nth = 0): Promise<Till> {
  const found = await place.ask<Body>('GET', '/v1/facilities?pin=110001&kind=hospital')
  const [here, there] = [found.body.items[nth]?.facilityId, found.body.items[1 - nth]?.facilityId] as [string, string]
  const context = place.program.context('billing') as BillingContext
  const [admin, cashier] = [await place.staff('centre-admin', here), await place.staff('cashier', here)]
  const citizen = await place.citizen()
  const put = async (url: string, body: object) => {
    const answer = await place.ask<Body>('PUT', url, { by: admin, body })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
  }
  await put(`/v1/billing/issuers/${here}`, { ...ISSUER, prefix: `AS${nth}` })
  for (const { code, ...price } of PRICES)
    await put(`/v1/billing/prices/${here}/${code}`, { ...price, validFrom: TODAY })
  const post: Till['post'] = (url, by, body, key = `till-${++keys}`) =>
    place.ask('POST', `/v1/billing/${url}`, { by, key, ...(body && { body }) })
  const till: Till = {
    ...{ place, context, here, there, cell: cellOf(here), admin, cashier, citizen, post },
    get: (url, by) => place.ask('GET', `/v1/billing/${url}`, { by }),
    async charge(lines, patientId = citizen.patientId) {
      const body = {
        facilityId: here,
        patientId,
        lines: lines.map(([priceCode, quantity]) => ({ priceCode, quantity })),
      }
      const answer = await post('charges', cashier, body)
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer.body.charges.map(({ chargeId }) => chargeId)
    },
    async bill(lines, patientId) {
      const answer = await post('invoices', cashier, { chargeIds: await till.charge(lines, patientId) })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer.body
    },
    pay: (invoiceId, amountPaise, more = { method: 'cash', tenderedPaise: amountPaise }, by = cashier, key) =>
      post(`invoices/${invoiceId}/payments`, by, { amountPaise, ...more }, key),
    async openSession(by, counter = `Cash ${++keys}`, floatPaise = 100_000) {
      const answer = await post('sessions', by, { facilityId: here, counter, floatPaise })
      assert.equal(answer.status, 201, JSON.stringify(answer.body))
      return answer.body
    },
    async eventsOf(id) {
      const text = `select name from billing.outbox where body::text like '%' || $1 || '%' order by name`
      return (await context.pool.query(text, [id])).rows.map(({ name }) => name.replace(/^billing\.|\.v1$/g, ''))
    },
  }
  return till
}

/** One program for the tests of a file, with a till. */
export function openPlace(): { till: Till; place: Setup } {
  const held = {} as { till: Till; place: Setup }
  const cleanUps: (() => Promise<void>)[] = []
  before(async () => {
    held.place = await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) })
    held.till = await openTill(held.place)
  })
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp()
  })
  return held
}
