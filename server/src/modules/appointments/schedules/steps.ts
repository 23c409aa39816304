// Pulls the hours of a doctor into the view of this module, and brings slots and booked patients in line with them.
import { addDays, dayInIndia, timeInIndia } from '../../../platform/clock.ts'
import { toMinute } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type DoctorFacts, type DoctorId, findDoctors, type PracticeFacts } from '../../doctors/contract.ts'
import { getSchedule, type ScheduleFacts } from '../../doctors/schedules/contract.ts'
import { type FacilityFacts, findFacility } from '../../facilities/contract.ts'
import { startOf } from '../booking/limits.ts'
import { toFacts } from '../booking/standing.ts'
import { changeAppointment } from '../booking/store.ts'
import { appointmentDisplaced, appointmentKept } from '../contract.ts'
import { handOutSlots } from '../slots/store.ts'
import type { Appointment, AppointmentsContext, AppointmentsTables, Practice, Slot } from '../tables.ts'
import { tellFreed } from '../waiting/steps.ts'
import { compareSlots, decideBy, VIEW_DAYS } from './rules.ts'
import { slotIdOf } from './slot-ids.ts'
import {
  countSlots,
  insertDisplacement,
  isOpen,
  keepDisplaced,
  listSlots,
  listStale,
  lockOfSlots,
  lockPractice,
  lockSlots,
  noteFailure,
  upsertPractice,
  writeSlots,
} from './store.ts'

type Tables = AppointmentsTables

/**
 * Pulls one doctor: asks `doctors` and `facilities` first, then writes each hospital in one transaction. A repeat
 * changes nothing. An answer that is older than the stored one changes nothing.
 */
export async function pullDoctor(context: AppointmentsContext, doctorId: DoctorId, requestId: string): Promise<void> {
  const { call, clock, db } = context
  const fromOn = dayInIndia(clock.now())
  const schedule = await call(getSchedule, { doctorId, fromOn, days: VIEW_DAYS })
  const [doctor] = await call(findDoctors, { doctorIds: [doctorId] })
  if (!schedule || !doctor) return
  for (const practice of schedule.practices) {
    const facility = await call(findFacility, { facilityId: practice.facilityId })
    if (!facility) continue
    await transaction(db, (tx) => writeView(tx, { schedule, doctor, practice, facility, fromOn, requestId }))
  }
}

interface Pulled {
  readonly schedule: ScheduleFacts
  readonly doctor: DoctorFacts
  readonly practice: PracticeFacts
  readonly facility: FacilityFacts
  readonly fromOn: string
  readonly requestId: string
}

async function writeView(tx: Tx<Tables>, pulled: Pulled): Promise<void> {
  const { schedule, doctor, practice, fromOn, requestId } = pulled
  const { doctorId, facilityId } = practice
  const known = await lockPractice(tx, facilityId, doctorId)
  const isOlder = known && (known.schedule_version > schedule.version || known.doctor_version > doctor.version)
  if (isOlder) return
  const now = tx.clock.now()
  const pulledView = toPractice(pulled, now)
  const isOlderPlace = known && known.facility_version > pulledView.facility_version
  const view = isOlderPlace ? keepPlace(pulledView, known) : pulledView
  await upsertPractice(tx, view)
  const slots = await lockSlots(tx, view, fromOn)
  const fromMinute = toMinute(timeInIndia(now))
  // In a hospital that has closed nobody has hours. Whether the doctor is verified was read after the schedule.
  const hours = { ...schedule, isBookable: view.is_open && isVerified(doctor) }
  const changes = compareSlots(hours, { doctorId, facilityId }, slots, {
    fromOn,
    fromMinute,
    idOf: (day, minute) => slotIdOf({ doctorId, facilityId }, day, minute),
  })
  await writeSlots(tx, [...changes.added, ...changes.changed, ...changes.vanished])
  const origin = { actorId: null, requestId }
  await displace(tx, changes.vanished, origin)
  await keep(tx, [...changes.changed, ...changes.added], origin)
  if (changes.added.length + changes.changed.length > 0) await tellFreed(tx, [{ facilityId, doctorId }], origin)
  await handOutSlots(
    tx,
    [...changes.added, ...changes.changed, ...changes.vanished].map(({ id }) => id),
  )
}

const isVerified = ({ status }: DoctorFacts): boolean => status === 'verified'

/** The patients who have booked slots that vanished must choose again. */
async function displace(tx: Tx<Tables>, vanished: readonly Slot[], origin: EventOrigin): Promise<void> {
  const now = tx.clock.now()
  const taken = vanished.filter(({ status }) => status === 'withdrawn')
  for (const booked of await lockOfSlots(tx, taken, 'BOOKED')) {
    const decide_by = decideBy(now, startOf(booked))
    const { cell, id, facility_id } = booked
    await countSlots(tx, booked, -1)
    const after = await changeAppointment(tx, booked, { status: 'DISPLACED' })
    const displacement = { cell, appointment_id: id, version: after.version, facility_id, decide_by }
    await insertDisplacement(tx, { ...displacement, state: 'OPEN', displaced_at: now, asked_at: null, closed_at: null })
    await publish(tx, origin, appointmentDisplaced, { ...toFacts(after), decideBy: decide_by.toISOString() })
  }
}

/** The hours are back: displaced patients who have not chosen yet keep their slots, in the order of their booking. */
async function keep(tx: Tx<Tables>, back: readonly Slot[], origin: EventOrigin): Promise<void> {
  const displaced = await lockOfSlots(tx, back, 'DISPLACED')
  for (const one of displaced.sort(byBooking)) {
    if (!(await hasPlaces(tx, one))) continue
    await countSlots(tx, one, 1)
    const after = await changeAppointment(tx, one, { status: 'BOOKED' })
    const isTold = await keepDisplaced(tx, one, tx.clock.now())
    await publish(tx, origin, appointmentKept, { ...toFacts(after), isTold })
  }
}

const byBooking = (left: Appointment, right: Appointment): number =>
  Number(left.booked_at) - Number(right.booked_at) || (left.id < right.id ? -1 : 1)

/** Whether all slots of an appointment are open and long enough, with a place for it. Their rows are locked. */
async function hasPlaces(tx: Tx<Tables>, one: Appointment): Promise<boolean> {
  const slots = await listSlots(tx, one)
  const isFree = (slot: Slot): boolean =>
    slot.status === 'open' && (one.seat === 'over' ? slot.over < 5 : slot.booked < slot.capacity)
  const last = slots.find(({ id }) => id === one.slot_ids.at(-1))
  return slots.length === one.slot_ids.length && slots.every(isFree) && last?.ends_minute === one.ends_minute
}

function toPractice({ schedule, doctor, practice, facility, fromOn }: Pulled, now: Date): Practice {
  const { facilityId, doctorId, department, room } = practice
  return {
    ...{ cell: cellOf(facilityId), facility_id: facilityId, doctor_id: doctorId },
    ...{ account_id: doctor.accountId ?? null, doctor_name: doctor.name, gender: doctor.gender },
    ...{ specialities: doctor.specialities, languages: doctor.languages },
    ...{ facility_name: facility.name, address: facility.address, pin: facility.pin, district: facility.district },
    ...{ state: facility.state, state_code: facility.stateCode },
    ...{ latitude: facility.latitude, longitude: facility.longitude, is_open: isOpen(facility) },
    ...{ department: department ?? null, room: room ?? null },
    ...{ fee_paise: practice.feePaise, revisit_fee_paise: practice.revisitFeePaise },
    ...{ revisit_days: practice.revisitDays, opens_days: practice.opensDays, notice_minutes: practice.noticeMinutes },
    ...{ cancel_until_minutes: practice.cancelUntilMinutes, is_public: practice.isPublic },
    is_bookable: isVerified(doctor) && practice.status === 'active',
    ...{ facility_version: facility.version, doctor_version: doctor.version, schedule_version: schedule.version },
    ...{ pulled_at: now, through_on: addDays(fromOn, VIEW_DAYS - 1), failed_at: null },
  }
}

/** A change of the hospital came between the call and this write. */
function keepPlace(view: Practice, known: Practice): Practice {
  const { facility_name, address, pin, district, state, state_code, latitude, longitude } = known
  const place = { facility_name, address, pin, district, state, state_code, latitude, longitude }
  return { ...view, ...place, is_open: known.is_open, facility_version: known.facility_version }
}

const PULLED_AT_ONCE = 1_000
const LANES = 4
const FAILED_MS = 300_000

/**
 * Pulls the doctors whose view ends too early: all, soon after midnight; later those whose pull failed. When `doctors`
 * is away the view stays as it is, booking goes on, and the next run tries again. Gives how many were pulled.
 */
export async function pullStale(context: AppointmentsContext): Promise<number> {
  const { db, clock, log } = context
  const now = clock.now()
  const throughOn = addDays(dayInIndia(now), VIEW_DAYS - 1)
  const stale = await listStale(db, { throughOn, failedBefore: new Date(now.getTime() - FAILED_MS) }, PULLED_AT_ONCE)
  let pulled = 0
  let failed = 0
  const lane = async (): Promise<void> => {
    for (let id = stale.shift(); id !== undefined; id = stale.shift()) {
      try {
        await pullDoctor(context, id, 'pull-schedules')
        pulled++
      } catch (error) {
        failed++
        log.warn({ err: error, doctorId: id }, 'the hours of a doctor could not be pulled; the old view stays')
        await noteFailure(db, id, clock.now())
        // All the others would fail too.
        if (failed >= LANES) stale.length = 0
      }
    }
  }
  await Promise.all(Array.from({ length: LANES }, lane))
  return pulled
}
