// The money of the demo's hospital: its price list, who issues the bills, bills of each state, and drawers.
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'
import type { Context } from '../../platform/module.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { holdingOf } from '../../platform/powers.ts'
import type { FacilityId } from '../facilities/contract.ts'
import { HEALTH_CARE, type PriceFacts } from './contract.ts'
import { listAsked } from './payments/store.ts'
import type { BillingContext } from './tables.ts'
import { hear } from './upi/steps.ts'

const PRICES: Readonly<
  Record<
    string,
    Pick<PriceFacts, 'name' | 'kind' | 'unitPricePaise' | 'discountMaxBasisPoints'> & { readonly taxCode?: string }
  >
> = {
  'CONS-GEN': { name: 'Consultation', kind: 'consultation', unitPricePaise: 30_000, discountMaxBasisPoints: 2_000 },
  'OPD-CARD': {
    name: 'Registration, OPD card',
    kind: 'registration',
    unitPricePaise: 1_000,
    discountMaxBasisPoints: 0,
  },
  CBC: { name: 'Complete blood count', kind: 'test', unitPricePaise: 25_000, discountMaxBasisPoints: 1_000 },
  'BLOOD-SUGAR': { name: 'Blood sugar, fasting', kind: 'test', unitPricePaise: 8_000, discountMaxBasisPoints: 1_000 },
  BANDAGE: {
    ...{ name: 'Elastic bandage', kind: 'other', unitPricePaise: 14_000, taxCode: 'goods' },
    discountMaxBasisPoints: 500,
  },
  'X-RAY-CHEST': { name: 'X-ray of the chest', kind: 'test', unitPricePaise: 35_000, discountMaxBasisPoints: 1_000 },
}

async function seed(demo: Demo): Promise<void> {
  await demo.as('centre-admin', async (api) => {
    await setPrices(api, demo)
    await setIssuer(api, demo)
  })
  const yesterday = addDays(demo.today, -1)
  await demo.at(yesterday, '17:55', () => closeDrawer(demo))
  await makeBills(demo)
}

/** Sets the prices that are missing. */
async function setPrices(api: DemoApi, { hospital, today }: Demo): Promise<void> {
  const { facilityId } = hospital
  const { items } = await api.get<{ items: PriceFacts[] }>(`/v1/billing/prices?facility=${facilityId}&limit=100`)
  const known = new Set(items.map(({ code }) => code))
  for (const [code, price] of Object.entries(PRICES)) {
    if (known.has(code)) continue
    const body = { taxCode: HEALTH_CARE, ...price, validFrom: today }
    await api.send('PUT', `/v1/billing/prices/${facilityId}/${code}`, body)
  }
}

/** Nobody has this number: it is all zeros. */
const GSTIN = '07AAAAA0000A1Z5'

async function setIssuer(api: DemoApi, { hospital }: Demo): Promise<void> {
  const url = `/v1/billing/issuers/${hospital.facilityId}`
  const known = await api.get(url).catch(() => undefined)
  if (known !== undefined) return
  const { address } = await api.get<{ address: string }>(`/v1/facilities/${hospital.facilityId}`)
  const names = { legalName: hospital.name, address: address === '' ? hospital.name : address }
  await api.send('PUT', url, { ...names, stateCode: '07', gstin: GSTIN, prefix: 'DEM', upiVpa: 'demo-hospital@upi' })
}

/** The pharmacist's drawer of yesterday lacked a rupee, and the administrator has accepted it. */
async function closeDrawer(demo: Demo): Promise<void> {
  const { facilityId } = demo.hospital
  const known = await demo.as('centre-admin', (api) => listDrawers(api, facilityId))
  if (known.length > 0) return
  const sessionId = await demo.as('pharmacist', async (api) => {
    const id = await openDrawer(api, { facilityId, counter: 'Pharmacy 1', floatPaise: 100_000 })
    const counted = { denominations: { 50000: 1, 10000: 4, 5000: 1, 2000: 2, 500: 1, 200: 2 } }
    await api.send('POST', `/v1/billing/sessions/${id}/count`, counted, `demo-count-${id}`)
    const closing = { handedTo: 'Office', reason: 'A coin is missing' }
    await api.send('POST', `/v1/billing/sessions/${id}/closure`, closing, `demo-close-${id}`)
    return id
  })
  await demo.as('centre-admin', (api) =>
    api.send('POST', `/v1/billing/sessions/${sessionId}/acceptance`, {}, `demo-accept-${sessionId}`),
  )
}

interface Opening {
  readonly facilityId: string
  readonly counter: string
  readonly floatPaise: number
}

async function openDrawer(api: DemoApi, opening: Opening): Promise<string> {
  const key = `demo-drawer-${opening.counter.replaceAll(' ', '-')}-${opening.facilityId}`
  return (await api.send<{ sessionId: string }>('POST', '/v1/billing/sessions', opening, key)).sessionId
}

async function listDrawers(api: DemoApi, facilityId: string): Promise<readonly object[]> {
  return (await api.get<{ items: object[] }>(`/v1/billing/sessions?facility=${facilityId}&limit=1`)).items
}

type Lines = Readonly<Record<string, number>>

/** What each family was charged, and how far its bill is. `open`: there is none yet. */
const BILLS: readonly (readonly [until: 'paid' | 'part' | 'due' | 'refund' | 'open', lines: Lines])[] = [
  ['refund', { 'CONS-GEN': 1, CBC: 1 }],
  ['due', { 'X-RAY-CHEST': 1 }],
  ['paid', { 'CONS-GEN': 1, 'OPD-CARD': 1 }],
  ['part', { CBC: 1, 'BLOOD-SUGAR': 1, BANDAGE: 2 }],
  ['open', { 'CONS-GEN': 1, 'BLOOD-SUGAR': 1 }],
]

/** The families of the demo, its citizen first, are billed once. The cashier keeps an open drawer. */
async function makeBills(demo: Demo): Promise<void> {
  const { facilityId } = demo.hospital
  const isNew = await demo.as('cashier', async (api) => {
    const url = `/v1/billing/invoices?facility=${facilityId}&limit=1`
    if ((await api.get<{ items: object[] }>(url)).items.length > 0) return false
    await openDrawer(api, { facilityId, counter: 'Cash 1', floatPaise: 200_000 })
    return true
  })
  if (!isNew) return
  const citizens = demo.accounts.filter(({ role }) => holdingOf(role) === 'family')
  for (const [nth, person] of [...citizens, ...demo.households].slice(0, BILLS.length).entries()) {
    const patientId = await demo.as(person, async (api) => {
      const { items } = await api.get<{ items: { patientId: string }[] }>('/v1/patients')
      return items[0]?.patientId
    })
    if (patientId !== undefined) await demo.as('cashier', (api) => bill(api, { facilityId, patientId, nth }))
  }
}

interface Billing {
  readonly facilityId: string
  readonly patientId: string
  readonly nth: number
}

async function bill(api: DemoApi, { facilityId, patientId, nth }: Billing): Promise<void> {
  const [until, priced] = BILLS[nth] as (typeof BILLS)[number]
  const post = <Answer>(url: string, body: object) =>
    api.send<Answer>('POST', `/v1/billing/${url}`, body, `demo-bill-${nth}-${url}`)
  const lines = Object.entries(priced).map(([priceCode, quantity]) => ({ priceCode, quantity }))
  const { charges } = await post<{ charges: { chargeId: string }[] }>('charges', { facilityId, patientId, lines })
  if (until === 'open') return
  const chargeIds = charges.map(({ chargeId }) => chargeId)
  const { invoiceId, totalPaise } = await post<{ invoiceId: string; totalPaise: number }>('invoices', { chargeIds })
  if (until === 'due') return
  const amountPaise = until === 'part' ? Math.round(totalPaise / 2) : totalPaise
  const money = { method: 'cash', amountPaise, tenderedPaise: Math.ceil(amountPaise / 50_000) * 50_000 }
  await post(`invoices/${invoiceId}/payments`, money)
  if (until !== 'refund') return
  const back = { lines: [{ line: 2, quantity: 1 }], reason: 'The test was not done' }
  await post(`invoices/${invoiceId}/credit-notes`, back)
}

/** The bank of the demo: what was asked for by UPI at its hospital is paid within minutes. */
async function goOn({ hospital }: Demo, context: Context): Promise<void> {
  const { db, clock } = context as unknown as BillingContext
  const asked = await listAsked(db, hospital.facilityId as FacilityId, clock.now())
  for (const { id: paymentId, amount_paise: paise } of asked) {
    const word = { paymentId, utr: `DEMO${paymentId.slice(-12).toUpperCase()}`, paise, isPaid: true }
    await transaction(db, (tx) => hear(tx, word, { actorId: null, requestId: `demo-${paymentId}` }))
  }
}

export const demo: ModuleDemo = { seed, goOn }
