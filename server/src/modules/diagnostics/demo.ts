// The laboratory of the demo: its menu, checked ranges, and orders at each step, one of them with a critical result.
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'

/** Each with its price in paise. */
const MENU: Readonly<Record<string, number>> = {
  ...{ CBC: 25_000, FBS: 8_000, POTASSIUM: 12_000, 'SERUM-CREATININE': 15_000, TSH: 30_000, LIPID: 40_000 },
  'X-RAY-CHEST': 35_000,
}

/** Tests that are in the price list of the demo of billing already. */
const PRICED: Readonly<Record<string, string>> = { CBC: 'CBC', FBS: 'BLOOD-SUGAR', 'X-RAY-CHEST': 'X-RAY-CHEST' }

interface Stated {
  readonly low: number
  readonly high: number
  readonly criticalLow?: number
  readonly criticalHigh?: number
}
const RANGES: Readonly<Record<string, Stated>> = {
  FBS: { low: 70, high: 110, criticalLow: 45, criticalHigh: 450 },
  POTASSIUM: { low: 3.5, high: 5.5, criticalLow: 2.5, criticalHigh: 6.5 },
  TSH: { low: 0.5, high: 5 },
}

/** How far each order is. `value`: its result, entered by one technician. */
const STEPS = [
  { test: 'POTASSIUM', priority: 'urgent', until: 'final', value: '6.9' },
  { test: 'FBS', priority: 'urgent', until: 'final', value: '126' },
  { test: 'TSH', priority: 'urgent', until: 'entered', value: '6.2' },
  { test: 'POTASSIUM', priority: 'urgent', until: 'received', value: '' },
  { test: 'FBS', priority: 'stat', until: 'collected', value: '' },
  { test: 'CBC', priority: 'routine', until: 'placed', value: '' },
] as const
type Step = (typeof STEPS)[number]

const SPECIMENS: Readonly<Record<string, string>> = { POTASSIUM: 'serum', TSH: 'serum', FBS: 'plasma' }

interface Visit {
  readonly visitId: string
  readonly patientId: string
}

async function seed(demo: Demo): Promise<void> {
  const { facilityId } = demo.hospital
  await demo.as('centre-admin', (api) => openMenu(api, demo))
  await demo.as('national-admin', (api) => stateRanges(api, demo.today))
  const visits = await demo.as('doctor', (api) => listVisits(api, demo))
  for (const [nth, visit] of visits.slice(0, STEPS.length).entries()) {
    const step = STEPS[nth] as Step
    const orderId = await demo.as('doctor', (api) => order(api, { facilityId, visit, step }))
    if (orderId !== undefined) await demo.as('lab-technician', (api) => work(api, orderId, step))
  }
}

async function openMenu(api: DemoApi, { hospital, today }: Demo): Promise<void> {
  const { facilityId } = hospital
  const { items } = await api.get<{ items: { code: string }[] }>(
    `/v1/diagnostics/tests?facility=${facilityId}&limit=100`,
  )
  const known = new Set(items.map(({ code }) => code))
  for (const [code, unitPricePaise] of Object.entries(MENU)) {
    if (known.has(code)) continue
    const priceCode = PRICED[code] ?? `LAB-${code}`
    const { name } = await api.get<{ name: string }>(`/v1/diagnostics/tests/${code}`)
    const price = { validFrom: today, name, kind: 'test', unitPricePaise, taxCode: 'health-care' }
    if (!PRICED[code]) await api.send('PUT', `/v1/billing/prices/${facilityId}/${priceCode}`, price)
    const entry = { priceCode, inHouse: true, twoPersons: false, isOffered: true }
    await api.send('PUT', `/v1/diagnostics/menus/${facilityId}/${code}`, entry)
  }
}

async function stateRanges(api: DemoApi, today: string): Promise<void> {
  for (const [code, stated] of Object.entries(RANGES)) {
    const { ranges } = await api.get<{ ranges: { isChecked: boolean }[] }>(`/v1/diagnostics/tests/${code}`)
    if (ranges.some(({ isChecked }) => isChecked)) continue
    const range = { sex: 'any', fromDays: 0, untilDays: 60_000, validFrom: today, ...stated }
    await api.send('POST', `/v1/diagnostics/tests/${code}/ranges`, range)
  }
}

/** Whom the doctor has seen today and yesterday. */
async function listVisits(api: DemoApi, { hospital, today }: Demo): Promise<Visit[]> {
  const found: Visit[] = []
  for (const day of [today, addDays(today, -1)]) {
    const url = `/v1/visits?facility=${hospital.facilityId}&day=${day}&limit=100`
    found.push(...(await api.get<{ items: Visit[] }>(url)).items)
  }
  return [...new Map(found.map((visit) => [visit.patientId, visit])).values()]
}

interface Ordering {
  readonly facilityId: string
  readonly visit: Visit
  readonly step: Step
}

/** Orders a test, unless the patient has an order already. */
async function order(api: DemoApi, { facilityId, visit, step }: Ordering): Promise<string | undefined> {
  const { patientId, visitId } = visit
  const { items } = await api.get<{ items: object[] }>(`/v1/diagnostics/orders?patient=${patientId}&limit=1`)
  if (items.length > 0) return undefined
  const body = { patientId, visitId, labFacilityId: facilityId, tests: [step.test], priority: step.priority }
  const key = `laboratory-${visitId}`
  return (await api.send<{ orderId: string }>('POST', '/v1/diagnostics/orders', body, key)).orderId
}

async function work(api: DemoApi, orderId: string, { test, until, value }: Step): Promise<void> {
  if (until === 'placed') return
  const url = `/v1/diagnostics/orders/${orderId}`
  const taking = { lines: [1], kind: SPECIMENS[test] }
  const { specimen } = await api.send<{ specimen: { specimenId: string } }>('POST', `${url}/specimens`, taking)
  if (until === 'collected') return
  await api.send('POST', `/v1/diagnostics/specimens/${specimen.specimenId}/receipt`, {})
  if (until === 'received') return
  await api.send('PUT', `${url}/lines/1/result`, { value })
  if (until === 'final') await api.send('POST', `${url}/lines/1/authorisation`, {})
}

export const demo: ModuleDemo = { seed }
