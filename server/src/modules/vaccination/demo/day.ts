// The day of the demo's hospital: who has booked, when each comes and has the dose, and who stays away.
import { addDays } from '../../../platform/clock.ts'
import { toMinute, toTimeOfDay } from '../../../platform/contract.ts'
import type { Demo, DemoApi, DemoHousehold } from '../../../platform/demo.ts'
import { type KnownSession, listSessions, lotOf, OFFERS, WINDOWS } from './sessions.ts'

const SECOND_DOSE = 2
const BOOKED_AT = '18:40'
/** The last of a window comes so long before its end. */
const LAST_BEFORE_MINUTES = 15
const WAIT_MINUTES_MIN = 12
const WAITS_DIFFER_MINUTES = 23
/** Of so many people one stays away. */
const ABSENT_OF = 7
const ABSENT_AFTER_MINUTES = 90
const PAGE = 100

interface Booking {
  readonly bookingId: string
  readonly status: string
  readonly vaccine: string
  readonly dose: number
  readonly window: string
  readonly token: number
  readonly arrivedAt?: string
  readonly patient?: { readonly name: string }
}

/** Each family books one window of today, unless it has booked already. The last family cancels for one person. */
export async function bookToday(demo: Demo): Promise<void> {
  const { hospital, today, households } = demo
  const sessions = await demo.as('vaccinator', (api) => listSessions(api, hospital.facilityId, today))
  const ofToday = sessions.filter(({ date, dose }) => date === today && dose === 1)
  await demo.at(addDays(today, -1), BOOKED_AT, async () => {
    for (const [nth, household] of households.entries()) {
      const session = ofToday[nth % ofToday.length]
      const window = WINDOWS[nth % WINDOWS.length] as string
      const isLast = nth === households.length - 1
      if (session) await demo.as(household, (api) => book(api, household, { session, window, isLast }))
    }
  })
}

/** The demo's citizen has an appointment tomorrow; her mother has none, though her dose is due too. */
export async function bookTomorrow({ hospital, today, ...demo }: Demo): Promise<void> {
  const sessions = await demo.as('vaccinator', (api) => listSessions(api, hospital.facilityId, today))
  await demo.as('citizen', async (api) => {
    const session = sessions.find((one) => one.date === addDays(today, 1) && one.dose === SECOND_DOSE)
    const { items } = await api.get<{ items: { patientId: string }[] }>('/v1/patients')
    const patientIds = items.slice(0, 1).map(({ patientId }) => patientId)
    const before = await api.get<{ items: Booking[] }>(`/v1/vaccination/bookings?patient=${patientIds[0]}`)
    if (!session || before.items.some(({ dose }) => dose === SECOND_DOSE)) return
    const asked = { sessionId: session.sessionId, window: WINDOWS[1], patientIds }
    await api.send('POST', '/v1/vaccination/bookings', asked)
  })
}

interface Place {
  readonly session: KnownSession
  readonly window: string
  readonly isLast: boolean
}

async function book(api: DemoApi, { people }: DemoHousehold, { session, window, isLast }: Place): Promise<void> {
  const { items } = await api.get<{ items: { patientId: string; name: string }[] }>('/v1/patients')
  const patientIds = items.filter(({ name }) => people.some((one) => one.name === name)).map((one) => one.patientId)
  const before = await api.get<{ items: object[] }>(`/v1/vaccination/bookings?patient=${patientIds[0]}`)
  if (before.items.length > 0) return
  const { sessionId } = session
  const asked = { sessionId, window, patientIds }
  const { bookings } = await api.send<{ bookings: Booking[] }>('POST', '/v1/vaccination/bookings', asked)
  const last = bookings.at(-1)
  if (isLast && last) await api.send('POST', `/v1/vaccination/bookings/${last.bookingId}/cancellation`, {})
}

interface Step {
  /** Minute of the day. */
  readonly at: number
  readonly url: string
  readonly body: object
}

/** Does what is due until now for the people of the demo. It leaves others, and what staff did by hand, alone. */
export async function goOn(demo: Demo): Promise<void> {
  const { hospital, today } = demo
  const now = toMinute(demo.now())
  if (now < toMinute(WINDOWS[0].slice(0, 5))) return
  const url = `/v1/vaccination/bookings?facility=${hospital.facilityId}&day=${today}&limit=${PAGE}`
  const { items } = await demo.as('vaccinator', (api) => api.get<{ items: Booking[] }>(url))
  const due = plan(demo, items).filter(({ at }) => at <= now)
  for (const { at, url: step, body } of due.toSorted((one, other) => one.at - other.at)) {
    await demo.at(today, toTimeOfDay(at), () => demo.as('vaccinator', (api) => api.send('POST', step, body)))
  }
}

/** What is still to do for each person of the demo, and when. People come evenly over their window. */
function plan({ today, households }: Demo, bookings: readonly Booking[]): Step[] {
  const names = new Set(households.flatMap(({ people }) => people.map(({ name }) => name)))
  const own = bookings.filter(({ patient }) => patient && names.has(patient.name))
  return WINDOWS.flatMap((window) => {
    const together = own.filter((booking) => booking.window === window)
    const begin = toMinute(window.slice(0, 5))
    const apart = (toMinute(window.slice(6)) - begin - LAST_BEFORE_MINUTES) / together.length
    return together.flatMap((booking, nth) =>
      toSteps(booking, { today, nth, comesAt: begin + Math.floor(nth * apart) }),
    )
  })
}

interface Coming {
  readonly today: string
  readonly nth: number
  readonly comesAt: number
}

function toSteps({ bookingId, status, vaccine, arrivedAt }: Booking, { today, nth, comesAt }: Coming): Step[] {
  const offer = OFFERS.find((one) => one.vaccine === vaccine)
  if (!offer || status !== 'BOOKED') return []
  const url = `/v1/vaccination/bookings/${bookingId}`
  if (nth % ABSENT_OF === ABSENT_OF - 1) {
    return [{ at: comesAt + ABSENT_AFTER_MINUTES, url: `${url}/absence`, body: {} }]
  }
  const waits = WAIT_MINUTES_MIN + ((nth * 7) % WAITS_DIFFER_MINUTES)
  const dose = { at: comesAt + waits, url: `${url}/completion`, body: { lot: lotOf(offer, today) } }
  return arrivedAt === undefined ? [{ at: comesAt, url: `${url}/arrival`, body: {} }, dose] : [dose]
}
