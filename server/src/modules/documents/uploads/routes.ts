// The routes of uploads: begin one, send its chunks as streams of bytes, look where it stands, complete or abort it.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { permitByCare } from '../../../platform/care.ts'
import { Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { BYTES, streamOf } from '../../../platform/http/streams.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { holdingOf } from '../../../platform/powers.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { PatientId } from '../../patients/contract.ts'
import { mayRead } from '../../visits/care/contract.ts'
import { may } from '../access.ts'
import {
  alreadyStored,
  DocumentId,
  DocumentKind,
  DocumentStatus,
  documentState,
  type MediaType,
  Sha256,
  Title,
  tooLarge,
  typeRefused,
  UPLOAD_MEDIA_TYPES,
  UploadId,
} from '../contract.ts'
import { listSame } from '../merging.ts'
import { readerOf } from '../reading/access.ts'
import { isStaying } from '../staying/store.ts'
import { findSame, insertDocument, lockDocument } from '../store.ts'
import type { DocumentRow, DocumentsContext, DocumentsTables } from '../tables.ts'
import { DocumentView, toView } from '../views.ts'
import { CHUNK_BYTES_MAX, findOnItsWay, type OnItsWay, UPLOAD_HOURS, type Uploads } from './steps.ts'
import { insertUpload } from './store.ts'

type Tables = DocumentsTables

export const DOCUMENT_BYTES_MAX = 2 * 1024 ** 3
const BEGUN_AN_HOUR = 200

const NewUpload = object({
  patientId: PatientId,
  kind: DocumentKind,
  title: Title,
  sizeBytes: Type.Integer({ minimum: 1, maximum: 1e15, description: 'Of the whole file; at most 2 GiB.' }),
  mediaType: Type.String({ minLength: 1, maxLength: 100, description: UPLOAD_MEDIA_TYPES.join(', ') }),
  sha256: Type.Optional(Sha256),
  replaces: Type.Optional({ ...DocumentId, description: 'The document that this one takes the place of.' }),
})
type NewUpload = Static<typeof NewUpload>

const UploadView = object({
  uploadId: UploadId,
  documentId: DocumentId,
  status: DocumentStatus,
  receivedBytes: Type.Integer({ description: 'Go on at this offset.' }),
  sizeBytes: Type.Integer(),
  chunkBytes: Type.Integer({ description: 'The most bytes of one chunk. All but the last have at least 256 KiB.' }),
  expiresAt: Instant,
})
const params = object({ uploadId: UploadId })
type UploadRequest = FastifyRequest<{ Params: { uploadId: UploadId } }>

const toUploadView = ({ upload, document }: OnItsWay): Static<typeof UploadView> => ({
  ...{ uploadId: upload.id, documentId: document.id, status: document.status, receivedBytes: upload.received_bytes },
  ...{ sizeBytes: document.size_bytes, chunkBytes: CHUNK_BYTES_MAX, expiresAt: upload.expires_at.toISOString() },
})

/** A text, because a number in an address has many spellings: `1e9` is not one that a client means. */
const Offset = Type.String({
  pattern: '^(0|[1-9][0-9]{0,9})$',
  description: 'The first byte of this chunk: how many bytes have come.',
})

export const uploadRoutes = (context: DocumentsContext, uploads: Uploads) => (app: App) => {
  addRules(app, context)
  addBegin(app, context)
  addState(app, context)
  addChunk(app, context, uploads)
  addCompletion(app, context, uploads)
  addAbort(app, context, uploads)
}

function addRules(app: App, { scanner }: DocumentsContext): void {
  app.get(
    '/v1/documents/rules',
    {
      config: { access: may('document.add').at('own') },
      schema: {
        summary: 'Show which files Sehat takes',
        description: 'Also says whether somebody looks for harmful software in them.',
        response: {
          200: object({
            mediaTypes: Type.Array(Type.String()),
            bytesMax: Type.Integer(),
            chunkBytes: Type.Integer(),
            isScanned: Type.Boolean(),
          }),
        },
      },
    },
    async () => ({
      ...{ mediaTypes: [...UPLOAD_MEDIA_TYPES], bytesMax: DOCUMENT_BYTES_MAX, chunkBytes: CHUNK_BYTES_MAX },
      isScanned: scanner !== undefined,
    }),
  )
}

function addBegin(app: App, context: DocumentsContext): void {
  app.post(
    '/v1/documents',
    {
      config: { access: may('document.add').at('record') },
      schema: {
        summary: 'Begin to add a document',
        description:
          'Then send the file in chunks to `uploadId`, and complete it. The family adds for itself, a doctor for ' +
          'whom the doctor treats, reception and laboratory for who is at their facility or was a short time ago.',
        body: NewUpload,
        response: { 201: UploadView },
      },
    },
    async (request, reply) => {
      await permitAdding(context, request, request.body.patientId)
      const { accountId, facilityId } = actorOf(request)
      const limit = { name: 'documents-begun', max: BEGUN_AN_HOUR, seconds: 3_600 }
      await context.meter.require(limit, accountId)
      const isFamily = request.actingRole !== null && holdingOf(request.actingRole) === 'family'
      const sender = { accountId, facilityId: isFamily ? null : (facilityId ?? null), isFamily }
      return once(context, request, reply, 201, (tx) => begin(tx, request.body, sender))
    },
  )
}

/** Permits who may add a document of this patient. */
async function permitAdding(context: DocumentsContext, request: FastifyRequest, patientId: PatientId): Promise<void> {
  const { facilityId } = actorOf(request)
  const record = { patientId, ...(facilityId !== undefined && { facilityId: facilityId as never }) }
  const [care] = await context.call(mayRead, { reader: readerOf(request), records: [record] })
  if (care?.basis || facilityId === undefined) permitByCare(request, care ?? {})
  else {
    const patientIds = await listSame(context, patientId)
    const isHere = await isStaying(context.db, { patientIds, facilityId, now: context.clock.now() })
    const account = care?.accountId !== undefined && { accountId: care.accountId }
    // A doctor adds for whom the doctor treats; whoever else works here, for who is here.
    const opens = isHere && !readerOf(request).treats
    request.permit({ ...account, ...(opens && { facilityId }) })
  }
}

interface Sender {
  readonly accountId: string
  readonly facilityId: string | null
  readonly isFamily: boolean
}

async function begin(tx: Tx<Tables>, asked: NewUpload, sender: Sender): Promise<Static<typeof UploadView>> {
  const { patientId, sizeBytes, mediaType, sha256 = null, replaces = null } = asked
  if (sizeBytes > DOCUMENT_BYTES_MAX) throw new Problem(tooLarge, { members: { maxBytes: DOCUMENT_BYTES_MAX } })
  if (!(UPLOAD_MEDIA_TYPES as readonly string[]).includes(mediaType)) {
    throw new Problem(typeRefused, { members: { mediaTypes: UPLOAD_MEDIA_TYPES } })
  }
  const same = sha256 === null ? undefined : await findSame(tx, patientId, sha256)
  if (same && same.id !== replaces) throw new Problem(alreadyStored, { members: { documentId: same.id } })
  const before = replaces === null ? undefined : await requireReplaceable(tx, replaces, patientId, sender)
  const now = tx.clock.now()
  const cell = cellOf(patientId)
  const document = {
    ...{
      id: newId<'document'>(cell, now.getTime()),
      patient_id: patientId,
      kind: asked.kind,
      title: asked.title.trim(),
    },
    ...{ media_type: mediaType as MediaType, size_bytes: sizeBytes, sha256, status: 'RECEIVING' as const },
    ...{ origin: sender.isFamily ? ('family' as const) : ('staff' as const), uploaded_by: sender.accountId as never },
    ...{ facility_id: sender.facilityId as never, source_kind: null, source_id: null, status_reason: null, replaces },
    ...{ version: (before?.version ?? 0) + 1, retain_until: null, created_at: now, stored_at: null },
  }
  await insertDocument(tx, document)
  const upload = {
    ...{ id: newId<'upload'>(cell, now.getTime()), document_id: document.id, received_bytes: 0, checked_until: null },
    expires_at: new Date(now.getTime() + UPLOAD_HOURS * 3_600_000),
  }
  await insertUpload(tx, upload)
  return toUploadView({ upload: { ...upload, cell }, document: document as unknown as DocumentRow })
}

/** The family replaces its own files, and staff those of their facility. */
async function requireReplaceable(
  tx: Tx<Tables>,
  id: DocumentId,
  patientId: PatientId,
  sender: Sender,
): Promise<DocumentRow> {
  const before = await lockDocument(tx, id)
  const isOwn = sender.isFamily ? before?.origin === 'family' : before?.facility_id === sender.facilityId
  if (before?.patient_id !== patientId || !isOwn) throw new Problem(notFound)
  if (before.status !== 'STORED') {
    throw new Problem(documentState, { members: { status: before.status, instead: [] } })
  }
  return before
}

/** The upload of a request, for who began it. Who did not gets 404. */
async function permitUpload(context: DocumentsContext, request: UploadRequest): Promise<OnItsWay> {
  const found = await findOnItsWay(context, request.params.uploadId)
  const { accountId, facilityId } = actorOf(request)
  const document = found?.document
  const isSender = document?.uploaded_by === accountId
  const isHere = document?.facility_id === null || document?.facility_id === facilityId
  if (!found || !isSender || !isHere) throw new Problem(notFound)
  request.permit(found.document.facility_id === null ? { accountId } : { facilityId })
  return found
}

function addState(app: App, context: DocumentsContext): void {
  app.get(
    '/v1/documents/uploads/:uploadId',
    {
      config: { access: may('document.add').at('record') },
      schema: { summary: 'Show where an upload stands', params, response: { 200: UploadView } },
    },
    async (request) => toUploadView(await permitUpload(context, request)),
  )
}

function addChunk(app: App, context: DocumentsContext, uploads: Uploads): void {
  app.put(
    '/v1/documents/uploads/:uploadId',
    {
      config: { access: may('document.add').at('record'), stream: { maxBytes: CHUNK_BYTES_MAX } },
      bodyLimit: CHUNK_BYTES_MAX,
      schema: {
        summary: 'Send a chunk of a file',
        description:
          'The body is the bytes from `offset` on. A chunk counts wholly or not at all: after a cut, go on at ' +
          '`receivedBytes`. A repeat of a chunk that has come gets `offset-differs`, which says where to go on.',
        params,
        querystring: object({ offset: Offset }),
        consumes: [BYTES],
        body: Type.Any({ description: 'Bytes.' }),
        response: { 200: object({ receivedBytes: Type.Integer() }) },
      },
    },
    async (request) => {
      await permitUpload(context, request)
      const offset = Number(request.query.offset)
      const receivedBytes = await uploads.receive(request.params.uploadId, { offset, ...streamOf(request) })
      return { receivedBytes }
    },
  )
}

function addCompletion(app: App, context: DocumentsContext, uploads: Uploads): void {
  app.post(
    '/v1/documents/uploads/:uploadId/completion',
    {
      config: { access: may('document.add').at('record') },
      schema: {
        summary: 'Complete an upload',
        description:
          'Sehat checks the kind by the content, the sum, and where a scanner is set up, for harmful software. ' +
          'Then the document is stored or refused. A repeat has the same answer.',
        params,
        response: { 200: DocumentView },
      },
    },
    async (request) => {
      await permitUpload(context, request)
      return toView(await uploads.complete(request.params.uploadId, originOfActor(request)))
    },
  )
}

function addAbort(app: App, context: DocumentsContext, uploads: Uploads): void {
  app.delete(
    '/v1/documents/uploads/:uploadId',
    {
      config: { access: may('document.add').at('record') },
      schema: {
        summary: 'Abort an upload',
        description: 'What has come is deleted. An upload that nobody completes ends by itself after a day.',
        params,
        response: { 200: object({ status: DocumentStatus }) },
      },
    },
    async (request) => {
      await permitUpload(context, request)
      const { status } = await uploads.abort(request.params.uploadId)
      return { status }
    },
  )
}
