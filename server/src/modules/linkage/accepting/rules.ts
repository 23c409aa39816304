// What a request to link comes to. linkage.accept_link does the same under the locks of its unique indexes;
// rules.test.ts proves that both agree for everything that may be there already.
import type { WorkflowId } from '../contract.ts'
import { hasEnded } from '../workflows/rules.ts'
import type { Outcome, Status } from '../workflows/states.ts'

export interface Verdict {
  readonly verdict: 'accepted' | 'replayed' | 'key-reused' | 'linked' | 'pending'
  /** That answers the request: a new one where it is accepted. */
  readonly workflowId: WorkflowId
}

/** What is known when a request comes. */
export interface Known {
  /** The request that came with the same key before. */
  readonly earlier: { readonly fingerprint: string; readonly workflowId: WorkflowId } | undefined
  /** The workflow that made the patient's live link. */
  readonly linkedBy: WorkflowId | undefined
  /** All workflows of the patient. */
  readonly workflows: readonly { readonly id: WorkflowId; readonly status: Status; readonly outcome: Outcome | null }[]
}

export interface AskedLink {
  /** For the workflow, should there be a new one. */
  readonly workflowId: WorkflowId
  readonly fingerprint: string
}

/** A repeat gets its first answer, whatever has become of the patient since. A patient has one link, or one search. */
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

/** It is searched for, or waits for a choice; once it is answered, a new request is searched for anew. */
export function isUnanswered(status: Status, outcome: Outcome | null): boolean {
  return !hasEnded(status) && (outcome === null || outcome === 'CHOICE')
}
