// Makes people, centres and sessions for browser tests, through the API. Each test file has its own.
import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { addDays, dayInIndia, systemClock, timeInIndia } from '../../server/src/platform/clock.ts'
import { toMinute, toTimeOfDay } from '../../server/src/platform/contract.ts'
import type { Role } from '../../server/src/platform/powers.ts'
import type { Person } from '../../server/src/testing/setup.ts'
import type { DemoAccount, Sehat } from './sehat.ts'

export interface Citizen extends Person {
  readonly role: 'citizen'
  readonly name: string
  readonly phone: string
  readonly password: string
  /** A day of this file alone: people of other files are not like this one. */
  readonly birthDate: string
  readonly patientId: string
}

export interface Centre {
  readonly facilityId: string
  readonly admin: DemoAccount
  readonly vaccinator: DemoAccount
}

export interface BookingSeen {
  readonly bookingId: string
  readonly reference: string
  readonly token: number
  readonly status: string
  readonly sessionId: string
}

interface SessionWish {
  readonly date?: string
  readonly capacity?: number
  readonly dose?: number
  readonly windows?: readonly string[]
}

export const WINDOW = '18:00-24:00'
const PASSWORD = 'quiet river mango'

/** The sessions of the demo close at this time. */
const DEMO_CLOSES = '17:00'

/**
 * Two windows after those of the demo, of which people can still book both. The first one ends halfway between now and
 * midnight.
 */
export function lateWindows(now = systemClock.now()): readonly [string, string] {
  const from = Math.max(toMinute(timeInIndia(now)), toMinute(DEMO_CLOSES))
  const middle = toTimeOfDay(Math.ceil((from + toMinute('24:00')) / 2))
  return [`${DEMO_CLOSES}-${middle}`, `${middle}-24:00`]
}

export const todayInIndia = (): string => dayInIndia(systemClock.now())

/** `file` names the test file. Its people get phone numbers that no other file uses. */
export function createPeople(sehat: Sehat, file: string) {
  const api = openApi(sehat)
  const digits = digitsOf(file)
  const birthDate = new Date(Date.UTC(1970, 0, 1 + (Number(digits) % 7_000))).toISOString().slice(0, 10)
  let people = 0
  const nextPhone = (): string => `98${digits}${String(++people).padStart(3, '0')}`
  /** Offers a role to somebody, who accepts it with a code and sets the password. */
  const appoint = async (role: Role, name: string, facilityId: string): Promise<DemoAccount> => {
    const account = { name, phone: nextPhone(), password: PASSWORD, facilityId }
    await api.hire(account, { role, facilityId })
    return { ...account, role }
  }
  const staffOf = async (facilityId: string): Promise<Centre> => ({
    facilityId,
    admin: await appoint('centre-admin', 'Sunita Verma', facilityId),
    vaccinator: await appoint('vaccinator', 'Ravi Kumar', facilityId),
  })
  return {
    ...api,
    ...createBookings(sehat, api),
    nextPhone,
    /** Appoints staff for this file at a centre. The demo's own staff must not work at that centre. */
    staffOf,
    /** Makes a centre for this file alone. A page that looks for other centres finds those of the same PIN first. */
    async centre(pin = '110002'): Promise<Centre> {
      const body = { name: `Clinic of ${file}`, kinds: ['vaccination-centre'], address: '1 Station Road', pin }
      const by = await api.signIn(sehat.account('national-admin'))
      const { facilityId } = await api.send<{ facilityId: string }>(by, '/v1/facilities', body)
      return staffOf(facilityId)
    },
    async citizen(name = 'Meera Nair'): Promise<Citizen> {
      const account = { name, phone: nextPhone(), password: PASSWORD }
      const person = { ...account, birthDate, gender: 'female', pin: '110001' }
      await api.send(undefined, '/v1/auth/otp', { phone: account.phone })
      const proven = { ...person, otp: await sehat.codeOf(account.phone) }
      const made = await api.send<{ accountId: string; patientId: string }>(undefined, '/v1/auth/register', proven)
      const { token } = await api.signIn(account)
      return { ...account, birthDate, role: 'citizen', accountId: made.accountId, patientId: made.patientId, token }
    },
  }
}

type Api = ReturnType<typeof openApi>

function openApi(sehat: Sehat) {
  const send = async <Body>(by: Person | undefined, url: string, body: object): Promise<Body> => {
    const answer = await sehat.ask<Body>('POST', url, { by, body })
    assert.ok(answer.status < 300, `${url}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const codeOf = async (phone: string): Promise<string> => {
    await send(undefined, '/v1/auth/otp', { phone })
    return sehat.codeOf(phone)
  }
  /** Signs in through the API, for requests that no page sends. */
  const signIn = async (
    proof: { phone: string; password: string } | { phone: string; otp: string },
  ): Promise<Person> => {
    const { phone } = proof
    const stated = 'otp' in proof ? { phone, otp: proof.otp } : { phone, password: proof.password }
    const { accessToken } = await send<{ accessToken: string }>(undefined, '/v1/auth/login', stated)
    return { accountId: '', token: accessToken }
  }
  const signInByCode = async (phone: string): Promise<Person> => signIn({ phone, otp: await codeOf(phone) })
  /** Signs in by a code, and accepts all offers to this phone. */
  const accept = async (phone: string): Promise<void> => {
    const person = await signInByCode(phone)
    const { body } = await sehat.ask<{ items: { offerId: string }[] }>('GET', '/v1/me/offers', { by: person })
    for (const { offerId } of body.items) {
      await send(person, `/v1/me/offers/${offerId}/acceptance`, { otp: await codeOf(phone) })
    }
  }
  return {
    send,
    signIn,
    signInByCode,
    accept,
    /** The demo's national administrator offers roles; the person accepts all, and sets the stated password. */
    async hire({ name, phone, password }: Hired, ...places: readonly Place[]): Promise<void> {
      const by = await signIn(sehat.account('national-admin'))
      for (const { role, facilityId } of places) {
        await send(by, '/v1/staff', { name, phone, facilityId, roles: [role] })
      }
      await accept(phone)
      if (password === undefined) return
      await send(undefined, '/v1/auth/password/reset', { phone, otp: await codeOf(phone), password })
    },
  }
}

interface Hired {
  readonly name: string
  readonly phone: string
  readonly password?: string
}

interface Place {
  readonly role: Role
  readonly facilityId: string
}

function createBookings(sehat: Sehat, { send, signIn }: Api) {
  let lots = 0
  return {
    /** Makes a session with its own stock. The default is today, dose 1 and two windows. */
    async session(
      { facilityId, admin }: Omit<Centre, 'vaccinator'>,
      { date = todayInIndia(), capacity = 10, dose = 1, windows = ['12:00-18:00', WINDOW] }: SessionWish = {},
    ) {
      const by = await signIn(admin)
      const shelf = { facilityId, vaccine: 'COVISHIELD' }
      const lot = { lot: `E2E-${++lots}`, expiresOn: addDays(date, 365), quantity: capacity }
      await send(by, '/v1/vaccination/stock', { ...shelf, ...lot })
      const session = { ...shelf, dose, date, capacity, windows, minAge: 18, fee: 0 }
      const { sessionId } = await send<{ sessionId: string }>(by, '/v1/vaccination/sessions', session)
      return { sessionId, lot: lot.lot }
    },
    /** Keeps today's sessions of a centre of the demo open until midnight, so that a test can use them at any time. */
    async keepOpen({ facilityId, admin }: Omit<Centre, 'vaccinator'>): Promise<void> {
      const by = await signIn(admin)
      const today = todayInIndia()
      const url = `/v1/vaccination/sessions?facility=${facilityId}&from=${today}&limit=100`
      const { body } = await sehat.ask<{ items: { sessionId: string; date: string; windows: string[] }[] }>(
        'GET',
        url,
        { by },
      )
      const ofToday = body.items.filter(({ date }) => date === today)
      assert.ok(ofToday.length > 0, 'the demo has sessions today')
      for (const { sessionId, windows } of ofToday) {
        const later = { windows: [...windows, ...lateWindows()] }
        const answer = await sehat.ask('PATCH', `/v1/vaccination/sessions/${sessionId}`, { by, body: later })
        assert.equal(answer.status, 200, JSON.stringify(answer.body))
      }
    },
    async book(citizen: Citizen, sessionId: string, window = WINDOW): Promise<BookingSeen> {
      const body = { sessionId, window, patientIds: [citizen.patientId] }
      const { bookings } = await send<{ bookings: BookingSeen[] }>(citizen, '/v1/vaccination/bookings', body)
      return bookings[0] as BookingSeen
    },
    cancel: (citizen: Citizen, bookingId: string) =>
      send(citizen, `/v1/vaccination/bookings/${bookingId}/cancellation`, {}),
    /** Records the arrival and the dose, as the vaccinator. */
    give: async (vaccinator: DemoAccount, bookingId: string, lot: string) => {
      const by = await signIn(vaccinator)
      await send(by, `/v1/vaccination/bookings/${bookingId}/arrival`, {})
      return send(by, `/v1/vaccination/bookings/${bookingId}/completion`, { lot })
    },
    /** Reads the bookings of this citizen from the server. */
    async bookingsOf({ patientId, ...by }: Citizen): Promise<BookingSeen[]> {
      const url = `/v1/vaccination/bookings?patient=${patientId}`
      return (await sehat.ask<{ items: BookingSeen[] }>('GET', url, { by })).body.items
    },
  }
}

/** Gives five digits that always belong to this name. */
function digitsOf(name: string): string {
  const digest = createHash('sha256').update(name).digest()
  return String(digest.readUInt32BE() % 100_000).padStart(5, '0')
}
