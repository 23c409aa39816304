// Outside systems of the small world: two customers with their tokens, and workflows of theirs in every state.

import { newId } from '../../platform/id.ts'
import type { Setup } from '../../testing/setup.ts'
import type { WorkflowId } from './contract.ts'
import type { Decision } from './rules.ts'
import type { LinkageContext, WorkflowRow } from './tables.ts'
import { tokenOf } from './testing.ts'
import { toConcerned } from './workflows/choosing.ts'
import { settleSingly, toSettlement } from './workflows/settlement.ts'
import { findWorkflow, type Settlement } from './workflows/store.ts'

export interface Customer {
  readonly id: string
  readonly secret: string
  readonly token: string
}

export interface CustomerRecords {
  customerId(): Promise<string>
  /** A workflow that nobody has worked on. */
  workflowId(): Promise<string>
  /** Workflows in which the customer chooses, or the staff. */
  choiceId(): Promise<string>
  reviewId(): Promise<string>
  /** A workflow, and at the same time the id of its search, that waits for an index that answers later. */
  searchId(): Promise<string>
  /** The customer's own id of a patient who is linked. */
  linkedPatientId(): Promise<string>
  /** A callback that was stopped. */
  deliveryId(): Promise<string>
}

export async function onboardCustomer(place: Setup, choiceBy: 'customer' | 'staff' = 'customer'): Promise<Customer> {
  const body = { name: 'Hospital of the East', webhook: 'https://east.example/hooks/sehat', 'choice-by': choiceBy }
  const made = await place.ask<{ 'customer-id': string; secret: string }>('POST', '/v1/customers', {
    by: await place.admin(),
    body,
  })
  const { 'customer-id': id, secret } = made.body
  return { id, secret, token: await tokenOf(place, id, secret) }
}

/** `personId`: who is found. No worker runs: what it would write is written here, by the same functions. */
export function customerRecords(
  place: Setup,
  { customer, reviewed, personId, next }: { customer: Customer; reviewed: Customer; personId: string; next(): number },
): CustomerRecords {
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
    customerId: async () => (await onboardCustomer(place)).id,
    workflowId: async () => (await link()).id,
    choiceId: () => choice(customer),
    reviewId: () => choice(reviewed),
    async searchId() {
      const { id } = await link()
      await settle({ id, lease: null, to: 'REQUESTED', searchId: id })
      return id
    },
    async linkedPatientId() {
      const row = await link()
      await settle(found(row, { status: 'LINKED', patientId: personId }))
      return row.patient_id
    },
    async deliveryId() {
      const row = await link()
      const settlement = found(row, { status: 'NO_RESULTS' })
      await settle(settlement)
      await place.ask('POST', `/v1/linkage/workflows/${row.id}/stop`, { by: await place.admin() })
      return settlement.delivery?.id as string
    },
  }
}
