// Routes of the page of a customer: its settings, its workflows, and what it used.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, Instant, Limit, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { customers } from '../access.ts'
import { CustomerPatientId, LinkStatus, WorkflowId, WorkflowStatus } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import { Customer, toCustomer } from '../customers/routes.ts'
import type { Linking } from '../linking.ts'
import { toHistory } from '../oversight/history.ts'
import { listDeliveriesOf, listRecordedMoves, listWorkflows } from '../oversight/history-store.ts'
import { Delivery, showDeliveries } from '../oversight/operator-routes.ts'
import type { LinkageContext } from '../tables.ts'
import { findWorkflow } from '../workflows/store.ts'
import { formerUntil } from './rotation.ts'
import { GRACE_SECONDS, SHOWN_DAYS } from './usage.ts'
import { countCallbacks, listUsage } from './usage-store.ts'
import { OwnWorkflow, toOwnWorkflow } from './views.ts'

export const selfServiceRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addSettings(app, context, linking)
  addWorkflows(app, context, linking)
  addWorkflow(app, context, linking)
  addUsage(app, context, linking)
}

function addSettings(app: App, context: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me',
    {
      config: { access: customers },
      schema: {
        summary: 'Read your own settings',
        description:
          'Administrators change them. `former-until`: until then the former secret works beside the new one.',
        response: {
          200: object({
            ...Customer.properties,
            'secret-former-until': Type.Optional(Instant),
            'webhook-secret-former-until': Type.Optional(Instant),
          }),
        },
      },
    },
    async (request) => {
      const row = await directory.require(actorOf(request))
      const [secret, webhook] = [formerUntil(context, 'secret', row), formerUntil(context, 'webhook-secret', row)]
      return {
        ...toCustomer(row),
        ...(secret && { 'secret-former-until': secret.toISOString() }),
        ...(webhook && { 'webhook-secret-former-until': webhook.toISOString() }),
      }
    },
  )
}

const position = cursor({ id: WorkflowId })

function addWorkflows(app: App, { pool }: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me/workflows',
    {
      config: { access: customers },
      schema: {
        summary: 'List your own workflows',
        description: 'The newest first. You can narrow the list to one of your patients and to one status.',
        querystring: object({
          status: Type.Optional(WorkflowStatus),
          patient: Type.Optional(CustomerPatientId),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(OwnWorkflow) },
      },
    },
    async (request) => {
      const { id } = await directory.require(actorOf(request))
      const { status, patient: patientId, limit, cursor } = request.query
      const patient = patientId === undefined ? undefined : { cell: bucketOf(id, patientId), patientId }
      const search = { customerId: id, status, patient, stale: undefined, before: position.read(cursor)?.id }
      const found = await listWorkflows(pool, { ...search, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, position.write)
      return { items: shown.map(toOwnWorkflow), ...next }
    },
  )
}

function addWorkflow(app: App, { pool }: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me/workflows/:workflowId',
    {
      config: { access: customers },
      schema: {
        summary: 'Read one of your own workflows with its history and callbacks',
        description: 'The oldest move first.',
        params: object({ workflowId: WorkflowId }),
        response: {
          200: object({
            ...OwnWorkflow.properties,
            'delinked-at': Type.Optional(Instant),
            moves: Type.Array(object({ at: Instant, to: LinkStatus })),
            deliveries: Type.Array(Delivery),
          }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      const row = await findWorkflow(pool, request.params.workflowId)
      if (row?.customer_id !== customer.id) throw new Problem(notFound)
      const [deliveries, recorded] = await Promise.all([
        listDeliveriesOf(pool, row.id),
        listRecordedMoves(pool, row.id),
      ])
      // A refused move is a matter of our own workers. It changed nothing.
      const moves = toHistory(row, deliveries, recorded).filter(({ refusal }) => refusal === undefined)
      const { delinked_at: delinkedAt } = row
      return {
        ...toOwnWorkflow(row),
        ...(delinkedAt && { 'delinked-at': delinkedAt.toISOString() }),
        moves: [
          ...moves.map(({ at, to }) => ({ at: at.toISOString(), to })),
          ...(delinkedAt ? [{ at: delinkedAt.toISOString(), to: 'DE-LINKED' as const }] : []),
        ],
        deliveries: await showDeliveries(pool, deliveries),
      }
    },
  )
}

const count = Type.Integer()

function addUsage(app: App, { pool, clock }: LinkageContext, { directory }: Linking): void {
  app.get(
    '/v1/customers/me/usage',
    {
      config: { access: customers },
      schema: {
        summary: 'Read what you used on the last 30 days',
        description:
          'Days in India, the newest first; a day without use is left out. `requests` come within seconds. The ' +
          'results and callbacks are counted until `callbacks-until`. `busiest-second`: the most requests that one ' +
          'server admitted in one second. `refused`: requests above the limit (429).',
        response: {
          200: object({
            'requests-per-second-max': count,
            'callbacks-until': Instant,
            days: Type.Array(
              object({
                on: Day,
                requests: count,
                refused: count,
                'busiest-second': count,
                linked: count,
                'not-found': count,
                choices: count,
                failed: count,
                delinked: count,
                callbacks: count,
              }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      const until = await countCallbacks(pool, customer.id, SHOWN_DAYS, GRACE_SECONDS)
      const rows = await listUsage(pool, customer.id, addDays(dayInIndia(clock.now()), 1 - SHOWN_DAYS))
      return {
        'requests-per-second-max': customer.requests_per_second,
        'callbacks-until': until.toISOString(),
        days: rows.map((row) => ({
          ...{ on: row.on, requests: row.requests, refused: row.refused, 'busiest-second': row.busiest_second },
          ...{ linked: row.linked, 'not-found': row.not_found, choices: row.choices, failed: row.failed },
          ...{ delinked: row.delinked, callbacks: row.callbacks },
        })),
      }
    },
  )
}
