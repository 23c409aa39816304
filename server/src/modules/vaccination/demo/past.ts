// What happened at the demo's hospital before today: first doses, walk-ins of two weeks, two lots to look at.
import { addDays } from '../../../platform/clock.ts'
import type { Demo, DemoApi } from '../../../platform/demo.ts'
import { personOf, REGISTERED_TWICE } from '../../../platform/demo-people.ts'
import { lotOf, OFFERS, openSession, receive, WINDOWS } from './sessions.ts'

/** The Sharmas had their first doses so long ago that the second is due. */
const FIRST_DOSES_DAYS_AGO = 86
const WALK_IN_DAYS = 12
const WALK_IN_TIMES = ['10:20', '14:40'] as const
const SEATS = 40
const SOON = '4119Z88'
const FEW = '37E1904'

interface Known {
  readonly patientId: string
  readonly name: string
}

interface Made {
  readonly bookingId: string
}

/** Makes what is missing of the past: a start that was broken off leaves a part of it. */
export async function makePast(demo: Demo): Promise<void> {
  const family = await demo.as('citizen', listFamily)
  const doses = `/v1/patients/${family[0]?.patientId}/doses`
  const had = await demo.as('citizen', (api) => api.get<{ items: object[] }>(doses))
  if (had.items.length === 0) await giveFirstDoses(demo, family)
  const known = await listPastDays(demo)
  for (let ago = WALK_IN_DAYS; ago > 0; ago--) {
    const day = addDays(demo.today, -ago)
    const isSunday = new Date(`${day}T00:00:00Z`).getUTCDay() === 0
    if (!isSunday && !known.has(day)) await walkIns(demo, day)
  }
  await receiveLotsToLookAt(demo)
}

async function listPastDays({ hospital: { facilityId }, today, ...demo }: Demo): Promise<ReadonlySet<string>> {
  const days = `from=${addDays(today, -WALK_IN_DAYS)}&to=${today}`
  const url = `/v1/vaccination/sessions?facility=${facilityId}&${days}&limit=100`
  const { items } = await demo.as('vaccinator', (api) => api.get<{ items: { date: string }[] }>(url))
  return new Set(items.map(({ date }) => date))
}

/** One lot expires soon and one is nearly used up. With them comes a person who is registered twice. */
async function receiveLotsToLookAt(demo: Demo): Promise<void> {
  const { facilityId } = demo.hospital
  const [covishield, covaxin] = OFFERS
  const url = `/v1/vaccination/stock?facility=${facilityId}`
  const { lots } = await demo.as('vaccinator', (api) => api.get<{ lots: { lot: string }[] }>(url))
  if (lots.some(({ lot }) => lot === SOON)) return
  await demo.as('vaccinator', async (api) => {
    for (const person of REGISTERED_TWICE) await register(api, person)
  })
  await demo.as('national-admin', async (api) => {
    const few = { vaccine: covaxin.vaccine, lot: FEW, expiresOn: addDays(demo.today, 41), quantity: 6 }
    const soon = { vaccine: covishield.vaccine, lot: SOON, expiresOn: addDays(demo.today, 9), quantity: 30 }
    for (const lot of [few, soon]) await api.send('POST', '/v1/vaccination/stock', { facilityId, ...lot })
  })
}

const listFamily = async (api: DemoApi): Promise<readonly Known[]> =>
  (await api.get<{ items: Known[] }>('/v1/patients')).items

async function giveFirstDoses(demo: Demo, family: readonly Known[]): Promise<void> {
  const day = addDays(demo.today, -FIRST_DOSES_DAYS_AGO)
  const patientIds = family.filter(({ name }) => !name.startsWith('Diya')).map(({ patientId }) => patientId)
  const session = await openDay(demo, day)
  const { bookings } = await demo.at(addDays(day, -1), '18:30', () =>
    demo.as('citizen', (api) =>
      api.send<{ bookings: Made[] }>('POST', '/v1/vaccination/bookings', {
        ...{ sessionId: session, patientIds, window: WINDOWS[1] },
      }),
    ),
  )
  await demo.at(day, '11:35', () =>
    demo.as('vaccinator', async (api) => {
      for (const { bookingId } of bookings) {
        await api.send('POST', `/v1/vaccination/bookings/${bookingId}/arrival`, {})
        await give(api, bookingId, day)
      }
    }),
  )
}

/** Opens the session of first doses on a past day, on the evening before. Gives its id. */
async function openDay(demo: Demo, day: string): Promise<string> {
  const { facilityId } = demo.hospital
  return demo.at(addDays(day, -1), '18:00', () =>
    demo.as('national-admin', async (api) => {
      const [offer] = OFFERS
      await receive(api, { facilityId, offer, day, quantity: SEATS })
      const { vaccine } = offer
      return (await openSession(api, { facilityId, date: day, vaccine, dose: 1, capacity: SEATS })).sessionId
    }),
  )
}

const give = (api: DemoApi, bookingId: string, day: string): Promise<unknown> =>
  api.send('POST', `/v1/vaccination/bookings/${bookingId}/completion`, { lot: lotOf(OFFERS[0], day) })

async function walkIns(demo: Demo, day: string): Promise<void> {
  const sessionId = await openDay(demo, day)
  for (const [at, time] of WALK_IN_TIMES.entries()) {
    const many = 3 + ((Number(day.slice(8)) * (at + 3)) % 4)
    await demo.at(day, time, () =>
      demo.as('vaccinator', async (api) => {
        for (let nth = 0; nth < many; nth++) {
          const person = personOf(day, `walk-in ${at} ${nth}`)
          await walkIn(api, { sessionId, window: WINDOWS[at * 2] as string, day, person })
        }
      }),
    )
  }
}

interface WalkIn {
  readonly sessionId: string
  readonly window: string
  readonly day: string
  readonly person: object
}

async function walkIn(api: DemoApi, { sessionId, window, day, person }: WalkIn): Promise<void> {
  const { patientId } = await register(api, person)
  const { bookingId } = await api.send<Made>('POST', `/v1/vaccination/sessions/${sessionId}/walk-ins`, {
    ...{ patientId, window, proof: { kind: 'registration' } },
  })
  await give(api, bookingId, day)
}

const register = (api: DemoApi, person: object): Promise<Known> =>
  api.send('POST', '/v1/patients/registrations', { ...person, confirmedNew: true })
