// What each role may do in vaccination: book for its own family, keep stock and sessions of a centre, and give doses.
import { definePowers } from '../../platform/access.ts'

const STORE = ['stock.read', 'stock.keep'] as const
const SESSIONS = ['session.read', 'session.manage'] as const
const BOOKINGS = ['booking.read', 'booking.manage'] as const
const DOSES = ['dose.give', 'dose.record', 'dose.correct'] as const

export const { rows, may } = definePowers({
  citizen: ['booking.make', ...BOOKINGS, 'dose.read', 'certificate.read'],
  pharmacist: STORE,
  vaccinator: ['stock.read', 'session.read', ...BOOKINGS, ...DOSES, 'certificate.read'],
  'centre-admin': [...STORE, ...SESSIONS, ...BOOKINGS, ...DOSES, 'dose.undo', 'certificate.read'],
  // A chain-admin sees counts but no people. Only the staff of the centre and officials may see who is booked.
  'chain-admin': ['stock.read', 'session.read'],
  'district-officer': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read', 'dose.correct'],
  'national-admin': [...STORE, ...SESSIONS, ...BOOKINGS, 'figures.read', 'dose.correct', 'vaccine.register'],
})
