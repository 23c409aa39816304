// A sample of each callback, made by the code that makes the real ones, and a signed example of a test callback.
import { newId } from '../../../platform/id.ts'
import { newWebhookSecret, signatureHeaders, signingKeyOf } from '../../../platform/signing.ts'
import type { CallbackBody, CustomerId, TestCallbackBody, WorkflowId } from '../contract.ts'
import type { LinkageContext } from '../tables.ts'
import { type Concerned, toDelinkedDelivery, toFailure, toSettlement } from '../workflows/settlement.ts'
import type { Settlement } from '../workflows/store.ts'

const CANDIDATES = [
  { grade: 'probable', agreed: ['name', 'birth'], disagreed: ['pin'] },
  { grade: 'possible', agreed: ['name', 'phone'], disagreed: ['birth'] },
] as const

/** One sample of each type. The compiler asks for a sample as soon as the contract has a further type. */
export function sampleCallbacks(
  context: LinkageContext,
  choiceBy: 'customer' | 'staff',
): Record<CallbackBody['type'], CallbackBody> {
  const now = context.clock.now()
  const made = <Name extends string>() => newId<Name>(1, now.getTime())
  const workflow: Concerned = {
    ...{ id: made<'workflow'>() as WorkflowId, cell: 1, customerId: made(), patientId: 'MRN-000123', choiceBy },
  }
  const candidates = CANDIDATES.map((one) => ({
    ...{ patientId: made(), grade: one.grade, agreed: [...one.agreed], disagreed: [...one.disagreed] },
  }))
  const bodyOf = ({ delivery }: Settlement): CallbackBody => JSON.parse(delivery?.body ?? '') as CallbackBody
  const linked = bodyOf(toSettlement(context, workflow, { status: 'LINKED', patientId: made() }, null))
  const linkId = linked.data['link-id'] as string
  return {
    'link.linked': linked,
    'link.choice': bodyOf(toSettlement(context, workflow, { status: 'CHOICE', candidates }, null)),
    'link.no-results': bodyOf(toSettlement(context, workflow, { status: 'NO_RESULTS', reason: 'no-choice' }, null)),
    'link.failed': bodyOf(toFailure(context, workflow, 'index-unavailable', null)),
    'link.delinked': JSON.parse(toDelinkedDelivery(workflow, linkId, 'ended-by-sehat', now).body) as CallbackBody,
  }
}

export function toTestBody(customerId: CustomerId, now: Date): TestCallbackBody {
  return {
    type: 'test',
    timestamp: now.toISOString(),
    data: { 'customer-id': customerId, text: 'A test of this webhook. It concerns no patient.' },
  }
}

export interface SignedSample {
  readonly secret: string
  readonly headers: Record<string, string>
  readonly body: string
}

/** A whole callback with its secret, with which engineers can try their check. Nobody uses this secret. */
export function signedSample(customerId: CustomerId, now: Date): SignedSample {
  const secret = newWebhookSecret()
  const body = JSON.stringify(toTestBody(customerId, now))
  const id = newId(1, now.getTime())
  return { secret, headers: signatureHeaders([signingKeyOf(secret)], { id, body, now }), body }
}
