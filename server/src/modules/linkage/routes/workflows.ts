// Routes of staff about workflows: which there are, and what happened in one.
import { access } from '../../../platform/access.ts'
import { Instant, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { CustomerId, CustomerPatientId, WorkflowId, WorkflowOutcome, WorkflowStatus } from '../contract.ts'
import { toHistory } from '../history.ts'
import { findDelinkedAt, listDeliveriesOf, listRefusals, listWorkflows } from '../store/history.ts'
import { findWorkflow } from '../store/workflows.ts'
import type { LinkageContext, WorkflowRow } from '../tables.ts'
import { Delivery, showDeliveries } from './operators.ts'

const staff = access.own('national-admin')

/** No name of a patient: they are known by the customer’s own ids. */
const WorkflowView = object({
  'workflow-id': WorkflowId,
  'customer-id': CustomerId,
  'patient-id': CustomerPatientId,
  status: WorkflowStatus,
  outcome: Type.Optional(WorkflowOutcome),
  reason: Type.Optional(Type.String()),
  'choice-by': oneOf(['customer', 'staff']),
  attempts: Type.Integer({ description: 'How often a worker took it.' }),
  requeues: Type.Integer({ description: 'How often reconciliation found it forgotten.' }),
  'created-at': Instant,
  'updated-at': Instant,
  'ended-at': Type.Optional(Instant),
})

const Move = object({
  at: Instant,
  to: WorkflowStatus,
  refusal: Type.Optional(Type.String({ description: 'Why the move was refused: then nothing was changed.' })),
})

const toView = (row: WorkflowRow): Static<typeof WorkflowView> => ({
  'workflow-id': row.id,
  'customer-id': row.customer_id,
  'patient-id': row.patient_id,
  status: row.status,
  ...(row.outcome !== null && { outcome: row.outcome }),
  ...(row.reason !== null && { reason: row.reason }),
  'choice-by': row.choice_by,
  attempts: row.attempts,
  requeues: row.requeues,
  'created-at': row.created_at.toISOString(),
  'updated-at': row.updated_at.toISOString(),
  ...(row.ended_at !== null && { 'ended-at': row.ended_at.toISOString() }),
})

export const workflowRoutes =
  ({ pool }: LinkageContext) =>
  (app: App) => {
    app.get(
      '/v1/linkage/workflows',
      {
        config: { access: staff },
        schema: {
          summary: 'List workflows',
          description: 'The newest first, of all customers or of one, in any status or in one.',
          querystring: object({
            status: Type.Optional(WorkflowStatus),
            customer: Type.Optional(CustomerId),
            limit: Type.Optional(Limit),
            cursor: Type.Optional(WorkflowId),
          }),
          response: { 200: page(WorkflowView) },
        },
      },
      async ({ query: { status, customer, limit = 20, cursor } }) => {
        const rows = await listWorkflows(pool, { status, customerId: customer, before: cursor, limit })
        const last = rows.length === limit ? rows.at(-1) : undefined
        return { items: rows.map(toView), ...(last && { nextCursor: last.id }) }
      },
    )
    app.get(
      '/v1/linkage/workflows/:workflowId',
      {
        config: { access: staff },
        schema: {
          summary: 'Read a workflow with its moves and callbacks',
          description:
            'The oldest move first, refused ones too; of the work between two answers only the tries are known.',
          params: object({ workflowId: WorkflowId }),
          response: {
            200: object({
              ...WorkflowView.properties,
              'delinked-at': Type.Optional(Instant),
              moves: Type.Array(Move),
              deliveries: Type.Array(Delivery),
            }),
          },
        },
      },
      async (request) => {
        const workflow = await findWorkflow(pool, request.params.workflowId)
        if (!workflow) throw new Problem(notFound)
        const [deliveries, refusals, delinkedAt] = await Promise.all([
          listDeliveriesOf(pool, workflow.id),
          listRefusals(pool, workflow.id),
          findDelinkedAt(pool, workflow),
        ])
        const moves = toHistory(workflow, deliveries, refusals)
        return {
          ...toView(workflow),
          ...(delinkedAt && { 'delinked-at': delinkedAt.toISOString() }),
          moves: moves.map(({ at, to, refusal }) => ({ at: at.toISOString(), to, ...(refusal && { refusal }) })),
          deliveries: await showDeliveries(pool, deliveries),
        }
      },
    )
  }
