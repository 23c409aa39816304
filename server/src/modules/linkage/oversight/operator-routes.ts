// Routes for operators: the log and the replay of callbacks, the report of stuck workflows, and stopping a workflow.
import { Cursor, Instant, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { operators } from '../access.ts'
import { listAttempts, listDeliveries, replayDeliveries } from '../callbacks/store.ts'
import { CustomerId, DeliveryId, WorkflowId } from '../contract.ts'
import type { Linking } from '../linking.ts'
import type { DeliveryRow, LinkageContext } from '../tables.ts'
import { restartWorkflow, stopWorkflow } from '../workflows/choosing.ts'
import { reportStuck } from './reconciliation.ts'

export const operatorRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addLog(app, context)
  addReplay(app, context, linking)
  addReport(app, context)
  addStop(app, context, linking)
  addRestart(app, context, linking)
}

const Attempt = object({
  number: Type.Integer(),
  at: Instant,
  'duration-ms': Type.Integer(),
  'answer-status': Type.Optional(Type.Integer()),
  fault: Type.Optional(Type.String()),
})

const position = cursor({ id: DeliveryId })
export const DeliveryStatus = oneOf(['pending', 'delivered', 'failed', 'stopped'])

export const Delivery = object({
  'delivery-id': DeliveryId,
  'workflow-id': WorkflowId,
  type: Type.String(),
  status: DeliveryStatus,
  reason: Type.Optional(Type.String()),
  'created-at': Instant,
  'next-at': Type.Optional(Instant),
  attempts: Type.Array(Attempt),
})

/** Reads the tries of these callbacks and gives both for an answer. */
export async function showDeliveries(
  pool: LinkageContext['pool'],
  rows: readonly DeliveryRow[],
): Promise<Static<typeof Delivery>[]> {
  const attempts = await listAttempts(pool, rows)
  return rows.map((row) => ({
    'delivery-id': row.id,
    'workflow-id': row.workflow_id,
    type: row.type,
    status: row.status,
    ...(row.reason !== null && { reason: row.reason }),
    'created-at': row.created_at.toISOString(),
    ...(row.status === 'pending' && { 'next-at': row.next_at.toISOString() }),
    attempts: attempts
      .filter(({ delivery_id }) => delivery_id === row.id)
      .map(({ number, at, duration_ms, answer_status, fault }) => ({
        number,
        at: at.toISOString(),
        'duration-ms': duration_ms,
        ...(answer_status !== null && { 'answer-status': answer_status }),
        ...(fault !== null && { fault }),
      })),
  }))
}

function addLog(app: App, { pool }: LinkageContext): void {
  app.get(
    '/v1/customers/:customerId/deliveries',
    {
      config: { access: operators },
      schema: {
        summary: 'Read the log of callbacks to a customer',
        description: 'The newest first, each with its tries. The log does not show bodies.',
        params: object({ customerId: CustomerId }),
        querystring: object({
          status: Type.Optional(DeliveryStatus),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(Delivery) },
      },
    },
    async ({ params: { customerId }, query: { status, limit, cursor } }) => {
      const search = { customerId, status, afterId: position.read(cursor)?.id, limit: limit + 1 }
      const { shown, next } = cutPage(await listDeliveries(pool, search), limit, position.write)
      return { items: await showDeliveries(pool, shown), ...next }
    },
  )
}

function addReplay(app: App, { pool }: LinkageContext, linking: Linking): void {
  app.post(
    '/v1/linkage/deliveries/:deliveryId/replay',
    {
      config: { access: operators },
      schema: {
        summary: 'Send a callback again',
        description: 'Sehat sends the same id and body. The callback may be delivered, failed or stopped.',
        params: object({ deliveryId: DeliveryId }),
        response: { 202: object({ replayed: Type.Integer() }) },
      },
    },
    async (request, reply) => {
      const replayed = await replayDeliveries(pool, { id: request.params.deliveryId })
      if (replayed === 0)
        throw new Problem(notFound, { detail: 'There is no such callback, or it is under way already. Check the id.' })
      linking.nudgeCallbacks()
      reply.code(202)
      return { replayed }
    },
  )
}

const Report = object({
  'as-of': Instant,
  'stale-seconds': Type.Integer(),
  statuses: Type.Array(object({ status: Type.String(), count: Type.Integer(), 'oldest-at': Instant })),
  'queue-waiting': Type.Integer(),
  'callbacks-pending': Type.Integer(),
  'callbacks-failed-today': Type.Integer(),
  'erasures-overdue': Type.Integer({
    description: 'Requests whose data should be gone for an hour. The archive does not take them, or nothing erases.',
  }),
  workflows: Type.Array(
    object({
      'workflow-id': WorkflowId,
      'customer-id': CustomerId,
      status: Type.String(),
      attempts: Type.Integer(),
      requeues: Type.Integer(),
      'updated-at': Instant,
    }),
  ),
})

function addReport(app: App, context: LinkageContext): void {
  app.get(
    '/v1/linkage/stuck',
    {
      config: { access: operators },
      schema: {
        summary: 'Report stuck workflows',
        description: 'Sehat writes the same report to its log every hour and every day.',
        response: { 200: Report },
      },
    },
    () => reportStuck(context),
  )
}

function addStop(app: App, context: LinkageContext, { settler, nudgeCallbacks }: Linking): void {
  app.post(
    '/v1/linkage/workflows/:workflowId/stop',
    {
      config: { access: operators },
      schema: {
        summary: 'Stop a workflow',
        description:
          'The emergency brake. A workflow without an answer ends FAILED. A workflow with an answer ends COMPLETED, ' +
          'and Sehat sends no further callback. The command is `sehat linkage stop <workflow-id>`.',
        params: object({ workflowId: WorkflowId }),
        response: { 200: object({ 'workflow-id': WorkflowId, status: oneOf(['FAILED', 'COMPLETED']) }) },
      },
    },
    async (request) => {
      const id = request.params.workflowId
      const status = await stopWorkflow(context, settler, id, originOf(request))
      nudgeCallbacks()
      return { 'workflow-id': id, status }
    },
  )
}

function addRestart(app: App, context: LinkageContext, { nudgeWorker }: Linking): void {
  app.post(
    '/v1/linkage/workflows/:workflowId/restart',
    {
      config: { access: operators },
      schema: {
        summary: 'Run a failed workflow again',
        description:
          'Sehat searches again with the request as it was sent, and tells the result by a new callback. Sehat keeps ' +
          'the request for a day after the end of the workflow.',
        params: object({ workflowId: WorkflowId }),
        response: { 200: object({ 'workflow-id': WorkflowId, status: oneOf(['RECEIVED']) }) },
      },
    },
    async (request) => {
      const id = request.params.workflowId
      await restartWorkflow(context, id, originOf(request))
      nudgeWorker()
      return { 'workflow-id': id, status: 'RECEIVED' as const }
    },
  )
}
