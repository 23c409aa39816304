// The rows of the schema doctors: written by `npm run schema`, do not edit.

export interface Rows {
  'doctors.closures': {
    cell: number
    facility_id: string
    day: string
    reason: string
    entered_by: string
    entered_at: Date
  }
  'doctors.doctor_accounts': {
    cell: number
    account_id: string
    doctor_id: string
  }
  'doctors.doctors': {
    cell: number
    id: string
    account_id: string | null
    facility_id: string
    name: string
    search_name: string
    gender: 'female' | 'male' | 'other'
    council: string
    registration_no: string
    qualifications: string[]
    specialities: string[]
    languages: string[]
    status: 'draft' | 'verified' | 'suspended' | 'ended'
    status_reason: string | null
    registered_by: string
    verified_by: string | null
    verified_at: Date | null
    verified_seeing: 'register' | 'certificate' | null
    version: number
    created_at: Date
    updated_at: Date
  }
  'doctors.exceptions': {
    cell: number
    id: string
    doctor_id: string
    facility_id: string | null
    kind: 'leave' | 'extra'
    from_on: string
    until_on: string
    starts_minute: number | null
    ends_minute: number | null
    slot_minutes: number | null
    capacity: number | null
    reason: string
    is_active: boolean
    entered_by: string
    entered_at: Date
  }
  'doctors.hospitals': {
    cell: number
    id: string
    name: string
    address: string
    pin: string
    district: string
    state: string
    latitude: number
    longitude: number
    is_open: boolean
    version: number
  }
  'doctors.practices': {
    cell: number
    doctor_id: string
    facility_id: string
    facility_cell: number
    department: string | null
    room: string | null
    fee_paise: number
    revisit_fee_paise: number
    revisit_days: number
    opens_days: number
    notice_minutes: number
    cancel_until_minutes: number
    is_public: boolean
    status: 'active' | 'ended'
    version: number
  }
  'doctors.registrations': {
    council: string
    registration_no: string
    cell: number
    doctor_id: string
  }
  'doctors.schedule_versions': {
    cell: number
    doctor_id: string
    version: number
    changed_at: Date
  }
  'doctors.templates': {
    cell: number
    id: string
    doctor_id: string
    facility_id: string
    weekday: number
    starts_minute: number
    ends_minute: number
    slot_minutes: number
    buffer_minutes: number
    capacity: number
    mode: 'in-person' | 'tele'
    audience: 'public' | 'staff' | 'follow-up'
    valid_from: string
    valid_until: string | null
  }
}
