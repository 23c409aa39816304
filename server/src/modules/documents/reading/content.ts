// Answers with the bytes of a document: all or a range, with the headers that keep a browser from running them.
import { Readable } from 'node:stream'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { isSame } from '../../../platform/http/tagged.ts'
import { Problem } from '../../../platform/problem.ts'
import { type DocumentId, type MediaType, rangeBeyond } from '../contract.ts'
import { listParts } from '../store.ts'
import { readRange } from '../storing/files.ts'
import type { DocumentsContext } from '../tables.ts'
import { readBytes } from '../uploads/content.ts'
import { permitReading } from './access.ts'
import type { Owned, Owners } from './owners.ts'

const ENDINGS: Readonly<Record<MediaType, string>> = {
  'application/pdf': 'pdf',
  'image/jpeg': 'jpg',
  'image/png': 'png',
  'application/dicom': 'dcm',
  'text/html': 'html',
}
/** A browser shows these in the page. It stores the others. */
const SHOWN: ReadonlySet<MediaType> = new Set(['application/pdf', 'image/jpeg', 'image/png'])

/** No script runs, no form is sent, nothing is loaded, whatever the file says. */
const POLICY = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'"

export async function sendContent(
  context: DocumentsContext,
  owners: Owners,
  request: FastifyRequest,
  reply: FastifyReply,
  id: DocumentId,
): Promise<Readable | undefined> {
  const owned = await permitReading(context, owners, request, id)
  await request.keepRead(owned.patient_id)
  const tag = `"${owned.sha256}"`
  const { size_bytes: size, media_type: type } = owned
  const disposition = SHOWN.has(type) ? 'inline' : 'attachment'
  void reply.headers({
    ...{ 'content-type': type, 'accept-ranges': 'bytes', etag: tag, 'cache-control': 'private, no-cache' },
    // The title is no name of a file: it may hold anything.
    'content-disposition': `${disposition}; filename="sehat-${id}.${ENDINGS[type]}"`,
    'content-security-policy': POLICY,
  })
  if (isSame(request.headers['if-none-match'], tag)) {
    void reply.code(304)
    return undefined
  }
  const condition = request.headers['if-range']
  const header = condition === undefined || condition === tag ? request.headers.range : undefined
  const range = readRange(header, size)
  if (range === 'beyond') {
    void reply.header('content-range', `bytes */${size}`)
    throw new Problem(rangeBeyond, { members: { sizeBytes: size } })
  }
  const { first, last } = range ?? { first: 0, last: size - 1 }
  if (range) void reply.code(206).header('content-range', `bytes ${first}-${last}/${size}`)
  void reply.header('content-length', last - first + 1)
  return request.method === 'HEAD' ? Readable.from([]) : readOf(context, owned, { first, last })
}

async function readOf(context: DocumentsContext, { id }: Owned, range: { first: number; last: number }) {
  const parts = await listParts(context.db, id)
  return readBytes(context, parts, range)
}
