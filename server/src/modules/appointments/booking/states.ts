// The state machine of an appointment: what may happen in which state, and which state follows. The one table of it.
import type { AppointmentStatus } from '../contract.ts'

export const MOVES = [
  ...(['confirm', 'release', 'expire', 'arrive', 'unarrive', 'begin', 'finish', 'cancel', 'move', 'miss'] as const),
  ...(['leave', 'displace', 'keep', 'lapse', 'void'] as const),
] as const
export type Move = (typeof MOVES)[number]

/** Hospital table 4.1. A state without moves is an end. */
const NEXT: Readonly<Record<AppointmentStatus, Partial<Readonly<Record<Move, AppointmentStatus>>>>> = {
  HELD: { confirm: 'BOOKED', release: 'CANCELLED', expire: 'EXPIRED' },
  BOOKED: {
    ...{ arrive: 'ARRIVED', cancel: 'CANCELLED', move: 'MOVED', miss: 'NO_SHOW' },
    ...{ displace: 'DISPLACED', void: 'VOID' },
  },
  ARRIVED: { unarrive: 'BOOKED', begin: 'IN_CONSULTATION', leave: 'LEFT', void: 'VOID' },
  IN_CONSULTATION: { finish: 'FULFILLED', void: 'VOID' },
  DISPLACED: { move: 'MOVED', keep: 'BOOKED', cancel: 'CANCELLED', lapse: 'CANCELLED', void: 'VOID' },
  FULFILLED: {},
  EXPIRED: {},
  CANCELLED: {},
  MOVED: {},
  NO_SHOW: {},
  LEFT: {},
  VOID: {},
}

/** The state after a move; undefined when the move is not allowed in this state. */
export const nextStatus = (status: AppointmentStatus, move: Move): AppointmentStatus | undefined => NEXT[status][move]

/** What may happen to an appointment in this state, for the problem that refuses something else. */
export const movesOf = (status: AppointmentStatus): readonly Move[] => Object.keys(NEXT[status]) as Move[]

/** Nothing can happen to it any more. */
export const isEnded = (status: AppointmentStatus): boolean => movesOf(status).length === 0

/** Whether an appointment in this state takes a place of its slots. A hold does too, but only until its end. */
export const takesPlace = (status: AppointmentStatus): boolean =>
  status === 'BOOKED' || status === 'ARRIVED' || status === 'IN_CONSULTATION' || status === 'FULFILLED'
