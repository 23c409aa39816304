// Decides how a transfer goes from state to state, and whether what arrived explains what was sent. Pure.
export const TRANSFER_STATUSES = [
  ...(['ASKED', 'APPROVED', 'REFUSED', 'CANCELLED'] as const),
  ...(['SENT', 'RECEIVED', 'RETURNED', 'SETTLED'] as const),
] as const
export type TransferStatus = (typeof TRANSFER_STATUSES)[number]

export const TRANSFER_EVENTS = ['approve', 'refuse', 'cancel', 'send', 'receive', 'return', 'settle'] as const
export type TransferEvent = (typeof TRANSFER_EVENTS)[number]

const MOVES: Readonly<Record<TransferStatus, Partial<Readonly<Record<TransferEvent, TransferStatus>>>>> = {
  ASKED: { approve: 'APPROVED', refuse: 'REFUSED', cancel: 'CANCELLED' },
  APPROVED: { send: 'SENT', cancel: 'CANCELLED' },
  SENT: { receive: 'RECEIVED', return: 'RETURNED' },
  RECEIVED: { settle: 'SETTLED' },
  REFUSED: {},
  CANCELLED: {},
  RETURNED: {},
  SETTLED: {},
}

export type Decision = { readonly next: TransferStatus } | { readonly instead: readonly TransferEvent[] }

/** The state of a transfer after an event, or what its state allows instead. Nothing else decides a status. */
export function decideTransfer(status: TransferStatus, event: TransferEvent): Decision {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: TRANSFER_EVENTS.filter((one) => moves[one]) }
}

/** What one person may move alone, at the price of the packs: Rs 10,000. */
export const OWN_APPROVAL_PAISE_MAX = 1_000_000

/** Whether somebody may approve a transfer of this value: never the own one above the limit. */
export const mayApprove = (askedBy: string, approvedBy: string, valuePaise: number): boolean =>
  askedBy !== approvedBy || valuePaise <= OWN_APPROVAL_PAISE_MAX

export interface Parts {
  readonly received: number
  readonly damaged: number
  readonly lost: number
  readonly reason?: string | undefined
}

/** Whether what a receiver says explains all that was sent; a difference needs a reason. */
export function explains(
  sent: number,
  { received, damaged, lost, reason }: Parts,
): 'whole' | 'other-sum' | 'no-reason' {
  const numbers = [received, damaged, lost]
  if (numbers.some((one) => !Number.isSafeInteger(one) || one < 0)) return 'other-sum'
  if (received + damaged + lost !== sent) return 'other-sum'
  return damaged + lost > 0 && !reason?.trim() ? 'no-reason' : 'whole'
}
