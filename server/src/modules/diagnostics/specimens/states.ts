// The state machine of a specimen: what may happen in which state. Pure.
import type { SpecimenStatus } from '../contract.ts'
import type { Decided } from '../orders/states.ts'

export const SPECIMEN_EVENTS = ['collect', 'receive', 'reject', 'finish'] as const
/** `finish`: all its results are final. */
export type SpecimenEvent = (typeof SPECIMEN_EVENTS)[number]

const MOVES: Readonly<Record<SpecimenStatus, Partial<Readonly<Record<SpecimenEvent, SpecimenStatus>>>>> = {
  EXPECTED: { collect: 'COLLECTED' },
  COLLECTED: { receive: 'RECEIVED', reject: 'REJECTED' },
  RECEIVED: { reject: 'REJECTED', finish: 'DONE' },
  REJECTED: {},
  DONE: {},
}

/** The state of a specimen after an event, or what its state allows instead. Nothing else decides a status. */
export function decideSpecimen(status: SpecimenStatus, event: SpecimenEvent): Decided<SpecimenStatus, SpecimenEvent> {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: SPECIMEN_EVENTS.filter((one) => moves[one]) }
}
