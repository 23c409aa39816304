// Routes of customers: linking a patient, following the workflow, choosing among candidates.

import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, Type } from '../../../platform/contract.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { customers } from '../access.ts'
import { choiceByStaff, LinkRequest, WorkflowId, WorkflowOutcome, WorkflowStatus } from '../contract.ts'
import type { Linking } from '../linking.ts'
import type { CustomerRow, LinkageContext, WorkflowRow } from '../tables.ts'
import { choose } from '../workflows/choosing.ts'
import { findWorkflow } from '../workflows/store.ts'

export const WAIT_SECONDS_MAX = 20
const RETRY_AFTER_SECONDS = '1'

export const keyHeader = Type.Object({
  'idempotency-key': Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    description: 'Needed. The same key and body give the first answer for 24 hours; the key with another body is 422.',
  }),
})

const params = object({ workflowId: WorkflowId })
const Status = object({
  status: WorkflowStatus,
  outcome: Type.Optional(WorkflowOutcome),
  reason: Type.Optional(Type.String({ description: 'Why it ended without a link, or was stopped.' })),
  'updated-at': Instant,
})

const toStatus = ({ status, outcome, reason, updated_at }: WorkflowRow) => ({
  status,
  ...(outcome && { outcome }),
  ...(reason !== null && { reason }),
  'updated-at': updated_at.toISOString(),
})

const etagOf = ({ revision }: WorkflowRow): string => `W/"${revision}"`

export const linkRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addLink(app, linking)
  addStatus(app, context, linking)
  addChoice(app, context, linking)
  app.addHook('preClose', (done) => {
    void linking.waiting.stop()
    done()
  })
}

function addLink(app: App, { directory, acceptance }: Linking): void {
  app.post(
    '/link',
    {
      config: { access: customers },
      schema: {
        summary: 'Link a patient',
        description:
          'Accepted at once; the answer comes as a callback and at GET /link/status/{workflow-id}. A patient that is ' +
          'linked, or being linked, gets the workflow-id that it has.',
        headers: keyHeader,
        body: LinkRequest,
        response: { 202: object({ 'workflow-id': WorkflowId }) },
      },
    },
    async (request, reply) => {
      const customer = await directory.require(actorOf(request))
      await acceptance.admit(customer, 1)
      const key = request.headers['idempotency-key']
      const { workflowId, replayed } = await acceptance.accept({
        customer,
        key,
        requestId: request.id,
        body: request.body,
      })
      if (replayed) reply.header('idempotent-replayed', 'true')
      reply.code(202).header('location', `/link/status/${workflowId}`).header('retry-after', RETRY_AFTER_SECONDS)
      return { 'workflow-id': workflowId }
    },
  )
}

/** The workflow, if it is this customer's; as if it did not exist otherwise. */
async function findOwn(context: LinkageContext, customer: CustomerRow, id: WorkflowId): Promise<WorkflowRow> {
  const workflow = await findWorkflow(context.pool, id)
  if (workflow?.customer_id !== customer.id) throw new Problem(notFound)
  return workflow
}

function addStatus(app: App, context: LinkageContext, { directory, waiting }: Linking): void {
  app.get(
    '/link/status/:workflowId',
    {
      config: { access: customers },
      schema: {
        summary: 'See how far a workflow is',
        description:
          'With `wait` the answer comes when the outcome is known or, with If-None-Match, when anything has changed; ' +
          `after that many seconds (${WAIT_SECONDS_MAX} at most) it comes as things are.`,
        params,
        querystring: object({ wait: Type.Optional(Type.Integer({ minimum: 0, maximum: WAIT_SECONDS_MAX })) }),
        response: { 200: Status, 304: Type.Null({ description: 'Nothing has changed.' }) },
      },
    },
    async (request, reply) => {
      const customer = await directory.require(actorOf(request))
      const seen = request.headers['if-none-match']
      const isEnough = (row: WorkflowRow): boolean => (seen === undefined ? row.outcome !== null : etagOf(row) !== seen)
      const own = await findOwn(context, customer, request.params.workflowId)
      const workflow = await waiting.until(own, request.query.wait ?? 0, isEnough, request.signal)
      reply.header('etag', etagOf(workflow)).header('cache-control', 'private, no-cache')
      if (workflow.ended_at === null) reply.header('retry-after', RETRY_AFTER_SECONDS)
      if (etagOf(workflow) === seen) return unchanged(reply)
      return reply.send(toStatus(workflow))
    },
  )
}

/** Without a body: the customer has this answer. */
function unchanged(reply: FastifyReply): FastifyReply {
  return reply.code(304).send()
}

function addChoice(app: App, context: LinkageContext, linking: Linking): void {
  app.post(
    '/link/:workflowId/choice',
    {
      config: { access: customers },
      schema: {
        summary: 'Choose one of the candidates, or none',
        description: 'The candidates are in the callback `link.choice`. The result comes as a further callback.',
        params,
        body: object({
          candidate: Type.Union([Type.String({ pattern: '^c[1-9][0-9]?$' }), Type.Null()], {
            description: 'As named in the callback; null where it is none of them.',
          }),
        }),
        response: { 200: Status },
      },
    },
    async (request) => {
      const customer = await linking.directory.require(actorOf(request))
      const workflow = await findOwn(context, customer, request.params.workflowId)
      if (workflow.choice_by === 'staff') throw new Problem(choiceByStaff)
      await choose(context, linking.settler, workflow, request.body.candidate, originOf(request))
      linking.nudgeCallbacks()
      return toStatus((await findWorkflow(context.pool, workflow.id)) as WorkflowRow)
    },
  )
}
