// The sessions of the demo: real hours at the demo's hospital and at one hospital of each other district.
import { addDays } from '../../../platform/clock.ts'
import type { DemoApi, DemoFacility } from '../../../platform/demo.ts'

/** The hours of a centre, with a pause at noon. */
export const WINDOWS = ['09:00-11:00', '11:00-13:00', '14:00-15:30', '15:30-17:00'] as const

export interface DemoOffer {
  readonly vaccine: string
  readonly doses: readonly number[]
  readonly lot: string
}

export const OFFERS: readonly [DemoOffer, DemoOffer] = [
  { vaccine: 'COVISHIELD', doses: [1, 2], lot: '4121Z' },
  { vaccine: 'COVAXIN', doses: [1], lot: '37F22' },
]
const CENTRE = 'vaccination-centre'
const DAYS = 7
const SEATS_ELSEWHERE = 20

/** The number of a lot is different in each year, so that it does not expire while the demo is used. */
export const lotOf = ({ lot }: DemoOffer, day: string): string => `${lot}${day.slice(2, 4)}`

export interface KnownSession {
  readonly sessionId: string
  readonly date: string
  readonly vaccine: string
  readonly dose: number
}

interface KnownLevel {
  readonly vaccine: string
  readonly free: number
}

export interface OpenedDays {
  readonly from: string
  readonly capacity: number
}

export async function makeCentre(api: DemoApi, { facilityId, kinds }: DemoFacility): Promise<void> {
  if (kinds.includes(CENTRE)) return
  await api.send('PATCH', `/v1/facilities/${facilityId}`, { kinds: [...kinds, CENTRE] })
}

export async function openCentre(api: DemoApi, centre: DemoFacility, today: string): Promise<void> {
  await makeCentre(api, centre)
  await openSessions(api, centre, { from: today, capacity: SEATS_ELSEWHERE })
}

/** Opens the sessions that are missing on these days, and receives the doses for them. */
export async function openSessions(
  api: DemoApi,
  { facilityId }: DemoFacility,
  { from, capacity }: OpenedDays,
): Promise<void> {
  const known = await listSessions(api, facilityId, from)
  const { levels } = await api.get<{ levels: KnownLevel[] }>(`/v1/vaccination/stock?facility=${facilityId}`)
  for (const offer of OFFERS) {
    const { vaccine, doses } = offer
    const missing = doses.flatMap((dose) =>
      Array.from({ length: DAYS }, (_, index) => ({ dose, date: addDays(from, index) })).filter(
        ({ date }) => !known.some((one) => one.date === date && one.vaccine === vaccine && one.dose === dose),
      ),
    )
    if (missing.length === 0) continue
    // Receive enough doses for these sessions, and as many again as a copy of the week needs.
    const free = levels.find((level) => level.vaccine === vaccine)?.free ?? 0
    const quantity = (missing.length + doses.length * DAYS) * capacity - free
    if (quantity > 0) await receive(api, { facilityId, offer, day: from, quantity })
    for (const { dose, date } of missing) await openSession(api, { facilityId, date, vaccine, dose, capacity })
  }
}

interface Delivery {
  readonly facilityId: string
  readonly offer: DemoOffer
  readonly day: string
  readonly quantity: number
}

/** Receives doses of the year's lot. */
export async function receive(api: DemoApi, { facilityId, offer, day, quantity }: Delivery): Promise<void> {
  const lot = { lot: lotOf(offer, day), expiresOn: `${Number(day.slice(0, 4)) + 2}-12-31` }
  await api.send('POST', '/v1/vaccination/stock', { facilityId, vaccine: offer.vaccine, ...lot, quantity })
}

interface NewSession {
  readonly facilityId: string
  readonly date: string
  readonly vaccine: string
  readonly dose: number
  readonly capacity: number
}

/** Opens a session in the hours of the demo, free for grown-ups. */
export function openSession(api: DemoApi, session: NewSession): Promise<KnownSession> {
  return api.send('POST', '/v1/vaccination/sessions', { ...session, windows: WINDOWS, minAge: 18, fee: 0 })
}

/** The sessions of a week from this day on, for the staff of the centre and for officials. */
export async function listSessions(api: DemoApi, facilityId: string, from: string): Promise<readonly KnownSession[]> {
  const url = `/v1/vaccination/sessions?facility=${facilityId}&from=${from}&to=${addDays(from, DAYS)}&limit=100`
  const { items } = await api.get<{ items: KnownSession[] }>(url)
  return items
}
