// The states of a document, and the one decision which event leads to which state.
import type { DocumentStatus } from '../contract.ts'

export type DocumentEvent = 'complete' | 'store' | 'refuse' | 'abort' | 'withdraw'

export type DocumentDecision =
  | { readonly next: DocumentStatus }
  /** What may still be done with it. */
  | { readonly instead: readonly DocumentEvent[] }

const TRANSITIONS: Readonly<Record<DocumentStatus, Partial<Readonly<Record<DocumentEvent, DocumentStatus>>>>> = {
  RECEIVING: { complete: 'CHECKING', abort: 'ABORTED' },
  // A process that died while it checked leaves this state: the next completion, or the nightly work, checks anew.
  CHECKING: { complete: 'CHECKING', store: 'STORED', refuse: 'REFUSED' },
  STORED: { withdraw: 'WITHDRAWN' },
  REFUSED: {},
  ABORTED: {},
  WITHDRAWN: {},
}

/** What people may ask for. The other events are findings of a check. */
const ASKED: readonly DocumentEvent[] = ['complete', 'abort', 'withdraw']

export function decideDocument(status: DocumentStatus, event: DocumentEvent): DocumentDecision {
  const next = TRANSITIONS[status][event]
  if (next !== undefined) return { next }
  return { instead: ASKED.filter((one) => TRANSITIONS[status][one] !== undefined) }
}
