// Row types of the tables of vaccination.
import type { Generated } from 'kysely'
import type { Id } from '../../platform/contract.ts'
import type { LotState } from '../../platform/ledger.ts'

/** The transaction of the last change, as text: 64 bits do not fit a number. Written by its default. */
type Xid = Generated<string>

export interface CourseRow {
  code: string
  name: string
  disease: string
}

export interface VaccineRow {
  code: string
  course: string
  name: string
  manufacturer: string
  cvx_code: string | null
  doses: number
  interval_days_min: number
  interval_days_max: number | null
  age_years_min: number
  price_paise: number
  changed_xid: Xid
}

export interface CentreRow {
  cell: number
  facility_id: Id<'facility'>
  name: string
  address: string
  pin: string
  district: string
  state: string
  state_code: string
  /** Of the facility: an older event never wins. */
  version: number
  changed_xid: Xid
}

export interface StockLevelRow {
  cell: number
  facility_id: Id<'facility'>
  vaccine: string
  on_hand: number
  promised: number
  /** Of lots in quarantine or recalled. */
  blocked: number
  /** Promised doses that the stock lacks since a lot was blocked. */
  uncovered: number
}

export interface StockLotRow {
  cell: number
  facility_id: Id<'facility'>
  vaccine: string
  lot: string
  expires_on: string
  on_hand: number
  state: LotState
  state_reason: string | null
  state_by: string | null
  state_at: Date | null
}

export interface StockMovementRow {
  cell: number
  id: Id<'stock-movement'>
  facility_id: Id<'facility'>
  vaccine: string
  lot: string
  quantity: number
  reason: 'received' | 'given' | 'wasted' | 'corrected'
  actor_id: string
  moved_at: Date
}

export interface SessionRow {
  cell: number
  id: Id<'session'>
  facility_id: Id<'facility'>
  held_on: string
  course: string
  vaccine: string
  dose: number
  interval_days_min: number
  age_min: number
  age_max: number | null
  windows: string[]
  fee_paise: number
  opens_at: Date | null
  status: 'open' | 'closed'
  capacity: number
  booked: number
  given: number
  tokens_issued: number
  revision: number
  changed_xid: Xid
  created_at: Date
}

export interface BookingRow {
  cell: number
  id: Id<'booking'>
  session_id: Id<'session'>
  patient_id: Id<'patient'>
  /** Null where staff booked for somebody without an account. */
  account_id: Id<'account'> | null
  time_window: string
  token: number
  status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
  booked_at: Date
  arrived_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  rescheduled_to: string | null
}

export interface ClaimRow {
  cell: number
  patient_id: Id<'patient'>
  course: string
  dose: number
  vaccine: string
  booking_id: Id<'booking'>
  given_on: string | null
}

interface ReleasedClaimRow {
  cell: number
  patient_id: Id<'patient'>
  booking_id: Id<'booking'>
  course: string
  dose: number
  released_at: Date
}

export interface DoseRow {
  cell: number
  patient_id: Id<'patient'>
  course: string
  dose: number
  vaccine: string
  lot: string
  facility_id: Id<'facility'>
  booking_id: Id<'booking'>
  given_at: Date
  given_by: string
}

export interface VaccinationTables {
  'vaccination.courses': CourseRow
  'vaccination.vaccines': VaccineRow
  'vaccination.centres': CentreRow
  'vaccination.stock_levels': StockLevelRow
  'vaccination.stock_lots': StockLotRow
  'vaccination.stock_movements': StockMovementRow
  'vaccination.sessions': SessionRow
  'vaccination.bookings': BookingRow
  'vaccination.claims': ClaimRow
  'vaccination.released_claims': ReleasedClaimRow
  'vaccination.doses': DoseRow
}
