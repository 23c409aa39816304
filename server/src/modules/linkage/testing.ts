// What the tests of this module share: an onboarded customer with its receiver, and a check of the promises.
import assert from 'node:assert/strict'
import { Webhook } from 'standardwebhooks'
import { signatureHeaders } from '../../platform/signing.ts'
import type { WithAfter } from '../../testing/database.ts'
import { type FakeIndex, startIndex } from '../../testing/fakes/patient-index.ts'
import { type Receiver, startReceiver } from '../../testing/fakes/receiver.ts'
import type { Answer, Asked, Setup } from '../../testing/setup.ts'
import { until } from '../../testing/until.ts'
import { postgresRequests } from './accepting/request-store-postgres.ts'
import type { CallbackBody, WorkflowId } from './contract.ts'
import type { ReconcilingParts } from './oversight/reconciliation.ts'
import { createSweep } from './oversight/sweep.ts'
import { indexKeyOf } from './searching/index-http.ts'
import type { LinkageContext } from './tables.ts'
import { settleSingly } from './workflows/settlement.ts'

export { signatureHeaders } from '../../platform/signing.ts'
export { indexKeyOf } from './searching/index-http.ts'

export interface Refused {
  readonly type: string
  readonly detail: string
  readonly errors?: { pointer: string; detail: string }[]
}

export const slugOf = (body: Refused): string => body.type.slice('/problems/'.length)

export interface Status {
  readonly status: string
  readonly outcome?: string
  readonly 'updated-at': string
}

export interface Linked extends Refused {
  readonly 'workflow-id': WorkflowId
  /** Only in the answer to a repeat. */
  readonly workflow?: Status
}

/** Anything that answers requests: a process, or the program in the test process. */
export interface Askable {
  ask<Body>(method: 'GET' | 'POST' | 'PATCH', url: string, asked?: Asked): Promise<Answer<Body>>
}

/**
 * Settings with short pauses, and with callbacks to this machine allowed. The timeouts are long, because a busy machine
 * answers slowly. A test of a server that never answers sets its own timeout.
 */
export const FAST = {
  SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on',
  SEHAT_LINKAGE_LEASE_SECONDS: '1',
  SEHAT_LINKAGE_SEARCH_RETRY_MS: '20',
  SEHAT_LINKAGE_RECONCILE_SECONDS: '1',
  SEHAT_LINKAGE_STALE_SECONDS: '2',
  SEHAT_LINKAGE_WEBHOOK_TIMEOUT_MS: '60000',
  SEHAT_LINKAGE_WEBHOOK_RETRY_MS: '20',
  SEHAT_LINKAGE_INDEX_TIMEOUT_MS: '60000',
} as const

/** Settings for this outside index. */
export const outside = (index: FakeIndex, kind: 'http' | 'http-async' = 'http'): Record<string, string> => ({
  SEHAT_LINKAGE_INDEX: kind,
  SEHAT_LINKAGE_INDEX_URL: index.url,
  SEHAT_LINKAGE_INDEX_SECRET: INDEX_SECRET,
})

export const INDEX_SECRET = 'for tests: the secret of the outside index 0123456789'

/** Sends the later answer of an index. Gives the HTTP status of our answer. */
export async function answerLater(
  place: Pick<Setup, 'port'>,
  id: string,
  answer: unknown,
  secret = INDEX_SECRET,
): Promise<number> {
  const body = JSON.stringify(answer)
  const headers = signatureHeaders([indexKeyOf(secret)], { id: 'm-1', body, now: new Date() })
  const { status } = await fetch(`http://127.0.0.1:${place.port}/link/${id}/index-answer`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  })
  return status
}

export interface Customer {
  readonly id: string
  readonly secret: string
  readonly webhookSecret: string
  readonly token: string
  readonly receiver: Receiver
  link(patient: object, more?: { key?: string; at?: Askable; webhook?: string }): Promise<Answer<Linked>>
  status(id: string, at?: Askable): Promise<Status>
  headers: Record<string, string>
}

export async function openIndexAndReceiver(t: WithAfter): Promise<{ index: FakeIndex; receiver: Receiver }> {
  return { index: await startIndex(t), receiver: await startReceiver(t) }
}

export async function onboard(
  place: Pick<Setup, 'ask' | 'admin'>,
  receiver: Receiver,
  more: object = {},
): Promise<Customer> {
  const by = await place.admin()
  const body = { name: 'Hospital of the West', webhook: receiver.url, ...more }
  const made = await place.ask<{ 'customer-id': string; secret: string; 'webhook-secret': string }>(
    'POST',
    '/v1/customers',
    { by, body },
  )
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const { 'customer-id': id, secret, 'webhook-secret': webhookSecret } = made.body
  const token = await tokenOf(place, id, secret)
  const headers = { 'customer-token': token }
  return {
    id,
    secret,
    webhookSecret,
    token,
    receiver,
    headers,
    link: (patient, { key = crypto.randomUUID(), at = place as Askable, webhook } = {}) =>
      at.ask<Linked>('POST', '/link', { key, headers, body: { patient, ...(webhook !== undefined && { webhook }) } }),
    async status(workflowId, at = place as Askable) {
      const answer = await at.ask<Status>('GET', `/link/status/${workflowId}`, { headers })
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
      return answer.body
    },
  }
}

export async function tokenOf(place: Pick<Setup, 'ask'>, id: string, secret: string): Promise<string> {
  const answer = await place.ask<{ 'customer-token': string }>('POST', '/v1/customers/token', {
    body: { 'customer-id': id, secret },
  })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  return answer.body['customer-token']
}

/** A patient for the fake index. `kind` decides whom it finds: Certain, Choice, or any other word for nobody. */
export const patientOf = (kind: string, id: string): object => ({
  id,
  full_name: `${kind} ${id}`,
  dob: '1985-02-11',
  contact: { phone: '+919812345678', address: '12 MG Road' },
})

/** The callbacks of a workflow that its receiver has, in the order of their arrival. */
export const callbacksOf = ({ receiver }: Pick<Customer, 'receiver'>, id: string): CallbackBody[] =>
  receiver.of(id).map(({ body }) => JSON.parse(body) as CallbackBody)

export const poolOf = ({ program }: Pick<Setup, 'program'>) => program.context('linkage').pool

/** Resolves when all workflows and callbacks have ended, except workflows that wait for a choice. */
export async function untilAllEnded(place: Pick<Setup, 'program'>): Promise<void> {
  const open = "select count(*)::int as open from linkage.workflows where ended_at is null and status <> 'CHOICE'"
  await until('all workflows have ended', async () => {
    return (await poolOf(place).query<{ open: number }>(open)).rows[0]?.open === 0
  })
  const pending = "select count(*)::int as open from linkage.deliveries where status = 'pending'"
  await until('all callbacks have ended', async () => {
    return (await poolOf(place).query<{ open: number }>(pending)).rows[0]?.open === 0
  })
}

/** Checks the promises: each accepted request has ended and has its callback; each patient has one, right mapping. */
export async function assertPromises(
  place: Pick<Setup, 'program'>,
  customer: Customer,
  accepted: ReadonlyMap<string, string>,
  { isDelivered = true, isClockRight = true } = {},
): Promise<void> {
  const pool = poolOf(place)
  const { rows } = await pool.query<{ id: string; patient_id: string; status: string; outcome: string }>(
    'select id, patient_id, status, outcome from linkage.workflows',
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  for (const [patientId, workflowId] of accepted) {
    const row = byId.get(workflowId)
    assert.ok(row && ['COMPLETED', 'FAILED', 'CHOICE'].includes(row.status), `${patientId}: ${JSON.stringify(row)}`)
    if (isDelivered) assertCallbacks(customer, { patientId, workflowId, outcome: row.outcome }, isClockRight)
  }
  const twice = await pool.query(
    `select patient_id from linkage.patient_mappings where is_live
     group by customer_id, patient_id having count(*) > 1`,
  )
  assert.deepEqual(twice.rows, [], 'a patient has two live mappings')
  const wrong = await pool.query(
    `select patient_id, internal_patient_id from linkage.patient_mappings
     where internal_patient_id not in ('p-' || patient_id, 'p-' || patient_id || '-a', 'p-' || patient_id || '-b')`,
  )
  assert.deepEqual(wrong.rows, [], 'a mapping leads to a wrong person')
  const lost = await pool.query(
    `select w.id from linkage.workflows w where w.outcome = 'LINKED' and (
       select count(*) from linkage.patient_mappings m
       where m.cell = w.cell and m.id = w.link_id and m.status = 'LINKED' and m.patient_id = w.patient_id) <> 1`,
  )
  assert.deepEqual(lost.rows, [], 'a linked workflow has not exactly one mapping')
}

function assertCallbacks(
  customer: Customer,
  { patientId, workflowId, outcome }: { patientId: string; workflowId: string; outcome: string },
  isClockRight: boolean,
): void {
  const received = customer.receiver.of(workflowId)
  assert.ok(received.length > 0, `${patientId}: no callback`)
  const verifier = new Webhook(customer.webhookSecret)
  const ids = new Map<string, string>()
  for (const { headers, body } of received) {
    const id = headers['webhook-id'] as string
    // A receiver refuses a message whose timestamp differs from its clock. So this checks the signature alone.
    const signedAt = new Date(Number(headers['webhook-timestamp']) * 1_000)
    if (isClockRight) verifier.verify(body, headers)
    else assert.equal(headers['webhook-signature'], verifier.sign(id, signedAt, body))
    assert.equal(ids.get(id) ?? body, body, 'the body of a callback never changes')
    ids.set(id, body)
    assert.equal((JSON.parse(body) as CallbackBody).data['patient-id'], patientId)
  }
  const outcomes = received.map(({ body }) => (JSON.parse(body) as CallbackBody).data.outcome as string)
  assert.ok(outcomes.includes(outcome), `${patientId}: ${outcomes} without ${outcome}`)
}

/** What reconciliation needs, for a test that runs a round itself. */
export const partsOf = (context: LinkageContext): ReconcilingParts => ({
  settler: settleSingly(context),
  requests: postgresRequests(context),
  sweep: createSweep(context),
})
