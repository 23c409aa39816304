// The rows of the schema vaccination: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'vaccination.adverse_events': {
    cell: number
    id: string
    version: number
    status: 'reported' | 'cancelled'
    patient_id: string
    booking_id: string
    facility_cell: number
    facility_id: string
    course: string
    vaccine: string
    dose: number
    given_at: Date
    onset_at: Date
    reactions: string[]
    description: string | null
    severity: 'minor' | 'severe' | 'serious'
    serious_because: string[]
    treatment: string | null
    outcome: 'recovered' | 'recovering' | 'not-recovered' | 'died' | 'unknown'
    told_by: 'patient' | 'family' | 'health-worker' | 'other'
    reason: string | null
    reported_at: Date
    recorded_at: Date
    recorded_by: string
  }
  'vaccination.bookings': {
    cell: number
    id: string
    session_id: string
    patient_id: string
    account_id: string | null
    time_window: string
    token: number
    status: 'BOOKED' | 'ABSENT' | 'CANCELLED' | 'COMPLETED'
    booked_at: Date
    arrived_at: Date | null
    ended_at: Date | null
    ended_by: string | null
    rescheduled_to: string | null
    first_id: string | null
    moves: Generated<number>
    revision: Generated<number>
  }
  'vaccination.cancellation_counts': {
    cell: number
    subject_id: string
    cancelled: number
    window_ends_at: Date
  }
  'vaccination.card_keys': {
    kid: string
    sealed: Buffer
    added_at: Date
  }
  'vaccination.centres': {
    cell: number
    facility_id: string
    name: string
    address: string
    pin: string
    district: string
    state: string
    state_code: string
    version: number
    closed_at: Date | null
    changed_xid: Generated<string>
  }
  'vaccination.certificates': {
    cell: number
    patient_id: string
    source_id: string
    version: number
    issue: number
    id: string
    kid: string
    rid: string
    subject_hash: string
    issued_at: Date
    withdrawn_at: Date | null
  }
  'vaccination.claims': {
    cell: number
    patient_id: string
    course: string
    dose: number
    vaccine: string
    booking_id: string
    given_on: string | null
  }
  'vaccination.courses': {
    code: string
    name: string
    disease: string
  }
  'vaccination.dose_confirmations': {
    cell: number
    booking_id: string
    reason: string
    confirmed_by: string
    confirmed_at: Date
  }
  'vaccination.doses': {
    cell: number
    patient_id: string
    course: string
    dose: number
    version: number
    status: 'given' | 'cancelled'
    vaccine: string
    lot: string
    facility_id: string
    booking_id: string
    given_at: Date
    given_by: string
    reason: string | null
    recorded_at: Date
    recorded_by: string
  }
  'vaccination.historical_doses': {
    cell: number
    id: string
    patient_id: string
    course: string
    dose: number
    vaccine: string
    given_on: string
    place: string
    evidence: 'certificate' | 'card' | 'other-system' | 'other-document'
    facility_id: string | null
    proof_kind: 'reference' | 'document' | 'registration' | 'code' | null
    proof_document: string | null
    proof_last4: string | null
    recorded_by: string | null
    recorded_at: Date
    cancelled_by: string | null
    cancelled_at: Date | null
    cancel_reason: string | null
  }
  'vaccination.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'vaccination.queues': {
    cell: number
    facility_id: string
    held_on: string
    tokens_issued: Generated<number>
  }
  'vaccination.released_claims': {
    cell: number
    patient_id: string
    booking_id: string
    course: string
    dose: number
    released_at: Date
  }
  'vaccination.sessions': {
    cell: number
    id: string
    facility_id: string
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
    changed_xid: Generated<string>
    created_at: Date
  }
  'vaccination.stock_levels': {
    cell: number
    facility_id: string
    vaccine: string
    on_hand: number
    promised: number
    blocked: number
    uncovered: number
  }
  'vaccination.stock_lots': {
    cell: number
    facility_id: string
    vaccine: string
    lot: string
    expires_on: string
    on_hand: number
    state: 'usable' | 'quarantined' | 'recalled'
    state_reason: string | null
    state_by: string | null
    state_at: Date | null
  }
  'vaccination.stock_movements': {
    cell: number
    id: string
    facility_id: string
    vaccine: string
    lot: string
    quantity: number
    reason: 'received' | 'given' | 'returned' | 'wasted' | 'corrected'
    actor_id: string
    moved_at: Date
  }
  'vaccination.undone_entries': {
    cell: number
    id: string
    subject: 'completion' | 'absence' | 'closure'
    subject_id: string
    recorded_at: Date | null
    recorded_by: string | null
    reason: string
    undone_at: Date
    undone_by: string
  }
  'vaccination.vaccines': {
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
    changed_xid: Generated<string>
  }
  'vaccination.walk_in_proofs': {
    cell: number
    booking_id: string
    kind: 'reference' | 'document' | 'registration' | 'code'
    document: string | null
    last4: string | null
    proven_by: string
    proven_at: Date
  }
}
