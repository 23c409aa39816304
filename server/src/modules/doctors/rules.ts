// Pure decisions about doctors: how a state follows from another, and which hours put a doctor in two places.
import { addDays } from '../../platform/clock.ts'
import { toMinute, toTimeOfDay } from '../../platform/contract.ts'
import type { DoctorFacts, DoctorStatus, PracticeFacts } from './contract.ts'
import {
  type DaySlot,
  type ExceptionFacts,
  overlaps,
  type ScheduleFacts,
  slotsOf,
  type TemplateFacts,
} from './schedules/contract.ts'
import type { Doctor, Exception, Practice, Template } from './tables.ts'

export type StatusEvent = 'verify' | 'suspend' | 'end'

const MOVES: Readonly<Record<DoctorStatus, Partial<Readonly<Record<StatusEvent, DoctorStatus>>>>> = {
  draft: { verify: 'verified', end: 'ended' },
  verified: { suspend: 'suspended', end: 'ended' },
  suspended: { verify: 'verified', end: 'ended' },
  ended: {},
}

/** The state after an event; undefined when the state does not allow it. */
export function decideStatus(status: DoctorStatus, event: StatusEvent): DoctorStatus | undefined {
  return MOVES[status][event]
}

/** The form in which registration numbers are compared: councils and people write `DMC/R/12345` in many ways. */
export const toRegistrationForm = (stated: string): string => stated.toUpperCase().replace(/[^A-Z0-9]/g, '')

/** Gives two templates that share a minute of a weekday while both are valid; undefined when there are none. */
export function findTemplateOverlap(
  templates: readonly TemplateFacts[],
): readonly [TemplateFacts, TemplateFacts] | undefined {
  for (const [index, left] of templates.entries()) {
    for (const right of templates.slice(index + 1)) {
      if (left.weekday === right.weekday && areBothValid(left, right) && overlaps(spanOf(left), spanOf(right))) {
        return [left, right]
      }
    }
  }
  return undefined
}

const LAST_DAY = '9999-12-31'

const areBothValid = (left: TemplateFacts, right: TemplateFacts): boolean =>
  left.validFrom <= (right.validUntil ?? LAST_DAY) && right.validFrom <= (left.validUntil ?? LAST_DAY)

const spanOf = ({ starts, ends }: { starts: string; ends: string }) => ({
  startsMinute: toMinute(starts),
  endsMinute: toMinute(ends),
})

export interface DayOverlap {
  readonly day: string
  readonly slots: readonly [DaySlot, DaySlot]
}

/** Gives two slots of one day that share a minute because of extra hours from `fromOn` on; undefined when none do. */
export function findExtraOverlap(schedule: ScheduleFacts, fromOn: string): DayOverlap | undefined {
  // The state of the doctor does not matter: hours that are entered before the verification must not overlap either.
  const asIfVerified = { ...schedule, isBookable: true }
  for (const day of daysOfExtra(schedule.exceptions, fromOn)) {
    const slots = slotsOf(asIfVerified, day)
    for (const [index, slot] of slots.entries()) {
      const next = slots[index + 1]
      if (next && overlaps(slot, next)) return { day, slots: [slot, next] }
    }
  }
  return undefined
}

function daysOfExtra(exceptions: readonly ExceptionFacts[], fromOn: string): ReadonlySet<string> {
  const days = new Set<string>()
  for (const { kind, fromOn: first, untilOn } of exceptions) {
    if (kind !== 'extra') continue
    for (let day = first < fromOn ? fromOn : first; day <= untilOn; day = addDays(day, 1)) days.add(day)
  }
  return days
}

/** The next day from `fromOn` on, within `days`, on which patients may book the doctor by themselves. */
export function findNextDay(schedule: ScheduleFacts, fromOn: string, days: number): string | undefined {
  const publicly = new Set(schedule.practices.filter(({ isPublic }) => isPublic).map(({ facilityId }) => facilityId))
  for (let ahead = 0; ahead < days; ahead++) {
    const day = addDays(fromOn, ahead)
    const slots = slotsOf(schedule, day)
    if (slots.some(({ audience, facilityId }) => audience === 'public' && publicly.has(facilityId))) return day
  }
  return undefined
}

export function toDoctorFacts(doctor: Doctor): DoctorFacts {
  return {
    doctorId: doctor.id,
    name: doctor.name,
    gender: doctor.gender,
    council: doctor.council,
    registrationNo: doctor.registration_no,
    qualifications: [...doctor.qualifications],
    specialities: [...doctor.specialities],
    languages: [...doctor.languages],
    status: doctor.status,
    ...(doctor.account_id !== null && { accountId: doctor.account_id }),
    version: doctor.version,
  }
}

export function toPracticeFacts(practice: Practice): PracticeFacts {
  return {
    doctorId: practice.doctor_id,
    facilityId: practice.facility_id,
    facilityCell: practice.facility_cell,
    ...(practice.department !== null && { department: practice.department }),
    ...(practice.room !== null && { room: practice.room }),
    feePaise: practice.fee_paise,
    revisitFeePaise: practice.revisit_fee_paise,
    revisitDays: practice.revisit_days,
    opensDays: practice.opens_days,
    noticeMinutes: practice.notice_minutes,
    cancelUntilMinutes: practice.cancel_until_minutes,
    isPublic: practice.is_public,
    status: practice.status,
    version: practice.version,
  }
}

export function toTemplateFacts(template: Template): TemplateFacts {
  return {
    templateId: template.id,
    facilityId: template.facility_id,
    weekday: template.weekday,
    starts: toTimeOfDay(template.starts_minute),
    ends: toTimeOfDay(template.ends_minute),
    slotMinutes: template.slot_minutes,
    bufferMinutes: template.buffer_minutes,
    capacity: template.capacity,
    mode: template.mode,
    audience: template.audience,
    validFrom: template.valid_from,
    ...(template.valid_until !== null && { validUntil: template.valid_until }),
  }
}

export function toExceptionFacts(exception: Exception): ExceptionFacts {
  const { starts_minute: starts, ends_minute: ends, slot_minutes: slotMinutes, capacity } = exception
  return {
    exceptionId: exception.id,
    ...(exception.facility_id !== null && { facilityId: exception.facility_id }),
    kind: exception.kind,
    fromOn: exception.from_on,
    untilOn: exception.until_on,
    ...(starts !== null && ends !== null && { starts: toTimeOfDay(starts), ends: toTimeOfDay(ends) }),
    ...(slotMinutes !== null && { slotMinutes }),
    ...(capacity !== null && { capacity }),
  }
}
