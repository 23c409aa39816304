// The rows of the schema appointments: written by `npm run schema`, do not edit.
import type { Generated } from 'kysely'

export interface Rows {
  'appointments.appointments': {
    cell: number
    id: string
    facility_id: string
    doctor_id: string
    patient_id: string
    account_id: string | null
    slot_id: string
    slot_ids: string[]
    held_on: string
    starts_minute: number
    ends_minute: number
    mode: 'in-person' | 'tele'
    status: 'HELD' | 'BOOKED' | 'ARRIVED' | 'IN_CONSULTATION' | 'FULFILLED' | 'DISPLACED' | 'EXPIRED' | 'CANCELLED' | 'MOVED' | 'NO_SHOW' | 'LEFT' | 'VOID'
    seat: 'regular' | 'over' | 'early'
    kind: 'new' | 'follow-up' | 'revisit'
    channel: 'app' | 'counter' | 'waiting-list'
    priority: 'normal' | 'senior' | 'disabled' | 'pregnant' | 'child' | 'emergency'
    held_until: Date | null
    reason: string | null
    override_reason: string | null
    fee_paise: number
    moved_from: string | null
    moved_to: string | null
    created_at: Date
    created_by: string | null
    booked_at: Date | null
    arrived_at: Date | null
    began_at: Date | null
    ended_at: Date | null
    ended_by: string | null
    ended_reason: string | null
    version: number
  }
  'appointments.claims': {
    cell: number
    patient_id: string
    doctor_id: string
    held_on: string
    ordinal: number
    facility_id: string
    appointment_id: string
    held_until: Date | null
    is_seen: Generated<boolean>
  }
  'appointments.displacements': {
    cell: number
    appointment_id: string
    version: number
    facility_id: string
    state: 'OPEN' | 'MOVED' | 'KEPT' | 'CANCELLED'
    decide_by: Date
    displaced_at: Date
    closed_at: Date | null
    asked_at: Date | null
  }
  'appointments.fee_payments': {
    cell: number
    source_id: string
    payment: 'paid' | 'refund-due' | 'refunded'
    changed_at: Date
  }
  'appointments.holders': {
    cell: number
    account_id: string
    nth: number
    appointment_id: string
    held_until: Date
  }
  'appointments.merged_patients': {
    cell: number
    patient_id: string
    kept_id: string | null
    version: number
    stays_id: string
    same_ids: string[]
    changed_at: Date
  }
  'appointments.patient_rows': {
    cell: number
    patient_id: string
    appointment_id: string
    held_on: string
  }
  'appointments.practices': {
    cell: number
    facility_id: string
    doctor_id: string
    account_id: string | null
    doctor_name: string
    gender: string
    specialities: string[]
    languages: string[]
    facility_name: string
    address: string
    pin: string
    district: string
    state: string
    state_code: string
    latitude: number
    longitude: number
    is_open: boolean
    department: string | null
    room: string | null
    fee_paise: number
    revisit_fee_paise: number
    revisit_days: number
    opens_days: number
    notice_minutes: number
    cancel_until_minutes: number
    is_public: boolean
    is_bookable: boolean
    facility_version: number
    doctor_version: number
    schedule_version: number
    pulled_at: Date
    through_on: string
    failed_at: Date | null
    changed_xid: Generated<string>
  }
  'appointments.queue_days': {
    cell: number
    facility_id: string
    day: string
    queues: Generated<number>
  }
  'appointments.queues': {
    cell: number
    id: string
    facility_id: string
    kind: 'practice' | 'department'
    doctor_id: string | null
    service_point: string | null
    day: string
    letter: string
    status: 'open' | 'paused' | 'closed'
    tokens_issued: Generated<number>
    delay_minutes: Generated<number>
    served: Generated<number>
    mean_seconds: number | null
    changed_at: Date
  }
  'appointments.slots': {
    cell: number
    id: string
    facility_id: string
    doctor_id: string
    held_on: string
    starts_minute: number
    ends_minute: number
    mode: 'in-person' | 'tele'
    audience: 'public' | 'staff' | 'follow-up'
    capacity: number
    booked: Generated<number>
    over: Generated<number>
    status: 'open' | 'withdrawn' | 'closed'
    revision: Generated<number>
    changed_xid: Generated<string>
  }
  'appointments.stuck_fees': {
    cell: number
    source_id: string
    deed: 'charge' | 'reversal'
    facility_id: string
    problem: string
    failed_at: Date
    kind: Generated<'appointment' | 'walk-in'>
    settled_at: Date | null
    settled_by: string | null
    settled_reason: string | null
  }
  'appointments.tokens': {
    cell: number
    id: string
    queue_id: string
    number: number
    lane: 'emergency' | 'priority' | 'appointment' | 'walk-in'
    appointment_id: string | null
    patient_id: string
    order_key: number
    status: 'WAITING' | 'CALLED' | 'IN_SERVICE' | 'MISSED' | 'DONE' | 'MOVED' | 'CANCELLED'
    room: string | null
    reason: string | null
    arrived_at: Date
    called_at: Date | null
    called_by: string | null
    started_at: Date | null
    finished_at: Date | null
    recalls: Generated<number>
    returns: Generated<number>
    moved_to: string | null
    created_by: string | null
    fee_paise: Generated<number>
    fee_id: string | null
    is_seen: Generated<boolean>
  }
  'appointments.waiting': {
    cell: number
    id: string
    facility_id: string
    doctor_id: string | null
    speciality: string | null
    patient_id: string
    account_id: string | null
    from_on: string
    until_on: string
    part: 'any' | 'morning' | 'afternoon' | 'evening'
    status: 'WAITING' | 'OFFERED' | 'TAKEN' | 'LEFT' | 'EXPIRED'
    is_displaced: boolean
    asked_at: Date
    offers_made: number
    passed_slots: string[]
    appointment_id: string | null
    offer_until: Date | null
    link_hash: string | null
    ended_at: Date | null
    version: number
    left_reason: string | null
  }
}
