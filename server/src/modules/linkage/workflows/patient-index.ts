// The port to the patient index: what is asked, what may come back, and how an adapter says that it failed.
import type { MatchEvidence } from '../../patients/contract.ts'
import type { LinkPatient } from '../contract.ts'

/** A patient in words that an index understands; an Aadhaar number is never among them. */
export interface IndexQuestion {
  /** New for each search, so that the answer to another one is told from this one's. */
  readonly searchId: string
  readonly workflowId: string
  readonly patient: LinkPatient
}

/** Somebody whom the index found. */
export interface Candidate {
  readonly patientId: string
  readonly grade: 'certain' | 'probable' | 'possible'
  readonly agreed: readonly string[]
  readonly disagreed: readonly string[]
  /** Too little agrees for a customer to be told who it is: the offer would tell who has that phone or number. */
  readonly isGuess?: boolean
  /** How each field compared, for staff who choose; an outside index does not tell. */
  readonly evidence?: readonly MatchEvidence[]
}

export type IndexAnswer =
  | { readonly kind: 'found'; readonly candidates: readonly Candidate[] }
  /** The index answers later, naming this search. */
  | { readonly kind: 'later'; readonly searchId: string }

export interface PatientIndex {
  search(question: IndexQuestion, signal: AbortSignal): Promise<IndexAnswer>
}

/**
 * The name of a search: that of its workflow, and the number of the lease under which it is asked. So it is known
 * before anything is written, and an answer finds its workflow however quick or late it comes.
 */
export const searchIdOf = (workflowId: string, lease: number): string => `${workflowId}-${lease}`

/** `unavailable` may pass; `invalid` means that the index said something that cannot be believed. */
export class IndexFailure extends Error {
  readonly reason: 'index-unavailable' | 'index-answer-invalid'

  constructor(reason: IndexFailure['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
