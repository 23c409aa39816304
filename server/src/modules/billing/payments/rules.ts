// Pure: how a payment goes from state to state.
import type { PaymentStatus } from './contract.ts'

export const PAYMENT_EVENTS = ['confirm', 'fail', 'expire'] as const
export type PaymentEvent = (typeof PAYMENT_EVENTS)[number]

const MOVES: Readonly<Record<PaymentStatus, Partial<Readonly<Record<PaymentEvent, PaymentStatus>>>>> = {
  PENDING: { confirm: 'DONE', fail: 'FAILED', expire: 'EXPIRED' },
  // The bank has the last word: money that came is money, however late.
  EXPIRED: { confirm: 'DONE' },
  FAILED: { confirm: 'DONE' },
  DONE: {},
}

type Decision =
  | { readonly next: PaymentStatus; readonly isLate: boolean }
  | { readonly instead: readonly PaymentEvent[] }

/** The state after an event, and whether the word came too late for the invoice; or what is possible instead. */
export function decidePayment(status: PaymentStatus, event: PaymentEvent): Decision {
  const moves = MOVES[status]
  const next = moves[event]
  if (!next) return { instead: PAYMENT_EVENTS.filter((one) => moves[one]) }
  return { next, isLate: event === 'confirm' && status !== 'PENDING' }
}
