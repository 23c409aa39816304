// The port to the patient index: the question, the answers, and the error of an adapter.
import type { MatchEvidence } from '../../patients/contract.ts'
import type { LinkPatient } from '../contract.ts'

/** The question to an index. It never holds an Aadhaar number. */
export interface IndexQuestion {
  /** New for each search, so that we can tell its answer from the answers to other searches. */
  readonly searchId: string
  readonly workflowId: string
  readonly patient: LinkPatient
  /** The number systems whose numbers the customer has verified (setting `verified-systems`). */
  readonly verifiedSystems: readonly string[]
}

/** A person whom the index found. */
export interface Candidate {
  readonly patientId: string
  readonly grade: 'certain' | 'probable' | 'possible'
  readonly agreed: readonly string[]
  readonly disagreed: readonly string[]
  /** True if too few facts agree. We do not offer such a candidate: that would tell whose phone or number it is. */
  readonly isGuess?: boolean
  /** True if a number agrees that this customer and Sehat have both verified. */
  readonly isProven?: boolean
  /** How each field compared, for staff who choose. An outside index does not give it. */
  readonly evidence?: readonly MatchEvidence[]
}

export type IndexAnswer =
  | { readonly kind: 'found'; readonly candidates: readonly Candidate[] }
  /** The index answers later and then names this search. */
  | { readonly kind: 'later'; readonly searchId: string }

export interface PatientIndex {
  /** How many questions one search may hold. */
  readonly atOnce: number
  /** The answers in the order of the questions. An error as an answer fails only that search. */
  search(questions: readonly IndexQuestion[], signal: AbortSignal): Promise<(IndexAnswer | Error)[]>
}

/**
 * The name of a search: the id of its workflow and the number of the lease. We know this name before we write anything.
 * So an answer finds its workflow, however soon or late it comes.
 */
export const searchIdOf = (workflowId: string, lease: number): string => `${workflowId}-${lease}`

/** `index-unavailable`: the index may work again later. `index-answer-invalid`: we cannot trust its answer. */
export class IndexFailure extends Error {
  readonly reason: 'index-unavailable' | 'index-answer-invalid'

  constructor(reason: IndexFailure['reason'], message: string, options?: ErrorOptions) {
    super(message, options)
    this.reason = reason
  }
}
