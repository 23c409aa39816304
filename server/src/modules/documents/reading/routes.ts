// The routes that read documents: the list of a patient, one of them, its content, and links to the content.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { holdingOf } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { DocumentId, DocumentKind } from '../contract.ts'
import { isFree, isOfStaff } from '../ending/rules.ts'
import { findDocument, listStored } from '../store.ts'
import type { DocumentRow, DocumentsContext } from '../tables.ts'
import { DocumentView, ListedDocument, toView } from '../views.ts'
import { permitReading } from './access.ts'
import { sendContent } from './content.ts'
import { readLink, writeLink } from './links.ts'
import { permitListed } from './listing.ts'
import type { Owners } from './owners.ts'

const params = object({ documentId: DocumentId })
const position = cursor({ documentId: DocumentId })
const LINK_MINUTES_MAX = 60

export const readingRoutes = (context: DocumentsContext, owners: Owners) => (app: App) => {
  addList(app, context, owners)
  addOne(app, context, owners)
  addContent(app, context, owners)
  addLink(app, context, owners)
  addLinked(app, context, owners)
}

function addList(app: App, context: DocumentsContext, owners: Owners): void {
  app.get(
    '/v1/documents',
    {
      config: { access: may('document.read').at('record') },
      schema: {
        summary: 'List the documents of a patient',
        description: 'The newest first; of all records that are merged. Staff see those that they may read.',
        querystring: object({
          patient: PatientId,
          kind: Type.Optional(DocumentKind),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(ListedDocument) },
      },
    },
    async (request) => {
      const { patient: patientId, kind, limit, cursor: text } = request.query
      const before = position.read(text)?.documentId
      const { patientIds } = await owners.person(patientId)
      const found = await listStored(context.db, patientIds, { kind, before, limit: limit + 1 })
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ documentId: id }))
      const rows = await permitListed(context, owners, request, { patientId, rows: shown })
      return { items: rows.map((row) => toListed(context, request, row)), ...next }
    },
  )
}

/** Says also whether who asks may withdraw the document now. */
function toListed(
  { clock }: DocumentsContext,
  request: FastifyRequest,
  row: DocumentRow,
): Static<typeof ListedDocument> {
  const asFamily = request.actingRole !== null && holdingOf(request.actingRole) === 'family'
  const oversees = request.holds('document.oversee')
  const { accountId, facilityId } = actorOf(request)
  const isReached = asFamily || isOfStaff(row, { accountId, facilityId, oversees })
  const canWithdraw =
    request.holds('document.withdraw') && isReached && isFree(row, { asFamily, oversees }, clock.now())
  return { ...toView(row), canWithdraw }
}

function addOne(app: App, context: DocumentsContext, owners: Owners): void {
  app.get(
    '/v1/documents/:documentId',
    {
      config: { access: may('document.read').at('record') },
      schema: { summary: 'Show what a document is', params, response: { 200: DocumentView } },
    },
    async (request) => {
      const { id } = await permitReading(context, owners, request, request.params.documentId)
      return toView((await findDocument(context.db, id)) as DocumentRow)
    },
  )
}

function addContent(app: App, context: DocumentsContext, owners: Owners): void {
  app.get(
    '/v1/documents/:documentId/content',
    {
      config: { access: may('document.read').at('record') },
      schema: {
        summary: 'Get the content of a document',
        description:
          'Bytes. Takes `Range`, `If-Range` and `If-None-Match`. Every read is kept, and the family sees it.',
        params,
      },
    },
    async (request, reply) => sendContent(context, owners, request, reply, request.params.documentId),
  )
}

function addLink(app: App, context: DocumentsContext, owners: Owners): void {
  app.post(
    '/v1/documents/:documentId/links',
    {
      config: { access: may('document.read').at('record') },
      schema: {
        summary: 'Make an address of the content that ends by itself',
        description: 'Only the account that asked for it may use it, with its own token. Nobody can pass it on.',
        params,
        body: object({ minutes: Type.Integer({ minimum: 1, maximum: LINK_MINUTES_MAX, default: 15 }) }),
        response: { 200: object({ address: Type.String(), expiresAt: Instant }) },
      },
    },
    async (request) => {
      const { id, patient_id } = await permitReading(context, owners, request, request.params.documentId)
      request.shows(patient_id)
      const until = new Date(context.clock.now().getTime() + request.body.minutes * 60_000)
      const { accountId } = actorOf(request)
      const link = writeLink(context.keys, { documentId: id, accountId, untilMs: until.getTime() })
      return { address: `/v1/documents/links/${link}`, expiresAt: until.toISOString() }
    },
  )
}

function addLinked(app: App, context: DocumentsContext, owners: Owners): void {
  app.get(
    '/v1/documents/links/:link',
    {
      config: { access: may('document.read').at('record') },
      schema: {
        summary: 'Get the content behind a link',
        description: 'The same as the content. 404 when the link is late, altered, or of another account.',
        params: object({ link: Type.String({ pattern: '^[A-Za-z0-9.-]{1,100}$' }) }),
      },
    },
    async (request, reply) => {
      const { accountId } = actorOf(request)
      const nowMs = context.clock.now().getTime()
      const id = readLink(context.keys, request.params.link, { accountId, nowMs })
      if (id === undefined) throw new Problem(notFound)
      request.readRecordId = id
      return sendContent(context, owners, request, reply, id)
    },
  )
}
