// The rules of queues: who goes first, how long a turn takes, and how long somebody waits. Pure.
import type { PRIORITIES } from '../contract.ts'
import type { Lane } from './contract.ts'

/** How many minutes before the others a lane goes. */
export const CREDIT: Readonly<Record<Lane, number>> = { emergency: 1_440, priority: 20, appointment: 0, 'walk-in': 0 }

/** The lane of somebody who comes. */
export function laneOf(priority: (typeof PRIORITIES)[number], hasAppointment: boolean): Lane {
  if (priority === 'emergency') return 'emergency'
  if (priority !== 'normal') return 'priority'
  return hasAppointment ? 'appointment' : 'walk-in'
}

/** The minute at which a turn is due: the later of slot and arrival, less the credit of the lane. */
export function orderKeyOf(lane: Lane, arrivedMinute: number, slotMinute?: number): number {
  return Math.max(arrivedMinute, slotMinute ?? arrivedMinute) - CREDIT[lane]
}

/** How the label of a token begins: A to Z, then AA to ZZ. */
export function letterOf(nth: number): string {
  const letter = (index: number): string => String.fromCharCode(65 + (index % 26))
  return nth < 26 ? letter(nth) : `${letter(Math.floor(nth / 26) - 1)}${letter(nth)}`
}

/** The label of a token as the board shows it. */
export const labelOf = (letter: string, number: number): string => `${letter}-${String(number).padStart(2, '0')}`

const SECONDS_MIN = 120
const SECONDS_MAX = 3_600
const NEW_SHARE = 0.2

/** Until a turn was measured today, a turn is expected to take so long. */
export const USUAL_SECONDS = 600

/** The mean length of a turn after one more was measured: an exponential mean, so that a slow hour shows soon. */
export function measure(meanSeconds: number | null, turnSeconds: number): number {
  const bounded = Math.min(SECONDS_MAX, Math.max(SECONDS_MIN, turnSeconds))
  return Math.round(meanSeconds === null ? bounded : meanSeconds + NEW_SHARE * (bounded - meanSeconds))
}

export interface QueuePace {
  /** How many are called or waited for before this person. */
  readonly before: number
  readonly served: number
  readonly meanSeconds: number | null
  /** Rooms that serve this queue now. */
  readonly rooms: number
  readonly delayMinutes: number
}

const MEASURED_ENOUGH = 3

/** How long somebody will wait, as a range: the fewer turns were measured today, the wider. */
export function estimateWait({ before, served, meanSeconds, rooms, delayMinutes }: QueuePace) {
  const minutes = (before * (meanSeconds ?? USUAL_SECONDS)) / 60 / Math.max(1, rooms)
  const [low, high] = served >= MEASURED_ENOUGH ? [0.75, 1.25] : [0.5, 1.75]
  return {
    minutesFrom: Math.floor(minutes * low) + delayMinutes,
    minutesTo: Math.ceil(minutes * high) + delayMinutes,
  }
}
