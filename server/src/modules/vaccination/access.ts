// What each role may do in vaccination: book for the own family, keep a centre's stock and sessions, and give doses.
import { definePowers } from '../../platform/access.ts'

const STORE = ['stock.read', 'stock.keep'] as const
const SESSIONS = ['session.read', 'session.manage'] as const
const BOOKINGS = ['booking.read', 'booking.manage'] as const

export const { rows, may } = definePowers({
  citizen: ['booking.make', ...BOOKINGS, 'dose.read'],
  pharmacist: STORE,
  vaccinator: ['stock.read', 'session.read', ...BOOKINGS, 'dose.give'],
  'centre-admin': [...STORE, ...SESSIONS, ...BOOKINGS, 'dose.give'],
  // Counts, and no people: who is booked is for those who work at the centre.
  'chain-admin': ['stock.read', 'session.read'],
  'district-officer': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read'],
  'national-admin': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read', 'vaccine.register'],
})
