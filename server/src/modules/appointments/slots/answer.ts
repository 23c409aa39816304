// Makes the answers of the search for slots: a JSON fragment for each practice, and the answer joined from them.
import { hash } from 'node:crypto'
import { addDays, dayInIndia, instantInIndia } from '../../../platform/clock.ts'
import { toTimeOfDay } from '../../../platform/contract.ts'
import { cursor } from '../../../platform/paging.ts'
import { DoctorId, type Speciality, type SpokenLanguage } from '../../doctors/contract.ts'
import type { MODES } from '../../doctors/schedules/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { Practice } from '../tables.ts'
import { isDayOpen, lastBookingMs } from './for-public.ts'
import type { PackedDay, SlotState } from './packed-day.ts'

const MINUTE_MS = 60_000

/** `next`: of each doctor only the next free day, with its first slots. */
export const SHOWN = ['all', 'next'] as const
const NEXT_SLOTS = 4

export interface SlotQuery {
  readonly doctorId: DoctorId | undefined
  readonly facilityId: FacilityId | undefined
  readonly speciality: Speciality | undefined
  /** The district. */
  readonly cell: number | undefined
  readonly fromOn: string
  readonly days: number
  readonly mode: (typeof MODES)[number] | undefined
  readonly language: SpokenLanguage | undefined
  readonly show: (typeof SHOWN)[number]
  /** Most practices in the answer. */
  readonly limit: number
  /** Practices after this one, in the order of hospital and doctor. */
  readonly after: PracticeKey | undefined
}

export interface PracticeKey {
  readonly facilityId: FacilityId
  readonly doctorId: DoctorId
}

/** Where the next page begins. */
export const position = cursor({ facilityId: FacilityId, doctorId: DoctorId })

/** A doctor at a hospital, with the slots of each day. */
export interface PracticeSlots {
  facts: Practice
  readonly days: Map<string, PackedDay>
  /** Grows with each change. */
  version: number
}

export const keyOf = ({ facility_id, doctor_id }: Pick<Practice, 'facility_id' | 'doctor_id'>): string =>
  `${facility_id} ${doctor_id}`

export interface Fragment {
  readonly json: string
  readonly version: number
  /** In milliseconds since 1970: when time alone changes the fragment. */
  readonly validUntilMs: number
}

/** The part of an answer that stays the same until something changes: all but `asOf` and the age of the view. */
export interface AnswerParts {
  /** The JSON from `"doctors":` on, with one character for each byte of its UTF-8 form (latin1). */
  readonly rest: string
  /** A weak ETag: answers that differ only in their age have the same one. */
  readonly etag: string
  readonly validUntilMs: number
  /** When the oldest hours in the answer were pulled, in milliseconds since 1970. */
  readonly pulledAtMs: number
}

export type FragmentOf = (practice: PracticeSlots) => Fragment

/** Joins the fragments of the practices that the query asks for. They stand in the order of hospital and doctor. */
export function makeAnswer(all: readonly PracticeSlots[], query: SlotQuery, fragmentOf: FragmentOf): AnswerParts {
  const wanted = all.filter(({ facts }) => isWanted(facts, query))
  const shown = wanted.slice(0, query.limit)
  const fragments = shown.map(fragmentOf)
  const last = wanted.length > shown.length ? shown.at(-1)?.facts : undefined
  const next = last && position.write({ facilityId: last.facility_id, doctorId: last.doctor_id })
  const more = next === undefined ? '' : `,"nextCursor":"${next}"`
  const rest = Buffer.from(`"doctors":[${fragments.map(({ json }) => json).join(',')}]${more}}`).toString('latin1')
  return {
    rest,
    etag: `W/"${hash('sha1', rest, 'base64url')}"`,
    validUntilMs: Math.min(...fragments.map(({ validUntilMs }) => validUntilMs)),
    pulledAtMs: Math.min(...shown.map(({ facts }) => facts.pulled_at.getTime())),
  }
}

function isWanted(facts: Practice, { doctorId, facilityId, speciality, language, cell, after }: SlotQuery): boolean {
  if (!facts.is_bookable || !facts.is_public || !facts.is_open) return false
  if (doctorId !== undefined && facts.doctor_id !== doctorId) return false
  if (facilityId !== undefined && facts.facility_id !== facilityId) return false
  if (speciality !== undefined && !facts.specialities.includes(speciality)) return false
  if (language !== undefined && !facts.languages.includes(language)) return false
  if (cell !== undefined && facts.cell !== cell) return false
  return after === undefined || keyOf(facts) > `${after.facilityId} ${after.doctorId}`
}

export function makeFragment(practice: PracticeSlots, query: SlotQuery, now: Date): Fragment {
  const { facts, version } = practice
  let validUntilMs = instantInIndia(addDays(dayInIndia(now), 1), '00:00').getTime()
  const days: DayView[] = []
  for (const date of daysOf(query)) {
    const all = [...freeSlots(practice, date, now)]
    validUntilMs = Math.min(validUntilMs, ...all.map(({ untilMs }) => untilMs))
    const day = toDayView(date, all, query)
    if (day && (query.show === 'all' || day.free > 0)) days.push(day)
    if (query.show === 'next' && days.length > 0) break
  }
  return { json: JSON.stringify({ ...toDoctorView(facts), days }), version, validUntilMs }
}

interface DayView {
  readonly date: string
  readonly free: number
  readonly slots: readonly SlotView[]
}

/** A day with its free slots; undefined when there are no slots that patients book. A full day has no slots. */
function toDayView(date: string, all: readonly FreeSlot[], { mode, show }: SlotQuery): DayView | undefined {
  const ofMode = all.filter(({ slot }) => mode === undefined || mode === slot.mode)
  if (ofMode.length === 0) return undefined
  const free = ofMode.filter((one) => one.free > 0)
  const slots = (show === 'next' ? free.slice(0, NEXT_SLOTS) : free).map((one) => toSlotView(one.slot, date, one.free))
  return { date, free: free.reduce((sum, one) => sum + one.free, 0), slots }
}

const daysOf = ({ fromOn, days }: SlotQuery): string[] =>
  Array.from({ length: days }, (_, index) => addDays(fromOn, index))

interface FreeSlot {
  readonly slot: SlotState
  /** Places that nobody has booked or holds. */
  readonly free: number
  /** When time alone changes this: a hold ends, or it is too late to book. In milliseconds since 1970. */
  readonly untilMs: number
}

/** The slots of a day that patients may book by themselves now, also full ones. */
export function* freeSlots({ facts, days }: PracticeSlots, date: string, now: Date): Iterable<FreeSlot> {
  const day = days.get(date)
  if (!day || !isDayOpen(date, facts, now)) return
  const midnightMs = instantInIndia(date, '00:00').getTime()
  for (const slot of day.slots()) {
    const lastMs = lastBookingMs(midnightMs + slot.starts_minute * MINUTE_MS, facts)
    if (!slot.isOpen || slot.audience !== 'public' || now.getTime() > lastMs) continue
    const held = slot.holds.filter((untilMs) => untilMs > now.getTime())
    yield { slot, free: slot.capacity - slot.booked - held.length, untilMs: Math.min(lastMs + 1, ...held) }
  }
}

export interface SlotView {
  readonly slotId: SlotState['id']
  readonly date: string
  readonly start: string
  readonly minutes: number
  readonly mode: SlotState['mode']
  readonly free: number
}

export function toSlotView({ id, starts_minute, ends_minute, mode }: SlotState, date: string, free: number): SlotView {
  const minutes = ends_minute - starts_minute
  return { slotId: id, date, start: toTimeOfDay(starts_minute), minutes, mode, free }
}

function toDoctorView(facts: Practice) {
  const { facility_id, doctor_id, room } = facts
  return {
    ...{ doctorId: doctor_id, name: facts.doctor_name, specialities: facts.specialities, languages: facts.languages },
    ...{ facilityId: facility_id, facilityName: facts.facility_name, address: facts.address, pin: facts.pin },
    ...{ district: facts.district, state: facts.state, ...(room !== null && { room }) },
    ...{ feePaise: facts.fee_paise, revisitFeePaise: facts.revisit_fee_paise, revisitDays: facts.revisit_days },
  }
}
