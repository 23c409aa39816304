// Decides whether a request to link is new. linkage.accept_link decides the same under the locks of its unique indexes;
// rules.test.ts compares both for every possible state of a patient.
import type { WorkflowId } from '../contract.ts'
import { hasEnded } from '../workflows/rules.ts'
import type { Outcome, Status } from '../workflows/states.ts'

export interface Verdict {
  readonly verdict: 'accepted' | 'replayed' | 'key-reused' | 'linked' | 'pending'
  /** The workflow that answers the request; the new workflow when the verdict is `accepted`. */
  readonly workflowId: WorkflowId
}

/** What the database knows of the patient when a request comes. */
export interface Known {
  /** The earlier request with the same key. */
  readonly earlier: { readonly fingerprint: string; readonly workflowId: WorkflowId } | undefined
  /** The workflow that made the patient's live link. */
  readonly linkedBy: WorkflowId | undefined
  /** All workflows of the patient. */
  readonly workflows: readonly { readonly id: WorkflowId; readonly status: Status; readonly outcome: Outcome | null }[]
}

export interface AskedLink {
  /** Id for the new workflow, if the request is accepted. */
  readonly workflowId: WorkflowId
  readonly fingerprint: string
}

/** A repeat gets its first answer, even if the patient has changed since. A patient has one link, or one search. */
export function decideAcceptance({ earlier, linkedBy, workflows }: Known, asked: AskedLink): Verdict {
  if (earlier) {
    return earlier.fingerprint === asked.fingerprint
      ? { verdict: 'replayed', workflowId: earlier.workflowId }
      : { verdict: 'key-reused', workflowId: asked.workflowId }
  }
  if (linkedBy) return { verdict: 'linked', workflowId: linkedBy }
  const pending = workflows.find(({ status, outcome }) => isUnanswered(status, outcome))
  if (pending) return { verdict: 'pending', workflowId: pending.id }
  return { verdict: 'accepted', workflowId: asked.workflowId }
}

/** True while the workflow waits for a search or a choice. After the answer, a new request starts a new search. */
export function isUnanswered(status: Status, outcome: Outcome | null): boolean {
  return !hasEnded(status) && (outcome === null || outcome === 'CHOICE')
}
