// Decides whether a request to link is new. linkage.accept_link decides the same under the locks of its unique indexes;
// rules.test.ts compares both for every possible state of a patient.
import type { LinkPatient, WorkflowId } from '../contract.ts'
import { hasEnded } from '../workflows/rules.ts'
import type { Outcome, Status } from '../workflows/states.ts'

export interface Verdict {
  readonly verdict: 'accepted' | 'replayed' | 'key-reused' | 'linked' | 'pending' | 'occupied'
  /** The workflow that answers the request; its own new id when no other workflow does. */
  readonly workflowId: WorkflowId
}

/** At most so many webhooks beside its own hear of the result of one workflow. */
export const WEBHOOKS_MAX = 50

export interface KnownWorkflow {
  readonly id: WorkflowId
  readonly status: Status
  readonly outcome: Outcome | null
  /** Hash of the facts of the patient; null for workflows of an older release. */
  readonly factsHash: string | null
  /** True if it made or found the link that is live now. */
  readonly isOfLiveLink: boolean
  /** The webhooks that hear of its result, its own first. Null: that of the customer. */
  readonly webhooks: readonly (string | null)[]
}

/** What the database knows of the patient when a request comes. */
export interface Known {
  /** The earlier request with the same key. */
  readonly earlier: { readonly fingerprint: string; readonly workflowId: WorkflowId } | undefined
  /** All workflows of the patient, the oldest first. */
  readonly workflows: readonly KnownWorkflow[]
}

export interface AskedLink {
  /** Id for the new workflow, if the request is accepted. */
  readonly workflowId: WorkflowId
  readonly fingerprint: string
  readonly factsHash: string
  readonly webhook: string | null
}

/**
 * A repeat gets its first answer, even if the patient has changed since. A patient has one search at a time. Other
 * facts under a known id may mean another person, so no result for the earlier facts answers them.
 */
export function decideAcceptance({ earlier, workflows }: Known, asked: AskedLink): Verdict {
  const { workflowId, factsHash, webhook } = asked
  if (earlier) {
    return earlier.fingerprint === asked.fingerprint
      ? { verdict: 'replayed', workflowId: earlier.workflowId }
      : { verdict: 'key-reused', workflowId }
  }
  const linked = workflows.find((one) => one.isOfLiveLink && one.factsHash === factsHash)
  if (linked) return { verdict: 'linked', workflowId: linked.id }
  const open = workflows.find(({ status, outcome }) => isUnanswered(status, outcome))
  if (!open) return { verdict: 'accepted', workflowId }
  const isFull = !open.webhooks.includes(webhook) && open.webhooks.length > WEBHOOKS_MAX
  if (open.factsHash !== factsHash || isFull) return { verdict: 'occupied', workflowId }
  return { verdict: 'pending', workflowId: open.id }
}

/** True while the workflow waits for a search or a choice. After the answer, a new request starts a new search. */
export function isUnanswered(status: Status, outcome: Outcome | null): boolean {
  return !hasEnded(status) && (outcome === null || outcome === 'CHOICE')
}

/**
 * The facts of a patient in one form. Two requests with the same facts are for the same person. Spaces, upper case and
 * the order of fields and numbers make no other person.
 */
export function toFacts({ id: _, identifiers = [], ...facts }: LinkPatient): string {
  const numbers = identifiers.map((one) => toForm(one)).toSorted()
  return JSON.stringify([toForm(facts), numbers])
}

function toForm(value: unknown): string {
  if (typeof value === 'string') return JSON.stringify(value.normalize('NFC').trim().replace(/\s+/g, ' ').toLowerCase())
  if (Array.isArray(value)) return `[${value.map(toForm).join()}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value ?? null)
  const fields = Object.entries(value).filter(([, one]) => one !== undefined)
  return `{${fields
    .map(([name, one]) => `${JSON.stringify(name)}:${toForm(one)}`)
    .toSorted()
    .join()}}`
}
