// What each role may do in vaccination: book for its own family, keep stock and sessions of a centre, and give doses.
import { definePowers } from '../../platform/access.ts'

const STORE = ['stock.read', 'stock.keep'] as const
const SESSIONS = ['session.read', 'session.manage'] as const
const BOOKINGS = ['booking.read', 'booking.manage'] as const

export const { rows, may } = definePowers({
  citizen: ['booking.make', ...BOOKINGS, 'dose.read', 'certificate.read'],
  pharmacist: STORE,
  vaccinator: ['stock.read', 'session.read', ...BOOKINGS, 'dose.give', 'certificate.read'],
  'centre-admin': [...STORE, ...SESSIONS, ...BOOKINGS, 'dose.give', 'dose.undo', 'certificate.read'],
  // A chain-admin sees counts but no people. Only the staff of the centre and officials may see who is booked.
  'chain-admin': ['stock.read', 'session.read'],
  'district-officer': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read'],
  'national-admin': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read', 'vaccine.register'],
})
