// The schedule of a doctor, as other modules pull it, and the one rule that cuts its hours into slots.
import {
  Day,
  defineCall,
  defineEvent,
  defineProblem,
  id,
  object,
  oneOf,
  type Static,
  Type,
  toMinute,
} from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { DoctorId, PracticeFacts } from '../contract.ts'

export const TemplateId = id('template')
export type TemplateId = Static<typeof TemplateId>
export const ExceptionId = id('exception')
export type ExceptionId = Static<typeof ExceptionId>

/** A time of the day in India. `24:00` is the end of the day. */
export const TimeOfDay = Type.String({
  pattern: '^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$',
  description: 'A time of the day in India, HH:MM.',
})
export const MODES = ['in-person', 'tele'] as const
export const AUDIENCES = ['public', 'staff', 'follow-up'] as const
export const EXCEPTION_KINDS = ['leave', 'extra'] as const

const SlotMinutes = Type.Integer({ minimum: 5, maximum: 240, description: 'Length of a slot in minutes.' })
const Capacity = Type.Integer({ minimum: 1, maximum: 50, description: 'Patients in one slot.' })
const Mode = oneOf(MODES, { description: '`tele`: by telephone or video.' })

/** The hours of one weekday. The doctor sees patients in them each week, from `validFrom` until `validUntil`. */
export const NewTemplate = object({
  weekday: Type.Integer({ minimum: 1, maximum: 7, description: '1 is Monday, 7 is Sunday.' }),
  starts: TimeOfDay,
  ends: TimeOfDay,
  slotMinutes: SlotMinutes,
  bufferMinutes: Type.Integer({ minimum: 0, maximum: 60, default: 0, description: 'Minutes between two slots.' }),
  capacity: Type.Optional(Capacity),
  mode: Type.Optional(Mode),
  audience: Type.Optional(oneOf(AUDIENCES, { description: 'Who may book. `follow-up`: only after a visit.' })),
  validFrom: Day,
  validUntil: Type.Optional(Day),
})
export type NewTemplate = Static<typeof NewTemplate>

export const TemplateFacts = object({
  templateId: TemplateId,
  facilityId: FacilityId,
  ...NewTemplate.properties,
  bufferMinutes: Type.Integer({ minimum: 0, maximum: 60 }),
  capacity: Capacity,
  mode: Mode,
  audience: oneOf(AUDIENCES),
})
export type TemplateFacts = Static<typeof TemplateFacts>

/** Leave, or extra hours, on one day or on each day from `fromOn` until `untilOn`. */
export const ExceptionFacts = object({
  exceptionId: ExceptionId,
  facilityId: Type.Optional(FacilityId),
  kind: oneOf(EXCEPTION_KINDS),
  fromOn: Day,
  untilOn: Day,
  starts: Type.Optional(TimeOfDay),
  ends: Type.Optional(TimeOfDay),
  slotMinutes: Type.Optional(SlotMinutes),
  capacity: Type.Optional(Capacity),
})
export type ExceptionFacts = Static<typeof ExceptionFacts>

/** A day on which a whole facility is closed. */
export const ClosureFacts = object({ facilityId: FacilityId, day: Day })

export const ScheduleFacts = object({
  doctorId: DoctorId,
  version: Type.Integer({ minimum: 0, description: 'Grows with each change of hours, leave or practices.' }),
  isBookable: Type.Boolean({ description: 'False: the doctor is not verified, so there are no slots.' }),
  practices: Type.Array(PracticeFacts),
  templates: Type.Array(TemplateFacts),
  exceptions: Type.Array(ExceptionFacts, { description: 'Only those that hold and concern the days asked for.' }),
  closures: Type.Array(ClosureFacts),
})
export type ScheduleFacts = Static<typeof ScheduleFacts>

/** Gives the schedule of a doctor for some days; null when no doctor has this id. */
export const getSchedule = defineCall('doctors.get-schedule', {
  input: object({ doctorId: DoctorId, fromOn: Day, days: Type.Integer({ minimum: 1, maximum: 31 }) }),
  output: Type.Union([ScheduleFacts, Type.Null()]),
  timeoutMs: 2_000,
})

/** The hours of a doctor have changed on some days. Pull the schedule again. Without `untilOn` it has no end. */
export const scheduleChanged = defineEvent(
  'doctors.schedule-changed.v1',
  'doctorId',
  object({ doctorId: DoctorId, version: Type.Integer(), fromOn: Day, untilOn: Type.Optional(Day) }),
)

const Leave = object({ doctorId: DoctorId, ...ExceptionFacts.properties })

/** A doctor took leave. `schedule-changed` says so too, for those who keep the hours. */
export const leaveTaken = defineEvent('doctors.leave-taken.v1', 'doctorId', Leave)
export const leaveWithdrawn = defineEvent('doctors.leave-withdrawn.v1', 'doctorId', Leave)

export const scheduleOverlaps = defineProblem(
  'schedule-overlaps',
  409,
  'The doctor would be in two places at one time',
  'Change the hours of `with`, or choose other hours. The hours of all hospitals of the doctor count.',
)
export const scheduleChangedMeanwhile = defineProblem(
  'schedule-changed-meanwhile',
  412,
  'Somebody else has changed the hours of this doctor since you read them',
  'Read the schedule again, look at what is different, and repeat your change with `If-Match` and the newer ETag.',
)
export const exceptionPast = defineProblem(
  'exception-past',
  409,
  'These days are over, or somebody has taken them back already',
  'The past stays as it was. Enter leave or extra hours for other days.',
)

/** One slot of a day. Minutes count from midnight in India. */
export interface DaySlot {
  readonly facilityId: FacilityId
  readonly startsMinute: number
  readonly endsMinute: number
  readonly mode: (typeof MODES)[number]
  readonly audience: (typeof AUDIENCES)[number]
  readonly capacity: number
  /** The template or the extra hours that the slot comes from. */
  readonly sourceId: TemplateId | ExceptionId
}

interface Span {
  readonly startsMinute: number
  readonly endsMinute: number
}

export const DAY_MINUTES = 1_440

/** 1 is Monday, 7 is Sunday. */
export const weekdayOf = (day: string): number => new Date(`${day}T00:00:00Z`).getUTCDay() || 7

const dayBefore = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10)

/** The slots of a day in the order of their starts. Both sides of the contract cut hours with this function. */
export function slotsOf(schedule: ScheduleFacts, day: string): DaySlot[] {
  if (!schedule.isBookable) return []
  const open = new Set(schedule.practices.filter(({ status }) => status === 'active').map((one) => one.facilityId))
  for (const closure of schedule.closures) if (closure.day === day) open.delete(closure.facilityId)
  const weekday = weekdayOf(day)
  const regular = schedule.templates.filter(
    (one) => one.weekday === weekday && one.validFrom <= day && day <= (one.validUntil ?? day),
  )
  const extra = schedule.exceptions.filter((one) => one.kind === 'extra' && one.fromOn <= day && day <= one.untilOn)
  const cut = [...regular.flatMap(cutTemplate), ...extra.flatMap(cutExtra)]
  const leave = schedule.exceptions.filter(({ kind }) => kind === 'leave')
  return cut
    .filter(({ facilityId }) => open.has(facilityId))
    .filter((slot) => !leave.some((one) => isCutBy(slot, one, day)))
    .sort((left, right) => left.startsMinute - right.startsMinute || (left.facilityId < right.facilityId ? -1 : 1))
}

function cutTemplate(template: TemplateFacts): DaySlot[] {
  const { facilityId, mode, audience, capacity, templateId } = template
  return spansOf(template).map((span) => ({ facilityId, ...span, mode, audience, capacity, sourceId: templateId }))
}

function cutExtra(extra: ExceptionFacts): DaySlot[] {
  const { facilityId, starts, ends, slotMinutes, capacity = 1, exceptionId } = extra
  if (!facilityId || !starts || !ends || !slotMinutes) return []
  const rest = { facilityId, mode: 'in-person', audience: 'public', capacity, sourceId: exceptionId } as const
  return spansOf({ starts, ends, slotMinutes, bufferMinutes: 0 }).map((span) => ({ ...rest, ...span }))
}

/** Cuts hours into slots. It makes no slot that would end after the hours do. */
function spansOf(hours: Pick<TemplateFacts, 'starts' | 'ends' | 'slotMinutes' | 'bufferMinutes'>): Span[] {
  const until = toMinute(hours.ends)
  const spans: Span[] = []
  let startsMinute = toMinute(hours.starts)
  while (startsMinute + hours.slotMinutes <= until) {
    spans.push({ startsMinute, endsMinute: startsMinute + hours.slotMinutes })
    startsMinute += hours.slotMinutes + hours.bufferMinutes
  }
  return spans
}

/** Leave cuts each whole slot that it touches by one minute. Leave from 22:00 to 06:00 reaches into the next day. */
function isCutBy(slot: DaySlot, leave: ExceptionFacts, day: string): boolean {
  if (leave.facilityId !== undefined && leave.facilityId !== slot.facilityId) return false
  return spansOfLeave(leave, day).some((span) => overlaps(span, slot))
}

function spansOfLeave({ fromOn, untilOn, starts, ends }: ExceptionFacts, day: string): Span[] {
  const isOn = (one: string): boolean => fromOn <= one && one <= untilOn
  if (starts === undefined || ends === undefined) {
    return isOn(day) ? [{ startsMinute: 0, endsMinute: DAY_MINUTES }] : []
  }
  const [from, until] = [toMinute(starts), toMinute(ends)]
  if (from < until) return isOn(day) ? [{ startsMinute: from, endsMinute: until }] : []
  return [
    ...(isOn(day) ? [{ startsMinute: from, endsMinute: DAY_MINUTES }] : []),
    ...(isOn(dayBefore(day)) ? [{ startsMinute: 0, endsMinute: until }] : []),
  ]
}

/** Whether two spans of one day have a minute in common. */
export function overlaps(left: Span, right: Span): boolean {
  return left.startsMinute < right.endsMinute && right.startsMinute < left.endsMinute
}
