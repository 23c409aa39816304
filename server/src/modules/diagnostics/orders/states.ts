// The state machines of a line and of an order: what may happen in which state. Pure.
import type { LineStatus, OrderStatus } from '../contract.ts'

export const LINE_EVENTS = ['collect', 'receive', 'perform', 'return', 'complete', 'cancel', 'move'] as const
/**
 * `perform`: imaging begins, which has no specimen. `return`: the specimen is of no use, so a new one is needed.
 * `move`: another laboratory does the test.
 */
export type LineEvent = (typeof LINE_EVENTS)[number]

const MOVES: Readonly<Record<LineStatus, Partial<Readonly<Record<LineEvent, LineStatus>>>>> = {
  PLACED: { collect: 'COLLECTED', perform: 'IN_PROGRESS', cancel: 'CANCELLED', move: 'CANCELLED' },
  COLLECTED: { receive: 'IN_PROGRESS', return: 'PLACED', move: 'CANCELLED' },
  IN_PROGRESS: { complete: 'COMPLETED', return: 'PLACED', move: 'CANCELLED' },
  COMPLETED: {},
  CANCELLED: {},
}

export type Decided<State, Event> = { readonly next: State } | { readonly instead: readonly Event[] }

/** The state of a line after an event, or what its state allows instead. Nothing else decides a status. */
export function decideLine(status: LineStatus, event: LineEvent): Decided<LineStatus, LineEvent> {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: LINE_EVENTS.filter((one) => moves[one]) }
}

const ADVANCE = ['PLACED', 'COLLECTED', 'IN_PROGRESS', 'COMPLETED'] as const

/** The state of an order: that of its least advanced live line, or PARTIAL when some results are final. */
export function toOrderStatus(lines: readonly LineStatus[]): OrderStatus {
  const live = lines.filter((status) => status !== 'CANCELLED')
  const done = live.filter((status) => status === 'COMPLETED')
  if (done.length > 0 && done.length < live.length) return 'PARTIAL'
  return ADVANCE.find((status) => live.includes(status)) ?? 'CANCELLED'
}
