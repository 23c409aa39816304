// Computes with weekly hours without a page: reads typed hours, and sorts templates into the days of a week.
import type { Answer, Request } from '../../api/client.ts'
import { postDoctorsExceptions } from '../../api/limits/post-doctors-exceptions.ts'
import { fits } from '../../api/limits.ts'
import { toPlain } from '../../entered.ts'
import { addDays } from '../../i18n/format.ts'

export type Schedule = Answer<'GET /v1/doctors/{doctorId}/schedule'>
export type Template = Schedule['templates'][number]
export type Exception = Schedule['exceptions'][number]
export type Practice = Schedule['practices'][number]
export type NewTemplate =
  Request<'PUT /v1/doctors/{doctorId}/practices/{facilityId}/templates'>['body']['templates'][number]

/** 1 is Monday, as in the contract. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const

/** A day of that weekday, for its name. 1 January 2024 was a Monday. */
export const dayNamed = (weekday: number): string => `2024-01-0${weekday}`

export interface Span {
  readonly starts: string
  readonly ends: string
}

export interface Hours extends Span {
  readonly slotMinutes: number
  /** Patients in one slot. */
  readonly capacity: number
}

const SPAN = String.raw`(\d{1,2})(?:[:.](\d\d))?\s*(?:-|to)\s*(\d{1,2})(?:[:.](\d\d))?`
const ONLY_SPAN = new RegExp(`^${SPAN}$`)
const HOURS = new RegExp(`^${SPAN}\\s+(\\d{1,3})(?:\\s*[x×]\\s*(\\d{1,2}))?$`)

const toTime = (hour: string | undefined, minute: string | undefined): string =>
  `${(hour ?? '').padStart(2, '0')}:${minute ?? '00'}`

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))

const of = postDoctorsExceptions

function toSpan(match: readonly (string | undefined)[]): Span | undefined {
  const span = { starts: toTime(match[1], match[2]), ends: toTime(match[3], match[4]) }
  return fits(of.starts, span.starts) && fits(of.ends, span.ends) ? span : undefined
}

/** Reads `9-13` or `22:00 to 06:00`. It may reach into the next day, as leave of a night does. */
export function readSpan(text: string): Span | undefined {
  const match = ONLY_SPAN.exec(toPlain(text).toLowerCase())
  const span = match ? toSpan(match) : undefined
  return span && span.starts !== span.ends && span.starts !== '24:00' && span.ends !== '00:00' ? span : undefined
}

/** Reads `9-13 15, 14:00 to 17:00 20 x2`: from, until, the minutes of a slot, and the patients in a slot. */
export function readHours(text: string): readonly Hours[] | undefined {
  const parts = text.split(/[,;]/).filter((part) => part.trim() !== '')
  const read = parts.map(readOne)
  const hours = read.filter((one) => one !== undefined)
  return hours.length > 0 && hours.length === read.length ? hours : undefined
}

function readOne(text: string): Hours | undefined {
  const match = HOURS.exec(toPlain(text).toLowerCase())
  const span = match ? toSpan(match) : undefined
  if (!match || !span) return undefined
  const hours = { ...span, slotMinutes: Number(match[5]), capacity: Number(match[6] ?? 1) }
  const isRight = fits(of.slotMinutes, hours.slotMinutes) && fits(of.capacity, hours.capacity)
  return isRight && minuteOf(span.ends) - minuteOf(span.starts) >= hours.slotMinutes ? hours : undefined
}

/** As people type them, for the text of hours that are taken away. */
export const toWindow = ({ starts, ends }: Span): string => `${starts}-${ends}`

/** How many slots the hours have. A slot that would end after them is not made. */
export function countSlots({ starts, ends, slotMinutes, bufferMinutes }: Template): number {
  return Math.floor((minuteOf(ends) - minuteOf(starts) + bufferMinutes) / (slotMinutes + bufferMinutes))
}

/** The hours of a weekday that are not over, in the order of the day. Ended practices have none. */
export function hoursOn({ templates, practices }: Schedule, weekday: number, today: string): Template[] {
  const active = new Set(practices.filter(({ status }) => status === 'active').map(({ facilityId }) => facilityId))
  return templates
    .filter((one) => one.weekday === weekday && active.has(one.facilityId) && (one.validUntil ?? today) >= today)
    .toSorted((one, other) => one.starts.localeCompare(other.starts))
}

/** What holds on one day: the hours that the doctor sees patients in, and what takes hours away. */
export interface DayAhead {
  readonly date: string
  readonly hours: readonly Template[]
  readonly extra: readonly Exception[]
  readonly leave: readonly Exception[]
  /** The hospitals of the doctor that are closed. */
  readonly closed: readonly string[]
}

/** The seven days from this one on. */
export function weekFrom(schedule: Schedule, from: string): DayAhead[] {
  return Array.from({ length: 7 }, (_, nth): DayAhead => {
    const date = addDays(from, nth)
    const isOn = ({ fromOn, untilOn }: Exception): boolean => fromOn <= date && date <= untilOn
    return {
      date,
      hours: hoursToday(schedule, date),
      extra: schedule.exceptions.filter((one) => one.kind === 'extra' && isOn(one)),
      leave: leaveOn(schedule, date),
      closed: schedule.closures.filter((one) => one.day === date).map(({ facilityId }) => facilityId),
    }
  })
}

/** The Monday on or before a day. */
export function mondayOf(day: string): string {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  return addDays(day, 1 - weekday)
}

/** Whether leave of whole days takes these hours away. */
export const isAway = ({ facilityId }: Pick<Template, 'facilityId'>, leave: readonly Exception[]): boolean =>
  leave.some((one) => one.starts === undefined && (one.facilityId ?? facilityId) === facilityId)

/** The weekly hours that hold on a day, at the hospitals that are open. Leave does not take them away here. */
export function hoursToday(schedule: Schedule, day: string): Template[] {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7
  const closed = new Set(schedule.closures.filter((one) => one.day === day).map(({ facilityId }) => facilityId))
  return hoursOn(schedule, weekday, day).filter((one) => one.validFrom <= day && !closed.has(one.facilityId))
}

export const leaveOn = ({ exceptions }: Schedule, day: string): Exception[] =>
  exceptions.filter(({ kind, fromOn, untilOn }) => kind === 'leave' && fromOn <= day && day <= untilOn)

/** Hours of the contract as a new body states them. */
export const restated = ({ templateId: _id, facilityId: _place, ...stated }: Template): NewTemplate => stated
