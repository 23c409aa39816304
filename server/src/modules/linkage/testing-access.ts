// The requests of linking in the access test: two customers with tokens, and their workflows in several states.

import { newId } from '../../platform/id.ts'
import { get, type OpenAccess, on, person, row, type SmallWorld } from '../../testing/access-rows.ts'
import type { Person, Setup } from '../../testing/setup.ts'
import { recordDeliveries } from './callbacks/store.ts'
import type { DeliveryId, WorkflowId } from './contract.ts'
import type { Decision } from './rules.ts'
import type { LinkageContext, WorkflowRow } from './tables.ts'
import { INDEX_SECRET, indexKeyOf, signatureHeaders, tokenOf } from './testing.ts'
import { toConcerned } from './workflows/choosing.ts'
import { settleSingly, toFailure, toSettlement } from './workflows/settlement.ts'
import { findWorkflow, type Settlement } from './workflows/store.ts'

interface Customer {
  readonly id: string
  readonly secret: string
  readonly token: string
}

async function onboardCustomer(place: Setup, choiceBy: 'customer' | 'staff' = 'customer'): Promise<Customer> {
  const body = { name: 'Hospital of the East', webhook: 'https://east.example/hooks/sehat', 'choice-by': choiceBy }
  const made = await place.ask<{ 'customer-id': string; secret: string }>('POST', '/v1/customers', {
    by: await place.admin(),
    body,
  })
  const { 'customer-id': id, secret } = made.body
  return { id, secret, token: await tokenOf(place, id, secret) }
}

/** No worker runs, so these functions write its results with the same code. `personId` is the linked person. */
function customerRecords(
  place: Setup,
  { customer, reviewed, personId, next }: { customer: Customer; reviewed: Customer; personId: string; next(): number },
) {
  const context = place.program.context('linkage') as unknown as LinkageContext
  const link = async (by: Customer = customer): Promise<WorkflowRow> => {
    const { status, body } = await place.ask<{ 'workflow-id': WorkflowId }>('POST', '/link', {
      headers: { 'customer-token': by.token, 'idempotency-key': crypto.randomUUID() },
      body: { patient: { id: `W-${next()}`, full_name: 'Asha Sharma' } },
    })
    if (status !== 202) throw new Error(`POST /link answered ${status}: ${JSON.stringify(body)}`)
    return (await findWorkflow(context.pool, body['workflow-id'])) as WorkflowRow
  }
  const settle = async (settlement: Settlement): Promise<void> => {
    const settled = await settleSingly(context).settle({ ...settlement, from: ['RECEIVED'] })
    if (settled !== 'done') throw new Error(`the workflow was not settled: ${settled}`)
  }
  const found = (row: WorkflowRow, decision: Decision): Settlement =>
    toSettlement(context, toConcerned(row), decision, null)
  const candidates = [1, 2].map(() => ({
    patientId: newId(1),
    grade: 'probable' as const,
    agreed: ['name'],
    disagreed: [],
  }))
  const choice = async (by: Customer): Promise<string> => {
    const row = await link(by)
    await settle(found(row, { status: 'CHOICE', candidates }))
    return row.id
  }
  return {
    customer: async () => (await onboardCustomer(place)).id,
    /** A workflow that no worker has taken. */
    workflow: async () => (await link()).id,
    async 'failed-workflow'() {
      const row = await link()
      await settle(toFailure(context, toConcerned(row), 'index-unavailable', null))
      return row.id
    },
    /** A workflow in which the customer must choose; in a review, staff must choose. */
    choice: () => choice(customer),
    review: () => choice(reviewed),
    /** A workflow that waits for an index that answers later. Its search has the same id. */
    async search() {
      const { id } = await link()
      await settle({ id, lease: null, to: 'REQUESTED', searchId: id })
      return id
    },
    /** The id that the customer uses for a linked patient. */
    async 'linked-patient'() {
      const row = await link()
      await settle(found(row, { status: 'LINKED', patientId: personId }))
      return row.patient_id
    },
    /** A callback to the customer that Sehat gave up. */
    async 'given-up-delivery'() {
      const row = await link()
      const settlement = found(row, { status: 'NO_RESULTS' })
      await settle(settlement)
      const { cell } = row
      const base = {
        cell,
        workflowId: row.id,
        id: settlement.delivery?.id as DeliveryId,
        lease: 0,
        durationMs: 5,
        answerStatus: 500,
        retryMs: 0,
      }
      const result = { ...base, fault: 'status-500', status: 'failed', reason: 'given-up' } as const
      await recordDeliveries(context.pool, [result])
      return base.id
    },
    /** A callback that was stopped. */
    async delivery() {
      const row = await link()
      const settlement = found(row, { status: 'NO_RESULTS' })
      await settle(settlement)
      await place.ask('POST', `/v1/linkage/workflows/${row.id}/stop`, { by: await place.admin() })
      return settlement.delivery?.id as string
    },
  }
}

const HOSPITAL = { name: 'Hospital of the West', webhook: 'https://hospital.example/hooks/sehat' }

const keyed =
  (contentType = 'application/json') =>
  () => ({ 'idempotency-key': crypto.randomUUID(), 'content-type': contentType })

export const openAccess: OpenAccess = async (world) => {
  const customer = await onboardCustomer(world)
  const reviewed = await onboardCustomer(world, 'staff')
  const { body: family } = await world.ask<{ items: { patientId: string }[] }>('GET', '/v1/patients', {
    by: world.people.citizen,
  })
  const personId = family.items[0]?.patientId as string
  const client: Person = { accountId: customer.id, token: customer.token }
  return {
    people: { client },
    records: customerRecords(world, { customer, reviewed, personId, next: world.next }),
    rows: { ...linkRows(world), ...customerRows(customer), ...selfServiceRows(world, customer), ...oversightRows },
  }
}

const linkRows = ({ next, clock }: Parameters<OpenAccess>[0]) => {
  const link = () => ({ patient: { id: `L-${next()}`, full_name: person.name, dob: person.birthDate } })
  return {
    'POST /link': row(() => ({ url: '/link', body: link(), headers: keyed() })),
    'POST /link/batch': row(() => ({
      url: '/link/batch',
      text: `${JSON.stringify(link())}\n${JSON.stringify(link())}\n`,
      headers: keyed('application/x-ndjson'),
    })),
    'GET /link/status/:workflowId': on('/link/status/:id?wait=0', 'workflow'),
    'POST /link/:workflowId/choice': on('/link/:id/choice', 'choice', { body: { candidate: 'c1' } }),
    'POST /link/:workflowId/index-answer': row(async (idOf) => {
      const id = await idOf('search')
      const key = indexKeyOf(INDEX_SECRET)
      return {
        url: `/link/${id}/index-answer`,
        body: { 'request-id': id, 'search-id': id, candidates: [] },
        headers: (body) => signatureHeaders([key], { id, body, now: clock.now() }),
      }
    }),
    'GET /patient/:patientId': on('/patient/:id', 'linked-patient'),
    'POST /patient/:patientId/delink': on('/patient/:id/delink', 'linked-patient'),
  }
}

const customerRows = ({ id, secret }: Customer) => ({
  'POST /v1/customers': row(() => ({
    url: '/v1/customers',
    body: { ...HOSPITAL, 'allowed-hosts': ['hooks.hospital.example'], 'choice-by': 'staff' },
    headers: keyed(),
  })),
  'GET /v1/customers': get('/v1/customers?limit=5'),
  'POST /v1/customers/token': row(() => ({ url: '/v1/customers/token', body: { 'customer-id': id, secret } })),
  'GET /v1/customers/:customerId': on('/v1/customers/:id', 'customer'),
  'PATCH /v1/customers/:customerId': on('/v1/customers/:id', 'customer', {
    body: { ...HOSPITAL, limits: { 'batch-rows': 10 } },
  }),
  'POST /v1/customers/:customerId/revocation': on('/v1/customers/:id/revocation', 'customer'),
  'POST /v1/customers/:customerId/secret': on('/v1/customers/:id/secret', 'customer'),
  'POST /v1/customers/:customerId/webhook-secret': on('/v1/customers/:id/webhook-secret', 'customer'),
  'GET /v1/customers/:customerId/deliveries': on('/v1/customers/:id/deliveries?limit=5', 'customer'),
})

const selfServiceRows = (world: SmallWorld, { id, secret }: Customer) => {
  /** Ends a former secret. Each valid request has its own customer, because later requests need the secret of `id`. */
  const completion = (kind: 'secret' | 'webhook-secret') =>
    row(async (_, asker) => {
      const url = `/v1/customers/me/${kind}/completion`
      if (asker?.accountId !== id) return { url, body: { secret } }
      const fresh = await onboardCustomer(world)
      const { body } = await world.ask<{ secret?: string }>('POST', `/v1/customers/me/${kind}`, {
        headers: { 'customer-token': fresh.token },
        body: { secret: fresh.secret },
      })
      return { url, body: { secret: body.secret ?? fresh.secret }, headers: () => ({ 'customer-token': fresh.token }) }
    })
  const rotation = (kind: string) => row(() => ({ url: `/v1/customers/me/${kind}`, body: { secret, 'is-lost': true } }))
  return {
    'GET /v1/customers/me': get('/v1/customers/me'),
    'GET /v1/customers/me/workflows': get('/v1/customers/me/workflows?status=CHOICE&patient=MRN-1&limit=5'),
    'GET /v1/customers/me/workflows/:workflowId': on('/v1/customers/me/workflows/:id', 'workflow'),
    'GET /v1/customers/me/deliveries': get('/v1/customers/me/deliveries?status=failed&limit=5'),
    'POST /v1/customers/me/deliveries/:deliveryId/replay': on(
      '/v1/customers/me/deliveries/:id/replay',
      'given-up-delivery',
    ),
    'POST /v1/customers/me/test-callbacks': row(() => ({ url: '/v1/customers/me/test-callbacks' })),
    'GET /v1/customers/me/usage': get('/v1/customers/me/usage'),
    'GET /v1/customers/me/callback-types': get('/v1/customers/me/callback-types'),
    'POST /v1/customers/me/secret': rotation('secret'),
    'POST /v1/customers/me/webhook-secret': rotation('webhook-secret'),
    'POST /v1/customers/me/secret/completion': completion('secret'),
    'POST /v1/customers/me/webhook-secret/completion': completion('webhook-secret'),
  }
}

const oversightRows = {
  'POST /v1/linkage/deliveries/:deliveryId/replay': on('/v1/linkage/deliveries/:id/replay', 'delivery'),
  'GET /v1/linkage/reviews': get('/v1/linkage/reviews?limit=5'),
  'GET /v1/linkage/reviews/:workflowId': on('/v1/linkage/reviews/:id', 'review'),
  'POST /v1/linkage/reviews/:workflowId/choice': on('/v1/linkage/reviews/:id/choice', 'review', {
    body: { candidate: 'c1' },
  }),
  'GET /v1/linkage/stuck': get('/v1/linkage/stuck'),
  'GET /v1/linkage/workflows': on('/v1/linkage/workflows?customer=:id&status=CHOICE&limit=5', 'customer'),
  'GET /v1/linkage/workflows/:workflowId': on('/v1/linkage/workflows/:id', 'workflow'),
  'POST /v1/linkage/workflows/:workflowId/stop': on('/v1/linkage/workflows/:id/stop', 'workflow'),
  'POST /v1/linkage/workflows/:workflowId/restart': on('/v1/linkage/workflows/:id/restart', 'failed-workflow'),
}
