// Foresees what a change of hours would do, without changing anything: who would be displaced, and who would move.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { type DoctorId, findDoctors } from '../../doctors/contract.ts'
import { getSchedule, type ScheduleFacts } from '../../doctors/schedules/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { compareSlots, VIEW_DAYS } from '../schedules/rules.ts'
import { slotIdOf } from '../schedules/slot-ids.ts'
import { type FreeSlot, listFree } from '../slots/free-store.ts'
import { listPracticesOf } from '../slots/practice-store.ts'
import type { Appointment, AppointmentsContext, Practice, Slot } from '../tables.ts'
import { type IndianMinute, listNear } from './rules.ts'
import { minuteOf } from './settling.ts'
import { listBookedIn, listSlotsFrom } from './store.ts'

/** How the hours would be after the change. */
export type Change = (schedule: ScheduleFacts) => ScheduleFacts

export interface Touched {
  readonly appointment: Appointment
  readonly practice: Practice
  /** A place on the same day would be free; otherwise the patient must choose. */
  readonly moves: boolean
}

export interface Foreseen {
  readonly versions: Readonly<Record<string, number>>
  readonly touched: readonly Touched[]
}

/** Asks for the hours of these doctors, changes them, and compares the slots as a pull would do. */
export async function foresee(
  context: AppointmentsContext,
  doctorIds: readonly DoctorId[],
  change: Change,
): Promise<Foreseen> {
  const now = context.clock.now()
  const fromOn = dayInIndia(now)
  const versions: Record<string, number> = {}
  const touched: Touched[] = []
  for (const doctorId of doctorIds) {
    const schedule = await context.call(getSchedule, { doctorId, fromOn, days: VIEW_DAYS })
    if (!schedule) continue
    versions[doctorId] = schedule.version
    for (const practice of await listPracticesOf(context.db, { doctorId })) {
      touched.push(...(await foreseePractice(context, practice, change(schedule), now)))
    }
  }
  return { versions, touched }
}

async function foreseePractice(
  { db }: AppointmentsContext,
  practice: Practice,
  schedule: ScheduleFacts,
  now: Date,
): Promise<Touched[]> {
  const at = minuteOf(now)
  const place = { doctorId: practice.doctor_id, facilityId: practice.facility_id }
  const slots = await listSlotsFrom(db, practice, at.day)
  const span = { fromOn: at.day, fromMinute: at.minute }
  const changes = compareSlots(schedule, place, slots, { ...span, idOf: (day, minute) => slotIdOf(place, day, minute) })
  const taken = changes.vanished.filter(({ status }) => status === 'withdrawn')
  const booked = await listBookedIn(db, practice, taken)
  if (booked.length === 0) return []
  const days = { fromOn: at.day, untilOn: addDays(at.day, VIEW_DAYS) }
  const free = await listFree(db, { practices: [practice], ...days, now })
  return placeAll(booked, toFreeAfter(free, changes), at).map((one) => ({ ...one, practice }))
}

/** The free slots as they would be after the change. */
function toFreeAfter(
  free: readonly FreeSlot[],
  { added, changed, vanished }: Readonly<Record<'added' | 'changed' | 'vanished', readonly Slot[]>>,
): FreeSlot[] {
  const other = new Set([...changed, ...vanished].map(({ id }) => id))
  const fresh = [...added, ...changed].map((slot) => ({ ...slot, free: slot.capacity - slot.booked }))
  const stays = free.filter(({ id }) => !other.has(id))
  const order = ({ held_on, starts_minute }: FreeSlot): string => `${held_on} ${String(starts_minute).padStart(4, '0')}`
  return [...stays, ...fresh].sort((left, right) => (order(left) < order(right) ? -1 : 1))
}

/** Gives the near places to the appointments in their order, as the jobs would do after the change. */
function placeAll(booked: readonly Appointment[], free: readonly FreeSlot[], now: IndianMinute) {
  const left = new Map(free.map((slot) => [slot.id, slot]))
  return booked.map((appointment) => {
    const [stretch] = listNear(appointment, [...left.values()], now)
    for (const { id } of stretch ?? []) {
      const slot = left.get(id) as FreeSlot
      left.set(id, { ...slot, free: slot.free - 1 })
    }
    return { appointment, moves: stretch !== undefined }
  })
}

/** The practices of a doctor, for who may preview. Undefined when there is no such doctor. */
export async function findPractices(context: AppointmentsContext, doctorId: DoctorId): Promise<Practice[] | undefined> {
  const [doctor] = await context.call(findDoctors, { doctorIds: [doctorId] })
  return doctor && listPracticesOf(context.db, { doctorId })
}

export const doctorsOf = async ({ db }: AppointmentsContext, facilityId: FacilityId): Promise<DoctorId[]> => {
  const practices = await listPracticesOf(db, { facilityId })
  return practices.filter(({ is_bookable }) => is_bookable).map(({ doctor_id }) => doctor_id)
}
