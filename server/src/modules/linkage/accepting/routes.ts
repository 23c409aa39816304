// Routes for customers: link a patient, follow the workflow, choose a candidate.

import type { FastifyReply } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { object, Type } from '../../../platform/contract.ts'
import { isSame } from '../../../platform/http/tagged.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { customers } from '../access.ts'
import { choiceByStaff, LinkRequest, WorkflowId } from '../contract.ts'
import type { Linking } from '../linking.ts'
import type { CustomerRow, LinkageContext, ShownWorkflowRow } from '../tables.ts'
import { choose } from '../workflows/choosing.ts'
import { findWorkflow } from '../workflows/store.ts'
import { Answer, Status, toAnswer, toStatus } from './answers.ts'

export const WAIT_SECONDS_MAX = 20
const RETRY_AFTER_SECONDS = '1'

export const keyHeader = Type.Object({
  'idempotency-key': Type.String({
    pattern: '^[\\x21-\\x7e]{1,128}$',
    description:
      'Required. For 24 hours, the same key with the same body gets the first answer and, under `workflow`, what has ' +
      'become of it. The same key with another body gets 422.',
  }),
})

const params = object({ workflowId: WorkflowId })
const etagOf = ({ revision, is_searching }: ShownWorkflowRow): string => `W/"${revision}${is_searching ? 's' : ''}"`

export const linkRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addLink(app, context, linking)
  addStatus(app, context, linking)
  addChoice(app, context, linking)
  app.addHook('preClose', (done) => {
    void linking.waiting.stop()
    done()
  })
}

function addLink(app: App, context: LinkageContext, { directory, acceptance }: Linking): void {
  app.post(
    '/link',
    {
      config: { access: customers },
      schema: {
        summary: 'Link a patient',
        description:
          'Sehat accepts the request at once. The result comes as a callback, and at GET /link/status/{workflow-id}. ' +
          'If the patient is linked already, or a workflow runs for it, the answer is the existing workflow-id, and ' +
          'the result goes to the webhook of this request too. Other facts under a known id may mean another person: ' +
          'Sehat searches again, or answers 409 while a search with the earlier facts runs.',
        headers: keyHeader,
        body: LinkRequest,
        response: { 202: Answer },
      },
    },
    async (request, reply) => {
      const customer = await directory.require(actorOf(request))
      await acceptance.admit(customer, 1)
      const key = request.headers['idempotency-key']
      const accepted = await acceptance.accept({ customer, key, requestId: request.id, body: request.body })
      const { workflowId, replayed } = accepted
      if (replayed) reply.header('idempotent-replayed', 'true')
      reply.code(202).header('location', `/link/status/${workflowId}`).header('retry-after', RETRY_AFTER_SECONDS)
      return toAnswer(context, accepted)
    },
  )
}

/** The workflow of this customer. Throws a 404 problem also when it belongs to another customer. */
async function findOwn(context: LinkageContext, customer: CustomerRow, id: WorkflowId): Promise<ShownWorkflowRow> {
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
        summary: 'Read the status of a workflow',
        description:
          'With `wait`, the server answers when the outcome is known. With If-None-Match too, it answers as soon as ' +
          `anything changes. It answers at the latest after that many seconds (at most ${WAIT_SECONDS_MAX}).`,
        params,
        querystring: object({ wait: Type.Optional(Type.Integer({ minimum: 0, maximum: WAIT_SECONDS_MAX })) }),
        response: { 200: Status, 304: Type.Null({ description: 'Nothing has changed.' }) },
      },
    },
    async (request, reply) => {
      const customer = await directory.require(actorOf(request))
      const seen = request.headers['if-none-match']
      const isEnough = (row: ShownWorkflowRow): boolean =>
        seen === undefined ? row.outcome !== null : !isSame(seen, etagOf(row))
      const own = await findOwn(context, customer, request.params.workflowId)
      const workflow = await waiting.until(own, request.query.wait ?? 0, isEnough, request.signal)
      reply.header('etag', etagOf(workflow)).header('cache-control', 'private, no-cache')
      if (workflow.ended_at === null) reply.header('retry-after', RETRY_AFTER_SECONDS)
      if (isSame(seen, etagOf(workflow))) return unchanged(reply)
      return reply.send(toStatus(workflow))
    },
  )
}

/** Answers 304 without a body, because the customer has this answer already. */
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
        description: 'The callback `link.choice` lists the candidates. The result comes as another callback.',
        params,
        body: object({
          candidate: Type.Union([Type.String({ pattern: '^c[1-9][0-9]?$' }), Type.Null()], {
            description: 'Name of the candidate in the callback; null when it is none of them.',
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
      return toStatus((await findWorkflow(context.pool, workflow.id)) as ShownWorkflowRow)
    },
  )
}
