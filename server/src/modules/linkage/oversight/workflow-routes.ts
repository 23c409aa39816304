// Routes for staff: list workflows, and read the history of one workflow.
import { Cursor, Instant, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { operators } from '../access.ts'
import { CustomerId, CustomerPatientId, WorkflowId, WorkflowOutcome, WorkflowStatus } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import type { LinkageContext, ShownWorkflowRow } from '../tables.ts'
import { toShownStatus } from '../workflows/states.ts'
import { findWorkflow } from '../workflows/store.ts'
import { toHistory } from './history.ts'
import { listDeliveriesOf, listRecordedMoves, listWorkflows } from './history-store.ts'
import { Delivery, showDeliveries } from './operator-routes.ts'

const position = cursor({ id: WorkflowId })

/** A workflow for staff. It holds no name of a patient, only the id that the customer uses. */
const WorkflowView = object({
  'workflow-id': WorkflowId,
  'customer-id': CustomerId,
  'patient-id': CustomerPatientId,
  status: WorkflowStatus,
  outcome: Type.Optional(WorkflowOutcome),
  reason: Type.Optional(Type.String()),
  'choice-by': oneOf(['customer', 'staff']),
  attempts: Type.Integer({ description: 'How often a worker took the workflow.' }),
  requeues: Type.Integer({ description: 'How often reconciliation put the forgotten workflow back.' }),
  'created-at': Instant,
  'updated-at': Instant,
  'ended-at': Type.Optional(Instant),
})

const Move = object({
  at: Instant,
  to: WorkflowStatus,
  refusal: Type.Optional(Type.String({ description: 'Why the move was refused. A refused move changes nothing.' })),
})

const toView = (row: ShownWorkflowRow): Static<typeof WorkflowView> => ({
  'workflow-id': row.id,
  'customer-id': row.customer_id,
  'patient-id': row.patient_id,
  status: toShownStatus(row),
  ...(row.outcome !== null && { outcome: row.outcome }),
  ...(row.reason !== null && { reason: row.reason }),
  'choice-by': row.choice_by,
  attempts: row.attempts,
  requeues: row.requeues,
  'created-at': row.created_at.toISOString(),
  'updated-at': row.updated_at.toISOString(),
  ...(row.ended_at !== null && { 'ended-at': row.ended_at.toISOString() }),
})

const Search = object({
  status: Type.Optional(WorkflowStatus),
  customer: Type.Optional(CustomerId),
  patient: Type.Optional(CustomerPatientId),
  stale: Type.Optional(Type.Boolean({ description: 'If true, only stuck workflows, as in GET /v1/linkage/stuck.' })),
  cursor: Type.Optional(Cursor),
})

async function listFound(
  { pool, config }: LinkageContext,
  { status, customer, patient: patientId, stale: isStale = false, cursor }: Static<typeof Search>,
  limit: number,
): Promise<ShownWorkflowRow[]> {
  const search = { status, customerId: customer, before: position.read(cursor)?.id, limit }
  const stale = isStale ? config.linkage : undefined
  if (patientId === undefined) return listWorkflows(pool, { ...search, stale, patient: undefined })
  // Two customers may use the same patient id. So this search needs the customer too.
  if (customer === undefined)
    throw invalidField('query/customer', 'is missing; a search for a patient needs the customer')
  return listWorkflows(pool, { ...search, stale, patient: { cell: bucketOf(customer, patientId), patientId } })
}

export const workflowRoutes = (context: LinkageContext) => (app: App) => {
  const { pool } = context
  app.get(
    '/v1/linkage/workflows',
    {
      config: { access: operators },
      schema: {
        summary: 'List workflows',
        description:
          'The newest first. You can narrow the list to one customer, one patient of a customer, and one status.',
        querystring: object({ ...Search.properties, limit: Limit }),
        response: { 200: page(WorkflowView) },
      },
    },
    async ({ query: { limit, ...search } }) => {
      const { shown, next } = cutPage(await listFound(context, search, limit + 1), limit, position.write)
      return { items: shown.map(toView), ...next }
    },
  )
  app.get(
    '/v1/linkage/workflows/:workflowId',
    {
      config: { access: operators },
      schema: {
        summary: 'Read a workflow with its moves and callbacks',
        description:
          'The oldest move first, with refused moves. Between two answers, only the number of tries is known.',
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
      const [deliveries, recorded] = await Promise.all([
        listDeliveriesOf(pool, workflow.id),
        listRecordedMoves(pool, workflow.id),
      ])
      const moves = toHistory(workflow, deliveries, recorded)
      const { delinked_at: delinkedAt } = workflow
      return {
        ...toView(workflow),
        ...(delinkedAt && { 'delinked-at': delinkedAt.toISOString() }),
        moves: moves.map(({ at, to, refusal }) => ({ at: at.toISOString(), to, ...(refusal && { refusal }) })),
        deliveries: await showDeliveries(pool, deliveries),
      }
    },
  )
}
