// The vaccination drive of the demo: its hospital and one hospital in each other state offer seats for a week.
import { addDays } from '../../platform/clock.ts'
import type { Demo, DemoApi, DemoFacility } from '../../platform/demo.ts'

// These windows cover the whole day, so that a session of today takes bookings whenever somebody tries the demo.
const WINDOWS = ['00:00-06:00', '06:00-12:00', '12:00-18:00', '18:00-24:00']
const OFFERS = [
  { vaccine: 'COVISHIELD', doses: [1, 2], lot: 'DEMO-CS' },
  { vaccine: 'COVAXIN', doses: [1], lot: 'DEMO-CX' },
] as const
const DAYS = 7

interface KnownSession {
  readonly date: string
  readonly vaccine: string
  readonly dose: number
}

interface KnownLevel {
  readonly vaccine: string
  readonly free: number
}

export async function seedDemo({ api, accounts, hospital, otherHospitals, today }: Demo): Promise<void> {
  const admin = accounts.find(({ role }) => role === 'national-admin')
  if (!admin) throw new Error('The demo has no national administrator')
  await api.signIn(admin)
  await seedCentre(api, hospital, today, 100)
  for (const other of otherHospitals) await seedCentre(api, other, today, 20)
  await api.signOut()
}

async function seedCentre(
  api: DemoApi,
  { facilityId, kinds }: DemoFacility,
  today: string,
  capacity: number,
): Promise<void> {
  if (!kinds.includes('vaccination-centre')) {
    await api.send('PATCH', `/v1/facilities/${facilityId}`, { kinds: [...kinds, 'vaccination-centre'] })
  }
  const url = `/v1/vaccination/availability?facility=${facilityId}&days=${DAYS}`
  const { centres } = await api.get<{ centres: { sessions: KnownSession[] }[] }>(url)
  const known = centres.flatMap((centre) => centre.sessions)
  const { levels } = await api.get<{ levels: KnownLevel[] }>(`/v1/vaccination/stock?facility=${facilityId}`)
  for (const { vaccine, doses, lot } of OFFERS) {
    const missing = doses.flatMap((dose) =>
      Array.from({ length: DAYS }, (_, index) => ({ dose, date: addDays(today, index) })).filter(
        ({ date }) => !known.some((one) => one.date === date && one.vaccine === vaccine && one.dose === dose),
      ),
    )
    if (missing.length === 0) continue
    const year = today.slice(0, 4)
    const stock = { facilityId, vaccine, lot: `${lot}-${year}`, expiresOn: `${Number(year) + 2}-12-31` }
    // Receive enough doses for these sessions, and as many again as a copy of the week needs.
    const free = levels.find((level) => level.vaccine === vaccine)?.free ?? 0
    const quantity = (missing.length + doses.length * DAYS) * capacity - free
    if (quantity > 0) await api.send('POST', '/v1/vaccination/stock', { ...stock, quantity })
    for (const { dose, date } of missing) {
      const session = { facilityId, date, vaccine, dose, capacity, windows: WINDOWS, minAge: 18, fee: 0 }
      await api.send('POST', '/v1/vaccination/sessions', session)
    }
  }
}
