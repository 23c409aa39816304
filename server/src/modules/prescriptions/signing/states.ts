// The state machine of a prescription: what may happen in which state, and which state follows. The one table of it.
import { Problem } from '../../../platform/problem.ts'
import { type PrescriptionStatus, prescriptionOver } from '../contract.ts'

export const RX_EVENTS = ['amend', 'stop', 'dispense'] as const
export type RxEvent = (typeof RX_EVENTS)[number]

/** Hospital table 4.5. The signature makes it; the last day ends it by itself. */
const NEXT: Readonly<Record<PrescriptionStatus, Partial<Readonly<Record<RxEvent, PrescriptionStatus>>>>> = {
  SIGNED: { amend: 'SIGNED', stop: 'STOPPED', dispense: 'SIGNED' },
  STOPPED: {},
  EXPIRED: {},
}

export interface RxState {
  readonly status: Exclude<PrescriptionStatus, 'EXPIRED'>
  readonly valid_until: string
}

/** How it stands on a day. */
export const statusOn = ({ status, valid_until }: RxState, today: string): PrescriptionStatus =>
  status === 'SIGNED' && today > valid_until ? 'EXPIRED' : status

/** The state after an event, or why it may not happen. Nothing else changes a status. */
export function decidePrescription(before: RxState, event: RxEvent, today: string): PrescriptionStatus | Problem {
  const status = statusOn(before, today)
  return NEXT[status][event] ?? new Problem(prescriptionOver, { members: { status } })
}
