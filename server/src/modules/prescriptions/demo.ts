// The prescriptions of the demo: its doctor signs some for who was seen, and its pharmacist has given a part of one.
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, ModuleDemo } from '../../platform/demo.ts'

interface Seen {
  readonly visitId: string
  readonly patientId: string
  readonly status: string
  readonly noteVersion: number
}

interface Level {
  readonly itemCode: string
  readonly name: string
  readonly unit: string
  readonly free: number
}

const PAGE = 100
const SIGNED_A_DAY = 4
const ENOUGH = 30
/** Medicines that people often get, and how they take them. */
const OFTEN = [
  { name: /^paracetamol tablets/i, times: { morning: 1, noon: 0, evening: 0, night: 1 }, days: 3 },
  { name: /^cetirizine/i, times: { morning: 0, noon: 0, evening: 0, night: 1 }, days: 5 },
  { name: /^(amlodipine|telmisartan|metformin)/i, times: { morning: 1, noon: 0, evening: 0, night: 0 }, days: 10 },
  { name: /^(pantoprazole|ranitidine|omeprazole)/i, times: { morning: 1, noon: 0, evening: 0, night: 0 }, days: 7 },
] as const

async function seed(demo: Demo): Promise<void> {
  const yesterday = addDays(demo.today, -1)
  await demo.at(yesterday, '17:40', () => prescribe(demo, yesterday))
  await goOn(demo)
  await demo.at(yesterday, '17:50', () => giveAPart(demo))
}

const goOn = (demo: Demo): Promise<void> => prescribe(demo, demo.today)

/** The pharmacy of the demo's hospital, with what it has. Nothing when there is none. */
async function readStock(demo: Demo): Promise<{ storeId: string; levels: readonly Level[] } | undefined> {
  const { facilityId } = demo.hospital
  return demo.as('pharmacist', async (api) => {
    const url = `/v1/inventory/stores?facility=${facilityId}`
    const { items: stores } = await api.get<{ items: { storeId: string; kind: string }[] }>(url)
    const store = stores.find(({ kind }) => kind === 'pharmacy')
    if (!store) return undefined
    const levels: Level[] = []
    let next = ''
    do {
      const page = `/v1/inventory/stores/${store.storeId}/levels?limit=${PAGE}${next}`
      const { items, nextCursor } = await api.get<{ items: Level[]; nextCursor?: string }>(page)
      levels.push(...items)
      next = nextCursor === undefined ? '' : `&cursor=${nextCursor}`
    } while (next !== '')
    return { storeId: store.storeId, levels }
  })
}

function chooseLines(levels: readonly Level[], nth: number): object[] {
  const known = OFTEN.flatMap(({ name, times, days }) => {
    const level = levels.find((one) => name.test(one.name) && one.unit === 'tablet' && one.free >= ENOUGH)
    return level ? [{ itemCode: level.itemCode, times, days }] : []
  })
  const two = [known[nth % known.length], known[(nth + 1) % known.length]]
  return [...new Set(two)].flatMap((line) =>
    line ? [{ ...line, dose: '1 tablet', route: 'oral', instructions: 'after food', substitution: 'allowed' }] : [],
  )
}

/** Signs for the first people whose visit is over. Who has a prescription of that day is left alone. */
async function prescribe(demo: Demo, day: string): Promise<void> {
  const { facilityId } = demo.hospital
  const visits = await demo.as('doctor', async (api) => {
    const url = `/v1/visits?facility=${facilityId}&day=${day}&limit=${PAGE}`
    return (await api.get<{ items: Seen[] }>(url)).items
  })
  const seen = visits.filter(({ status, noteVersion }) => status === 'CLOSED' && noteVersion > 0)
  if (seen.length === 0) return
  const stock = await readStock(demo)
  if (!stock) return
  await demo.as('doctor', async (api) => {
    for (const [nth, visit] of seen.slice(0, SIGNED_A_DAY).entries()) {
      await sign(api, visit, { lines: chooseLines(stock.levels, nth), day })
    }
  })
}

interface Signing {
  readonly lines: readonly object[]
  readonly day: string
}

async function sign(api: DemoApi, { visitId, patientId }: Seen, { lines, day }: Signing): Promise<void> {
  const url = `/v1/prescriptions?patient=${patientId}&limit=1`
  const { items } = await api.get<{ items: { signedAt: string }[] }>(url)
  const isSigned = items.some(({ signedAt }) => signedAt.slice(0, 10) >= day)
  if (isSigned || lines.length === 0) return
  const checked = await api.send<{ warnings: Warned[] }>('POST', '/v1/prescriptions/checks', { visitId, lines })
  const overrides = checked.warnings.map(({ kind, lineKey }) => ({
    kind,
    lineKey,
    reason: 'Discussed with the patient',
  }))
  await api.send('POST', '/v1/prescriptions', { visitId, lines, overrides })
}

interface Warned {
  readonly kind: string
  readonly lineKey: number
}

interface Prepared {
  readonly dispenseId: string
  readonly lines: readonly { readonly lot: string }[]
}

interface Open {
  readonly prescriptionId: string
  readonly fulfilment: string
  readonly medicines: readonly { readonly lineKey: number; readonly left: number }[]
}

const PART = 4

/** The pharmacist gives a part of one prescription. Its charge is waived: the patient cannot pay. */
async function giveAPart(demo: Demo): Promise<void> {
  const { facilityId } = demo.hospital
  const stock = await readStock(demo)
  if (!stock) return
  const prepared = await demo.as('pharmacist', async (api) => {
    const { items } = await api.get<{ items: Open[] }>(`/v1/prescriptions?facility=${facilityId}&limit=${PAGE}`)
    const given = await api.get<{ items: object[] }>(`/v1/dispenses?store=${stock.storeId}&limit=1`)
    const one = items.find(({ fulfilment }) => fulfilment === 'none')
    const line = one?.medicines.find(({ left }) => left > PART)
    if (!one || !line || given.items.length > 0) return undefined
    const lines = [{ lineKey: line.lineKey, quantity: PART }]
    const body = { storeId: stock.storeId, prescriptionId: one.prescriptionId, lines }
    return api.send<Prepared>('POST', '/v1/dispenses', body, `demo-part-${one.prescriptionId}`)
  })
  if (!prepared) return
  await demo.as('centre-admin', (api) => waive(api, facilityId))
  const url = `/v1/dispenses/${prepared.dispenseId}/handover`
  await demo.as('pharmacist', (api) =>
    api.send('POST', url, { to: 'The patient' }, `demo-given-${prepared.dispenseId}`),
  )
}

/** Waives the open charges of medicines. In the demo's past only this dispense has any. */
async function waive(api: DemoApi, facilityId: string): Promise<void> {
  interface Charge {
    readonly chargeId: string
    readonly batch?: object
  }
  const url = `/v1/billing/charges?facility=${facilityId}&open=true&limit=${PAGE}`
  const { items } = await api.get<{ items: Charge[] }>(url)
  for (const { chargeId } of items.filter(({ batch }) => batch !== undefined)) {
    const waiver = `/v1/billing/charges/${chargeId}/waiver`
    await api.send('POST', waiver, { reason: 'Cannot pay' }, `demo-waiver-${chargeId}`)
  }
}

export const demo: ModuleDemo = { seed, goOn }
