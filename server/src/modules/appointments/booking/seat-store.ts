// The SQL of slots: a batch of requests locks and reads in one round trip, and writes in another.
import type pg from 'pg'
import type { Send } from '../../../platform/postgres/pipeline.ts'
import { overRecords, type RecordOf } from '../../../platform/postgres/records.ts'
import { SET_CHANGED } from '../../../platform/work/follow.ts'
import type { Claim, Holder } from '../tables.ts'
import type { LockedAppointment, LockedSlot, SeatState, SeatWrite, SlotHold } from './requests.ts'

const KEY = { cell: 'int', id: 'uuid' } as const
const PERSON = { cell: 'int', patient_id: 'uuid', doctor_id: 'uuid' } as const
const CLAIM = { ...PERSON, held_on: 'date', appointment_id: 'uuid' } as const
const OLD_CLAIM = { ...CLAIM, was: 'text' } as const
/** The claim of an appointment in the state `was`. `cell` is that of the patient. */
export type OldClaim = RecordOf<typeof OLD_CLAIM>

const NEW_CLAIM = { ...CLAIM, ordinal: 'int', facility_id: 'uuid', held_until: 'timestamptz?' } as const
export type NewClaim = RecordOf<typeof NEW_CLAIM>

const HOLDER = { cell: 'int', account_id: 'uuid', appointment_id: 'uuid' } as const
/** The place of an account's hold. `cell` is that of the account. */
export type HolderKey = RecordOf<typeof HOLDER>
const NEW_HOLDER = { ...HOLDER, nth: 'int', held_until: 'timestamptz' } as const
export type NewHolder = RecordOf<typeof NEW_HOLDER>

const NEW_APPOINTMENT = {
  ...KEY,
  facility_id: 'uuid',
  doctor_id: 'uuid',
  patient_id: 'uuid',
  patient_cell: 'int',
  account_id: 'uuid?',
  slot_ids: 'text',
  held_on: 'date',
  starts_minute: 'int',
  ends_minute: 'int',
  mode: 'text',
  status: 'text',
  seat: 'text',
  kind: 'text',
  channel: 'text',
  priority: 'text',
  held_until: 'timestamptz?',
  reason: 'text?',
  override_reason: 'text?',
  fee_paise: 'int',
  moved_from: 'uuid?',
  created_by: 'uuid?',
} as const
/** `slot_ids` are joined by spaces. */
export type NewAppointment = RecordOf<typeof NEW_APPOINTMENT>

const CONFIRM = { ...KEY, reason: 'text?', patient_cell: 'int', patient_id: 'uuid', doctor_id: 'uuid' } as const
export type HeldToBooked = RecordOf<typeof CONFIRM>

const END = {
  ...KEY,
  status: 'text',
  was: 'text',
  ended_by: 'uuid?',
  ended_reason: 'text?',
  moved_to: 'uuid?',
} as const
export type EndedAppointment = RecordOf<typeof END>

const COUNT = { ...KEY, booked: 'int', over: 'int' } as const
/** The numbers to add to the counters of a slot; 0 when only its holds have changed. */
export type SlotCount = RecordOf<typeof COUNT>

// Everybody locks slots before appointments, each in the order of their key. So there is no deadlock.
const lockSlots = overRecords(
  'slots-lock',
  KEY,
  (keys) => `select s.cell, s.id, s.facility_id, s.doctor_id, s.held_on, s.starts_minute, s.ends_minute, s.mode,
      s.audience, s.capacity, s.booked, s.over, s.status, s.revision, p.fee_paise, p.revisit_fee_paise,
      p.revisit_days, p.opens_days, p.notice_minutes, p.cancel_until_minutes, p.is_public, p.is_bookable, p.is_open
    from ${keys} join appointments.slots s on s.cell = record.cell and s.id = record.id
      join appointments.practices p on p.cell = s.cell and p.facility_id = s.facility_id and p.doctor_id = s.doctor_id
    order by s.cell, s.id for update of s`,
)

const lockAppointments = overRecords(
  'slots-lock-appointments',
  KEY,
  (keys) => `select a.cell, a.id, a.facility_id, a.doctor_id, a.patient_id, a.account_id, a.slot_ids, a.held_on,
      a.starts_minute, a.ends_minute, a.mode, a.status, a.seat, a.kind, a.channel, a.priority, a.held_until, a.reason,
      a.fee_paise, a.version
    from ${keys} join appointments.appointments a on a.cell = record.cell and a.id = record.id
    order by a.cell, a.id for update of a`,
)

const listHolds = overRecords(
  'slots-list-holds',
  KEY,
  // `offset 0` makes PostgreSQL look up each slot. Otherwise it may read the holds of all slots.
  (slots) => `select a.id, a.slot_id, a.held_until
    from ${slots} cross join lateral (select id, slot_id, held_until from appointments.appointments
      where cell = record.cell and slot_id = record.id and status = 'HELD' offset 0) a`,
)

const listClaims = overRecords(
  'slots-list-claims',
  PERSON,
  (people) => `select c.cell, c.patient_id, c.doctor_id, c.held_on, c.ordinal, c.facility_id, c.appointment_id,
      c.held_until, c.is_seen
    from ${people} join appointments.claims c on c.cell = record.cell and c.patient_id = record.patient_id
      and c.doctor_id = record.doctor_id`,
)

const listHolders = overRecords(
  'slots-list-holders',
  KEY,
  (accounts) => `select h.cell, h.account_id, h.nth, h.appointment_id, h.held_until
    from ${accounts} join appointments.holders h on h.cell = record.cell and h.account_id = record.id`,
)

// `was`: a hold that another process has confirmed in this moment stays, and its claim makes this batch decide again.
const endAppointments = overRecords(
  'slots-end-appointments',
  END,
  (ended, now) => `update appointments.appointments a
    set status = record.status, held_until = null, ended_at = ${now()}, ended_by = record.ended_by,
      ended_reason = record.ended_reason, moved_to = record.moved_to, version = a.version + 1
    from ${ended} where a.cell = record.cell and a.id = record.id and a.status = record.was`,
)

const closeDisplacements = overRecords(
  'slots-close-displacements',
  END,
  (ended, now) => `update appointments.displacements d
    set state = case record.status when 'MOVED' then 'MOVED' else 'CANCELLED' end, closed_at = ${now()}
    from ${ended}
    where record.was = 'DISPLACED' and d.cell = record.cell and d.appointment_id = record.id and d.state = 'OPEN'`,
)

// The queue is locked before its token, as everywhere, so that a call of the next patient never meets a dead token.
const lockQueuesOfEnded = overRecords(
  'slots-lock-queues',
  END,
  (ended) => `select q.id from appointments.queues q
    where (q.cell, q.id) in (select t.cell, t.queue_id
      from ${ended} join appointments.tokens t on t.cell = record.cell and t.appointment_id = record.id
      where t.status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED'))
    order by q.cell, q.id for update`,
)

const endTokens = overRecords(
  'slots-end-tokens',
  END,
  (ended, now) => `update appointments.tokens t set status = 'CANCELLED', finished_at = ${now()}
    from ${ended} where t.cell = record.cell and t.appointment_id = record.id
      and t.status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED')`,
)

const deleteClaims = overRecords(
  'slots-delete-claims',
  OLD_CLAIM,
  (claims) => `delete from appointments.claims c using ${claims}
    where c.cell = record.cell and c.patient_id = record.patient_id and c.doctor_id = record.doctor_id
      and c.held_on = record.held_on and c.appointment_id = record.appointment_id and not c.is_seen
      and (record.was <> 'HELD' or c.held_until is not null)`,
)

const deleteHolders = overRecords(
  'slots-delete-holders',
  HOLDER,
  (holders) => `delete from appointments.holders h using ${holders}
    where h.cell = record.cell and h.account_id = record.account_id and h.appointment_id = record.appointment_id`,
)

const confirmHolds = overRecords(
  'slots-confirm',
  CONFIRM,
  (confirmed, now) => `update appointments.appointments a
    set status = 'BOOKED', held_until = null, booked_at = ${now()}, reason = record.reason, version = a.version + 1
    from ${confirmed} where a.cell = record.cell and a.id = record.id`,
)

const confirmClaims = overRecords(
  'slots-confirm-claims',
  CONFIRM,
  (confirmed) => `update appointments.claims c set held_until = null
    from ${confirmed} where c.cell = record.patient_cell and c.patient_id = record.patient_id
      and c.doctor_id = record.doctor_id and c.appointment_id = record.id`,
)

// Inserted in the order of the key, so that two batches with the same people do not block each other (deadlock).
const insertClaims = overRecords(
  'slots-insert-claims',
  NEW_CLAIM,
  (claims) => `insert into appointments.claims
      (cell, patient_id, doctor_id, held_on, ordinal, facility_id, appointment_id, held_until)
    select cell, patient_id, doctor_id, held_on, ordinal, facility_id, appointment_id, held_until
    from ${claims} order by cell, patient_id, doctor_id, held_on, ordinal`,
)

const insertHolders = overRecords(
  'slots-insert-holders',
  NEW_HOLDER,
  (holders) => `insert into appointments.holders (cell, account_id, nth, appointment_id, held_until)
    select cell, account_id, nth, appointment_id, held_until from ${holders} order by cell, account_id, nth`,
)

/** The constraints that a batch violates when another process has just claimed the same day, or the same hold. */
export const LOST_RACES = ['claims_pk', 'holders_pk']

const insertAppointments = overRecords(
  'slots-insert-appointments',
  NEW_APPOINTMENT,
  (granted, now) => `insert into appointments.appointments
      (cell, id, facility_id, doctor_id, patient_id, account_id, slot_id, slot_ids, held_on, starts_minute, ends_minute,
      mode, status, seat, kind, channel, priority, held_until, reason, override_reason, fee_paise, moved_from,
      created_at, created_by, booked_at, version)
    select cell, id, facility_id, doctor_id, patient_id, account_id, (string_to_array(slot_ids, ' '))[1]::uuid,
      string_to_array(slot_ids, ' ')::uuid[], held_on, starts_minute, ends_minute, mode, status, seat, kind, channel,
      priority, held_until, reason, override_reason, fee_paise, moved_from, ${now()}, created_by,
      case when status = 'BOOKED' then ${now()} end, 1
    from ${granted}`,
)

const insertPatientRows = overRecords(
  'slots-insert-patient-rows',
  NEW_APPOINTMENT,
  (granted) => `insert into appointments.patient_rows (cell, patient_id, appointment_id, held_on)
    select patient_cell, patient_id, id, held_on from ${granted} order by patient_cell, patient_id, id`,
)

const countSlots = overRecords(
  'slots-count',
  COUNT,
  (counts) => `update appointments.slots s
    set booked = s.booked + record.booked, over = s.over + record.over, revision = s.revision + 1, ${SET_CHANGED}
    from ${counts} where s.cell = record.cell and s.id = record.id`,
)

export interface SeatKeys {
  readonly slots: readonly RecordOf<typeof KEY>[]
  readonly appointments: readonly RecordOf<typeof KEY>[]
  readonly people: readonly RecordOf<typeof PERSON>[]
  readonly accounts: readonly RecordOf<typeof KEY>[]
}

/** Locks the slots and the appointments in the order of their key, then reads what the rules need. */
export async function lockSeats(send: Send, keys: SeatKeys): Promise<SeatState> {
  const { slots, appointments, people, accounts } = keys
  const [locked, found, holds, claims, holders] = await Promise.all([
    send<LockedSlot>(lockSlots(slots)),
    appointments.length === 0 ? undefined : send<LockedAppointment>(lockAppointments(appointments)),
    send<SlotHold>(listHolds(slots)),
    people.length === 0 ? undefined : send<Claim>(listClaims(people)),
    accounts.length === 0 ? undefined : send<Holder>(listHolders(accounts)),
  ])
  return {
    slots: locked.rows,
    appointments: found?.rows ?? [],
    holds: holds.rows,
    claims: claims?.rows ?? [],
    holders: holders?.rows ?? [],
  }
}

/** The statements of a write. They delete claims before they insert claims, because a move frees and takes the same. */
export function writeSeats(write: SeatWrite, now: Date): pg.QueryConfig[] {
  const { ended, claimsGone, holdersGone, confirmed, granted, claims, holders, counts } = write
  // Only who came has a token.
  const cameEnded = ended.filter(({ was }) => was === 'ARRIVED' || was === 'IN_CONSULTATION')
  const isDisplacedEnded = ended.some(({ was }) => was === 'DISPLACED')
  return [
    ...(ended.length > 0 ? [endAppointments(ended, now)] : []),
    ...(cameEnded.length > 0 ? [lockQueuesOfEnded(cameEnded), endTokens(cameEnded, now)] : []),
    ...(isDisplacedEnded ? [closeDisplacements(ended, now)] : []),
    ...(claimsGone.length > 0 ? [deleteClaims(claimsGone)] : []),
    ...(holdersGone.length > 0 ? [deleteHolders(holdersGone)] : []),
    ...(confirmed.length > 0 ? [confirmHolds(confirmed, now), confirmClaims(confirmed)] : []),
    ...(claims.length > 0 ? [insertClaims(claims)] : []),
    ...(holders.length > 0 ? [insertHolders(holders)] : []),
    ...(granted.length > 0 ? [insertAppointments(granted, now), insertPatientRows(granted)] : []),
    ...(counts.length > 0 ? [countSlots(counts)] : []),
  ]
}
