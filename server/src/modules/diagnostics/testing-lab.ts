// What the tests of this module share: a hospital with a laboratory, its people, and orders at each step.
import assert from 'node:assert/strict'
import { after, before } from 'node:test'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import { type Person, type Setup, setup, TODAY } from '../../testing/setup.ts'
import type { Refused } from '../appointments/testing.ts'
import { openWard, type Ward, walkIn } from '../visits/testing.ts'
import { subscriptions } from './jobs.ts'
import type { DiagnosticsContext } from './tables.ts'

export { fieldOf, outcome, slugOf } from '../appointments/testing.ts'

export interface SeenResult {
  readonly version: number
  readonly value: string
  readonly flag: string
  readonly status: string
  readonly low?: number
  readonly high?: number
  readonly revision?: number
  readonly reason?: string
}

export interface SeenSpecimen {
  readonly specimenId: string
  readonly status: string
  readonly accession?: string
  readonly rejectReason?: string
  readonly rejectNote?: string
}

export interface SeenLine {
  readonly line: number
  readonly item: string
  readonly test: string
  readonly status: string
  readonly specimen?: SeenSpecimen
  readonly rejections: readonly SeenSpecimen[]
  readonly result?: SeenResult
  readonly earlier: readonly SeenResult[]
  readonly hiddenUntil?: string
}

export interface Seen extends Refused {
  readonly orderId: string
  readonly status: string
  readonly isSettled: boolean
  readonly lines: readonly SeenLine[]
  readonly specimen: SeenSpecimen
  readonly result: SeenResult
  readonly label: { readonly accession: string; readonly tests: readonly string[] }
  readonly items: readonly Seen[]
  readonly code?: string
}

/** The program that the tests of one file share, with a laboratory. Both are there before the first test. */
export function openPlace() {
  const place = {} as Setup
  const here = {} as Lab
  const cleanUps: (() => Promise<void>)[] = []
  before(async () => {
    Object.assign(place, await setup({ after: (cleanUp) => void cleanUps.push(cleanUp) }))
    Object.assign(here, await openLab(place))
  })
  after(async () => {
    for (const cleanUp of cleanUps) await cleanUp()
  })
  return { place, here, acts: actsOf(place, here) }
}

export const contextOf = ({ program }: Pick<Setup, 'program'>) => program.context('diagnostics') as DiagnosticsContext

const RANGES: readonly (readonly [string, object])[] = [
  ['POTASSIUM', { sex: 'any', low: 3.5, high: 5.5, criticalLow: 2.5, criticalHigh: 6.5 }],
  ['HAEMOGLOBIN', { sex: 'female', low: 12, high: 15 }],
  ['HAEMOGLOBIN', { sex: 'male', low: 13, high: 17 }],
]

const MENU = ['POTASSIUM', 'SODIUM', 'HAEMOGLOBIN', 'URINE-COLOUR', 'BLOOD-GROUP', 'CEA', 'X-RAY-CHEST', 'DLC', 'FBS']

let count = 0

/** A hospital with a doctor, a laboratory with two technicians, and ranges that somebody has checked. */
export async function openLab(place: Setup, { twoPersons = false, prices = true } = {}) {
  const here = await openWard(place)
  const { facilityId, otherFacilityId, admin, national } = here
  const send = async (method: 'POST' | 'PUT', url: string, by: Person, body: object): Promise<void> => {
    const { status, body: said } = await place.ask(method, url, { by, body })
    assert.ok(status < 300, `${method} ${url} answered ${status}: ${JSON.stringify(said)}`)
  }
  for (const code of MENU) {
    const entry = { priceCode: `T-${code}`, inHouse: true, twoPersons, isOffered: true }
    await send('PUT', `/v1/diagnostics/menus/${facilityId}/${code}`, admin, entry)
    const price = { validFrom: TODAY, name: code, kind: 'test', unitPricePaise: 25_000, taxCode: 'health-care' }
    if (prices) await send('PUT', `/v1/billing/prices/${facilityId}/T-${code}`, admin, price)
  }
  for (const [code, range] of RANGES) {
    const body = { ...range, fromDays: 0, untilDays: 60_000, validFrom: TODAY }
    await send('POST', `/v1/diagnostics/tests/${code}/ranges`, national, body)
  }
  return {
    ...{ ...here, context: contextOf(place) },
    lab: await place.staff('lab-technician', facilityId),
    second: await place.staff('lab-technician', facilityId),
    labElsewhere: await place.staff('lab-technician', otherFacilityId),
  }
}

export type Lab = Awaited<ReturnType<typeof openLab>>

/** Gives a function that sends requests about one order. */
export function actsOf(place: Setup, here: Lab) {
  const ask = (method: 'GET' | 'POST' | 'PUT', url: string, asked: Parameters<Setup['ask']>[2] = {}) =>
    place.ask<Seen>(method, `/v1/diagnostics${url}`, asked)
  const key = () => `diagnostics-${++count}`
  const order = (patientId: string, tests: readonly string[], more: object = {}, by: Person = here.doctor) =>
    ask('POST', '/orders', {
      ...{ by, key: key() },
      body: { patientId, labFacilityId: here.facilityId, tests, priority: 'urgent', ...more },
    })
  /** An order of the doctor for somebody who is here. Urgent, unless `more` says otherwise. */
  const placed = async (patientId: string, tests: readonly string[], more: object = {}): Promise<string> => {
    const answer = await order(patientId, tests, more)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    return answer.body.orderId
  }
  const collect = (id: string, lines: readonly number[], kind: string, by: Person = here.lab) =>
    ask('POST', `/orders/${id}/specimens`, { by, body: { lines, kind } })
  const specimen = (id: string, act: string, body?: object, by: Person = here.lab) =>
    ask('POST', `/specimens/${id}/${act}`, { by, ...(body && { body }) })
  const enter = (id: string, value: string, { line = 1, by = here.lab, tag = '', more = {} } = {}) =>
    ask('PUT', `/orders/${id}/lines/${line}/result`, {
      ...{ by, body: { value, ...more }, ...(tag !== '' && { headers: { 'if-match': tag } }) },
    })
  const act = (id: string, deed: string, { line = 1, by = here.lab, body = {}, tag = '' } = {}) =>
    ask('POST', `/orders/${id}/lines/${line}/${deed}`, {
      ...{ by, ...(Object.keys(body).length > 0 && { body }), ...(tag !== '' && { headers: { 'if-match': tag } }) },
    })
  const read = async (id: string, by: Person = here.lab): Promise<Seen> =>
    (await ask('GET', `/orders/${id}`, { by })).body
  /** Takes and receives one specimen for these lines. */
  const bring = async (id: string, lines: readonly number[], kind: string): Promise<string> => {
    const taken = await collect(id, lines, kind)
    assert.equal(taken.status, 201, JSON.stringify(taken.body))
    const { specimenId } = taken.body.specimen
    assert.equal((await specimen(specimenId, 'receipt')).status, 200)
    return specimenId
  }
  /** Brings a line of serum from its order to a final result. */
  const finish = async (id: string, value: string, { line = 1, kind = 'serum' } = {}): Promise<void> => {
    await bring(id, [line], kind)
    assert.equal((await enter(id, value, { line })).status, 200)
    assert.equal((await act(id, 'authorisation', { line, by: here.second })).status, 200)
  }
  return { ask, order, place: placed, collect, specimen, enter, act, read, bring, finish, key }
}

/** Somebody who is here to see the doctor, so that the doctor may order. */
export async function comeIn(place: Setup, here: Lab, stated: object = {}) {
  const one = await place.citizen(stated)
  assert.equal((await walkIn(place, here as unknown as Ward, one.patientId)).status, 201)
  return one
}

/** The events of an order of this kind. */
export async function eventsOf(
  { program }: Pick<Setup, 'program'>,
  orderId: string,
  name = '%',
): Promise<EventEnvelope<never>[]> {
  const text = `select body from diagnostics.outbox where body->'body'->>'orderId' = $1 and name like $2 order by name`
  const { rows } = await program.context('diagnostics').pool.query(text, [orderId, `diagnostics.${name}.v1`])
  return rows.map(({ body }) => body)
}

/** Lets the module hear its own events of an order. */
export async function hear(place: Setup, events: readonly EventEnvelope<never>[], times = 1): Promise<void> {
  const all = subscriptions(contextOf(place))
  for (let nth = 0; nth < times; nth++) {
    for (const event of nth % 2 === 0 ? events : events.toReversed()) {
      await all.find((one) => one.event.name === event.name)?.handle(event)
    }
  }
}
