// Reads schedules, and makes each change of hours, leave and closed days under the lock of the doctor's schedule.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { toMinute } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { DoctorId } from '../contract.ts'
import { listPractices } from '../practices/store.ts'
import { findDoctor } from '../registration/store.ts'
import { findExtraOverlap, findTemplateOverlap, toExceptionFacts, toPracticeFacts, toTemplateFacts } from '../rules.ts'
import type { Doctor, DoctorsTables, Exception, Template } from '../tables.ts'
import {
  exceptionPast,
  leaveTaken,
  leaveWithdrawn,
  type NewTemplate,
  type ScheduleFacts,
  scheduleChanged,
  scheduleChangedMeanwhile,
  scheduleOverlaps,
  slotsOf,
} from './contract.ts'
import {
  countExceptions,
  deleteTemplates,
  findException,
  getVersion,
  insertException,
  insertTemplates,
  listClosures,
  listExceptions,
  listTemplates,
  listVersions,
  lockVersion,
  raiseVersion,
  withdrawException,
} from './store.ts'

type Tables = DoctorsTables
type ByPerson = EventOrigin & PersonActs

export interface Days {
  readonly fromOn: string
  readonly untilOn: string
}

/** The schedules of doctors for some days, by the id of the doctor. */
export async function readSchedules(
  db: Db<Tables>,
  doctors: readonly Doctor[],
  days: Days,
): Promise<Map<DoctorId, ScheduleFacts>> {
  const ids = doctors.map(({ id }) => id)
  if (ids.length === 0) return new Map()
  const versions = await listVersions(db, ids)
  const practices = await listPractices(db, ids)
  const templates = await listTemplates(db, ids)
  const exceptions = await listExceptions(db, ids, days)
  const facilityIds = [...new Set(practices.map(({ facility_id }) => facility_id))]
  const closures = await listClosures(db, facilityIds, days)
  const schedules = new Map<DoctorId, ScheduleFacts>()
  for (const { id: doctorId, status } of doctors) {
    const own = practices.filter(({ doctor_id }) => doctor_id === doctorId)
    const isOwn = ({ facility_id }: { facility_id: FacilityId }) => own.some((one) => one.facility_id === facility_id)
    schedules.set(doctorId, {
      doctorId,
      version: versions.get(doctorId) as number,
      isBookable: status === 'verified',
      practices: own.map(toPracticeFacts),
      templates: templates.filter(({ doctor_id }) => doctor_id === doctorId).map(toTemplateFacts),
      exceptions: exceptions.filter(({ doctor_id }) => doctor_id === doctorId).map(toExceptionFacts),
      closures: closures.filter(isOwn).map(({ facility_id, day }) => ({ facilityId: facility_id, day })),
    })
  }
  return schedules
}

/** The schedule of one doctor for some days; undefined when no doctor has this id. */
export async function readSchedule(db: Db<Tables>, doctorId: DoctorId, days: Days): Promise<ScheduleFacts | undefined> {
  const doctor = await findDoctor(db, doctorId)
  return doctor && (await readSchedules(db, [doctor], days)).get(doctorId)
}

/** Locks the schedule. Throws `schedule-changed-meanwhile` when `ifMatch` names another version. */
export async function lockSchedule(tx: Tx<Tables>, doctorId: DoctorId, ifMatch?: string): Promise<void> {
  requireVersion({ version: await lockVersion(tx, doctorId) }, ifMatch, scheduleChangedMeanwhile)
}

/**
 * Ends a change of a locked schedule: checks overlaps, counts the change and publishes it. Without days the change
 * holds from today. Gives the new version.
 */
export async function endChange(
  tx: Tx<Tables>,
  doctorId: DoctorId,
  { fromOn, untilOn }: Partial<Days>,
  origin: EventOrigin,
): Promise<number> {
  const today = dayInIndia(tx.clock.now())
  const doctor = (await findDoctor(tx, doctorId)) as Doctor
  await refuseOverlap(tx, doctor, today)
  const version = await raiseVersion(tx, doctorId)
  const changed = { doctorId, version, fromOn: fromOn ?? today, ...(untilOn !== undefined && { untilOn }) }
  await publish(tx, origin, scheduleChanged, changed)
  return version
}

const YEARS_AHEAD = 2

async function refuseOverlap(tx: Tx<Tables>, doctor: Doctor, today: string): Promise<void> {
  const days = { fromOn: today, untilOn: addDays(today, YEARS_AHEAD * 366) }
  const schedule = (await readSchedules(tx, [doctor], days)).get(doctor.id) as ScheduleFacts
  const active = new Set(schedule.practices.filter(({ status }) => status === 'active').map((one) => one.facilityId))
  const pair = findTemplateOverlap(schedule.templates.filter(({ facilityId }) => active.has(facilityId)))
  if (pair) {
    const shown = pair.map(({ facilityId, weekday, starts, ends }) => ({ facilityId, weekday, starts, ends }))
    throw new Problem(scheduleOverlaps, { members: { with: shown } })
  }
  const overlap = findExtraOverlap(schedule, today)
  if (!overlap) return
  const { day, slots } = overlap
  throw new Problem(scheduleOverlaps, { members: { with: slots.map(({ facilityId }) => ({ facilityId, day })) } })
}

/** Replaces the weekly hours of a doctor at one facility. Hours that stay the same keep their id. */
export async function replaceTemplates(
  tx: Tx<Tables>,
  place: { readonly doctorId: DoctorId; readonly facilityId: FacilityId },
  stated: readonly NewTemplate[],
  origin: EventOrigin,
): Promise<number> {
  const before = (await listTemplates(tx, [place.doctorId])).filter(
    ({ facility_id }) => facility_id === place.facilityId,
  )
  const wanted = stated.map((one) => toTemplate(tx, place, one))
  const formOf = ({ id: _id, ...rest }: Template): string => JSON.stringify(Object.entries(rest).sort())
  const kept = new Map(before.map((one) => [formOf(one), one]))
  const isSame = (one: Template): boolean => kept.has(formOf(one))
  const gone = before.filter((one) => !wanted.some((other) => formOf(other) === formOf(one)))
  await deleteTemplates(
    tx,
    place.doctorId,
    gone.map(({ id }) => id),
  )
  const added = wanted.filter((one) => !isSame(one))
  await insertTemplates(tx, added)
  if (gone.length + added.length === 0) return getVersion(tx, place.doctorId)
  return endChange(tx, place.doctorId, {}, origin)
}

function toTemplate(
  { clock }: Tx<Tables>,
  { doctorId, facilityId }: { readonly doctorId: DoctorId; readonly facilityId: FacilityId },
  stated: NewTemplate,
): Template {
  const cell = cellOf(doctorId)
  return {
    cell,
    id: newId<'template'>(cell, clock.now().getTime()),
    doctor_id: doctorId,
    facility_id: facilityId,
    weekday: stated.weekday,
    starts_minute: toMinute(stated.starts),
    ends_minute: toMinute(stated.ends),
    slot_minutes: stated.slotMinutes,
    buffer_minutes: stated.bufferMinutes,
    capacity: stated.capacity ?? 1,
    mode: stated.mode ?? 'in-person',
    audience: stated.audience ?? 'public',
    valid_from: stated.validFrom,
    valid_until: stated.validUntil ?? null,
  }
}

const EXCEPTIONS_MAX = 200

/** Enters leave or extra hours. The schedule must be locked. */
export async function enterException(tx: Tx<Tables>, exception: Exception, origin: ByPerson): Promise<number> {
  const { doctor_id: doctorId } = exception
  const today = dayInIndia(tx.clock.now())
  if ((await countExceptions(tx, doctorId, today)) >= EXCEPTIONS_MAX) {
    throw invalidField('/fromOn', `the doctor has ${EXCEPTIONS_MAX} exceptions ahead already: cancel some first`)
  }
  await insertException(tx, exception)
  if (exception.kind === 'extra') await requireSlots(tx, exception)
  if (exception.kind === 'leave') await publish(tx, origin, leaveTaken, { doctorId, ...toExceptionFacts(exception) })
  return endChange(tx, doctorId, daysOf(exception), origin)
}

// Extra hours on a closed day or during leave make no slot: say so instead of keeping hours that nobody can book.
async function requireSlots(tx: Tx<Tables>, exception: Exception): Promise<void> {
  const { id, doctor_id: doctorId, from_on: fromOn, until_on: untilOn } = exception
  const schedule = await readSchedule(tx, doctorId, { fromOn, untilOn })
  const isUsable = (day: string): boolean =>
    slotsOf({ ...(schedule as ScheduleFacts), isBookable: true }, day).some(({ sourceId }) => sourceId === id)
  for (let day = fromOn; day <= untilOn; day = addDays(day, 1)) if (isUsable(day)) return
  throw invalidField('/fromOn', 'the hospital is closed or the doctor is on leave on all of these days')
}

/** Takes back leave or extra hours that are not over. The schedule must be locked. */
export async function withdraw(tx: Tx<Tables>, id: Exception['id'], origin: ByPerson): Promise<number> {
  const exception = (await findException(tx, id)) as Exception
  const today = dayInIndia(tx.clock.now())
  if (!exception.is_active || exception.until_on < today) throw new Problem(exceptionPast)
  await withdrawException(tx, id)
  const { doctor_id: doctorId, kind } = exception
  if (kind === 'leave') await publish(tx, origin, leaveWithdrawn, { doctorId, ...toExceptionFacts(exception) })
  return endChange(tx, doctorId, daysOf(exception), origin)
}

/** The days that an exception touches. Leave of the night reaches one day further. */
function daysOf({ from_on, until_on, starts_minute, ends_minute }: Exception): Days {
  const isOvernight = starts_minute !== null && ends_minute !== null && ends_minute < starts_minute
  return { fromOn: from_on, untilOn: isOvernight ? addDays(until_on, 1) : until_on }
}
