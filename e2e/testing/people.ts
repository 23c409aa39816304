// People and sessions for browser tests, made through the API: who is registered, what is booked, what is given.
import assert from 'node:assert/strict'
import { addDays, dayInIndia, systemClock } from '../../server/src/platform/clock.ts'
import type { Role } from '../../server/src/platform/powers.ts'
import type { Person } from '../../server/src/testing/setup.ts'
import type { Sehat } from './sehat.ts'

export interface Citizen extends Person {
  readonly name: string
  readonly phone: string
  readonly password: string
  readonly patientId: string
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

export const todayInIndia = (): string => dayInIndia(systemClock.now())

export function createCitizens(sehat: Sehat) {
  let people = 0
  let lots = 0
  const send = async <Body>(by: Person | undefined, url: string, body: object): Promise<Body> => {
    const answer = await sehat.ask<Body>('POST', url, { by, body })
    assert.ok(answer.status < 300, `${url}: ${JSON.stringify(answer.body)}`)
    return answer.body
  }
  const tokenOf = async (phone: string, password: string): Promise<string> =>
    (await send<{ accessToken: string }>(undefined, '/v1/auth/login', { phone, password })).accessToken
  const staff = async (role: Role): Promise<Person> => {
    const { phone, password } = sehat.account(role)
    return { accountId: '', token: await tokenOf(phone, password) }
  }
  const facilityId = sehat.account('centre-admin').facilityId as string
  return {
    async citizen(name = 'Meera Nair'): Promise<Citizen> {
      const phone = `98${String(10_000_000 + ++people)}`
      const person = { name, birthDate: '1985-03-07', gender: 'female', pin: '110001', phone, password: PASSWORD }
      const { accountId, patientId } = await send<{ accountId: string; patientId: string }>(
        undefined,
        '/v1/auth/register',
        person,
      )
      return { name, phone, password: PASSWORD, accountId, patientId, token: await tokenOf(phone, PASSWORD) }
    },
    /** A session at the demo's centre, with stock of its own; today, dose 1 and two windows unless wished otherwise. */
    async session({
      date = todayInIndia(),
      capacity = 10,
      dose = 1,
      windows = ['12:00-18:00', WINDOW],
    }: SessionWish = {}) {
      const admin = await staff('centre-admin')
      const shelf = { facilityId, vaccine: 'COVISHIELD' }
      const lot = { lot: `E2E-${++lots}`, expiresOn: addDays(date, 365), quantity: capacity }
      await send(admin, '/v1/vaccination/stock', { ...shelf, ...lot })
      const session = { ...shelf, dose, date, capacity, windows, minAge: 18, fee: 0 }
      const { sessionId } = await send<{ sessionId: string }>(admin, '/v1/vaccination/sessions', session)
      return { sessionId, lot: lot.lot }
    },
    async book(citizen: Citizen, sessionId: string, window = WINDOW): Promise<BookingSeen> {
      const body = { sessionId, window, patientIds: [citizen.patientId] }
      const { bookings } = await send<{ bookings: BookingSeen[] }>(citizen, '/v1/vaccination/bookings', body)
      return bookings[0] as BookingSeen
    },
    cancel: (citizen: Citizen, bookingId: string) =>
      send(citizen, `/v1/vaccination/bookings/${bookingId}/cancellation`, {}),
    /** The demo's vaccinator gives the dose. */
    give: async (bookingId: string, lot: string) =>
      send(await staff('vaccinator'), `/v1/vaccination/bookings/${bookingId}/completion`, { lot }),
    /** What the server knows of somebody's bookings. */
    async bookingsOf({ patientId, ...by }: Citizen): Promise<BookingSeen[]> {
      const url = `/v1/vaccination/bookings?patient=${patientId}`
      return (await sehat.ask<{ items: BookingSeen[] }>('GET', url, { by })).body.items
    },
    tokenOf,
  }
}
