// The routes of exports: ask for everything that Sehat keeps of the own family, see whether it is ready, fetch it.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { once, repeatableOf } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { ExportSection } from '../../../platform/personal.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { type AccountId, checkSignIn } from '../../identity/contract.ts'
import { may } from '../access.ts'
import { ExportId, exportNotReady, exportTaken } from '../contract.ts'
import type { ExportRow, PrivacyContext } from '../tables.ts'
import { askExport, readDocument } from './steps.ts'
import { type ExportHead, findExport, listExports } from './store.ts'

const Export = object({
  exportId: ExportId,
  status: oneOf(['waiting', 'ready']),
  askedAt: Instant,
  readyAt: Type.Optional(Instant),
  expiresAt: Type.Optional(Instant),
})

const Document = object({
  gatheredAt: Instant,
  sections: Type.Array(object({ module: Type.String(), ...ExportSection.properties })),
})

const toView = (row: ExportHead): Static<typeof Export> => ({
  ...{ exportId: row.id, status: row.status, askedAt: row.asked_at.toISOString() },
  ...(row.ready_at && { readyAt: row.ready_at.toISOString() }),
  ...(row.expires_at && { expiresAt: row.expires_at.toISOString() }),
})

export const exportRoutes = (context: PrivacyContext) => (app: App) => {
  addAsking(app, context)
  addList(app, context)
  addDocument(app, context)
}

function addAsking(app: App, context: PrivacyContext): void {
  app.post(
    '/v1/privacy/exports',
    {
      config: { access: may('export.make').at('own') },
      schema: {
        summary: 'Ask for everything that Sehat keeps of my family',
        description:
          'Sehat gathers it within a minute and keeps it for a day, only for this account. The sign-in must not be ' +
          'older than an hour. A second request within an hour gets the same export. Takes an Idempotency-Key.',
        response: { 202: Export },
      },
    },
    async (request, reply) => {
      const { sessionId } = actorOf(request)
      const accountId = actorOf(request).accountId as AccountId
      // A key of a wrong form is refused first, like every other wrong input.
      repeatableOf(request, context.keys)
      await context.call(checkSignIn, { accountId, sessionId })
      return once(context, request, reply, 202, async (tx) => toView(await askExport(tx, accountId, originOf(request))))
    },
  )
}

function addList(app: App, context: PrivacyContext): void {
  app.get(
    '/v1/privacy/exports',
    {
      config: { access: may('export.make').at('own') },
      schema: {
        summary: 'List my exports',
        description: 'Those that wait or can be fetched, the newest first.',
        response: { 200: object({ items: Type.Array(Export) }) },
      },
    },
    async (request) => {
      const found = await listExports(context.db, actorOf(request).accountId as AccountId)
      const now = context.clock.now()
      return { items: found.filter(({ expires_at }) => !expires_at || expires_at > now).map(toView) }
    },
  )
}

function addDocument(app: App, context: PrivacyContext): void {
  app.get(
    '/v1/privacy/exports/:exportId/document',
    {
      config: { access: may('export.make').at('record') },
      schema: {
        summary: 'Fetch my export',
        description:
          'Tables with their headings in English and Hindi. Names of staff and of other families are left out. The ' +
          'trail keeps that you fetched it.',
        params: object({ exportId: ExportId }),
        response: { 200: Document },
      },
    },
    async (request, reply) => {
      const found = await findExport(context.db, request.params.exportId)
      if (!found || isOver(found, context.clock.now())) throw new Problem(notFound)
      request.permit({ accountId: found.account_id })
      if (found.status === 'waiting') throw new Problem(exportNotReady, { retryAfterSeconds: 5 })
      const { id: exportId, account_id: accountId } = found
      await transaction(context.db, (tx) => publish(tx, originOf(request), exportTaken, { exportId, accountId }))
      void reply.header('cache-control', 'no-store')
      const { gatheredAt, sections } = readDocument(context, found)
      return { gatheredAt, sections: [...sections] }
    },
  )
}

const isOver = ({ expires_at }: ExportRow, now: Date): boolean => expires_at !== null && expires_at <= now
