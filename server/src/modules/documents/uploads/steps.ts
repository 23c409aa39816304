// The steps of an upload: it begins, its chunks come in their order, it is completed or aborted, or its time runs out.
import { createHash, type Hash } from 'node:crypto'
import type { Readable } from 'node:stream'
import { LRUCache } from 'lru-cache'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, Problem, requestInProgress, unavailable } from '../../../platform/problem.ts'
import { again } from '../../../platform/work/again.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { offsetDiffers, sizeDiffers, type UploadId, uploadOver } from '../contract.ts'
import { findDocument, findSame, insertPart, listParts, lockDocument, updateDocument } from '../store.ts'
import { newBlobName } from '../storing/files.ts'
import { decideDocument } from '../storing/states.ts'
import { deleteBlobs, drop, requireState, store } from '../storing/steps.ts'
import type { DocumentRow, DocumentsContext, DocumentsTables, Part, Upload } from '../tables.ts'
import { type Checked, checkFile, toProblem, toReason } from './checking.ts'
import { deleteUpload, findUpload, listExpired, lockUpload, updateUpload } from './store.ts'

type Tables = DocumentsTables

export const CHUNK_BYTES_MAX = 8 * 1024 * 1024
/** Smaller chunks would make too many blobs. The last one may be smaller. */
export const CHUNK_BYTES_MIN = 256 * 1024
export const UPLOAD_HOURS = 24
const CHECK_MINUTES = 10
const SUMS_MAX = 1_000
const SWEPT_AT_ONCE = 100

export interface OnItsWay {
  readonly upload: Upload
  readonly document: DocumentRow
}

export async function findOnItsWay({ db }: DocumentsContext, id: UploadId): Promise<OnItsWay | undefined> {
  const upload = await findUpload(db, id)
  const document = upload && (await findDocument(db, upload.document_id))
  return upload && document && { upload, document }
}

export interface Chunk {
  readonly offset: number
  readonly bytes: number
  readonly source: Readable
}

export interface Uploads {
  /** Keeps a chunk. Gives how many bytes have come. A chunk that was cut leaves nothing. */
  receive(id: UploadId, chunk: Chunk): Promise<number>
  /** Checks and stores. A repeat has the same answer. */
  complete(id: UploadId, origin: EventOrigin): Promise<DocumentRow>
  abort(id: UploadId): Promise<DocumentRow>
  /** Ends what was left: aborts what did not come wholly, and checks what a process left unchecked. */
  endExpired(origin: EventOrigin): Promise<void>
}

export function openUploads(context: DocumentsContext): Uploads {
  const { db, clock, storage } = context
  // The sum of what has come, while one process gets all chunks. Another process reads the bytes again at the end.
  const sums = new LRUCache<string, { readonly at: number; readonly sum: Hash }>({ max: SUMS_MAX })
  const sumAt = (id: UploadId, offset: number): Hash | undefined => {
    if (offset === 0) return createHash('sha256')
    const known = sums.get(id)
    return known?.at === offset ? known.sum.copy() : undefined
  }

  const receive: Uploads['receive'] = async (id, { offset, bytes, source }) => {
    requireChunk(await findOnItsWay(context, id), offset, bytes)
    const { document_id } = (await findUpload(db, id)) as Upload
    const name = newBlobName(document_id)
    const sum = sumAt(id, offset)
    await storage.putStream(name, source, { bytes, ...(sum && { sum }) }).catch((error: Error) => {
      throw source.errored ? invalidField('/', 'ended before its last byte') : error
    })
    const received = await note(context, id, { document_id, first_byte: offset, bytes, name })
    if (sum) sums.set(id, { at: received, sum })
    return received
  }

  const complete: Uploads['complete'] = async (id, origin) => {
    const { isMine, document } = await beginCheck(context, id)
    if (!isMine) return requireStored(document)
    const parts = await listParts(db, document.id)
    const known = sums.get(id)
    const sum = known?.at === document.size_bytes ? known.sum.copy().digest('hex') : undefined
    const checked = await checkFile(context, document, parts, sum).catch(async (error: Error) => {
      context.log.error({ err: error }, 'a document could not be checked')
      await transaction(db, (tx) => updateUpload(tx, id, { checked_until: null }))
      throw new Problem(unavailable, { detail: 'The file could not be checked now', retryAfterSeconds: 5 })
    })
    const ended = await again(() => transaction(db, (tx) => endCheck(context, tx, document, checked, origin)), {
      isLostRace: (error) => (error as { code?: unknown }).code === '23505',
    })
    sums.delete(id)
    return requireStored(ended)
  }

  return {
    receive,
    complete,
    abort: (id) =>
      transaction(db, async (tx) => {
        const { document } = requireThere(await lockOnItsWay(tx, id))
        return document.status === 'ABORTED' ? document : drop(context, tx, document, 'abort', null)
      }),
    async endExpired(origin) {
      for (;;) {
        const expired = await listExpired(db, clock.now(), SWEPT_AT_ONCE)
        for (const { id } of expired) await endOne(id, origin)
        if (expired.length < SWEPT_AT_ONCE) return
      }
    },
  }

  async function endOne(id: UploadId, origin: EventOrigin): Promise<void> {
    const found = await findOnItsWay(context, id)
    // What is refused is over too.
    if (found?.document.status === 'CHECKING') await complete(id, origin).catch(() => undefined)
    await transaction(db, async (tx) => {
      const now = await lockOnItsWay(tx, id)
      if (now?.document.status === 'RECEIVING') await drop(context, tx, now.document, 'abort', null)
      // The scanner is away: look again in an hour.
      if (now?.document.status !== 'CHECKING') await deleteUpload(tx, id)
      else await updateUpload(tx, id, { expires_at: new Date(clock.now().getTime() + 3_600_000) })
    })
  }
}

/** Notes where a kept chunk lies. Another one that was quicker wins. */
async function note(context: DocumentsContext, id: UploadId, part: Omit<Part, 'cell'>): Promise<number> {
  try {
    return await transaction(context.db, async (tx) => {
      requireChunk(await lockOnItsWay(tx, id), part.first_byte, part.bytes)
      await insertPart(tx, part)
      const received_bytes = part.first_byte + part.bytes
      await updateUpload(tx, id, { received_bytes })
      return received_bytes
    })
  } catch (error) {
    // Without an answer of the database nobody knows whether a row names the blob. The sweep finds out.
    if (error instanceof Problem) await deleteBlobs(context, [part.name])
    throw error
  }
}

interface Taken {
  readonly isMine: boolean
  readonly document: DocumentRow
}

/** Takes the check for this process. Gives the document as it is when there is nothing to check. */
const beginCheck = ({ db, clock }: DocumentsContext, id: UploadId): Promise<Taken> =>
  transaction(db, async (tx) => {
    const { upload, document } = requireThere(await lockOnItsWay(tx, id))
    const decision = decideDocument(document.status, 'complete')
    if (!('next' in decision)) return { isMine: false, document }
    if (upload.received_bytes < document.size_bytes) throw refuseSize({ upload, document })
    const now = clock.now()
    if (upload.checked_until && upload.checked_until > now)
      throw new Problem(requestInProgress, { retryAfterSeconds: 1 })
    await updateUpload(tx, id, { checked_until: new Date(now.getTime() + CHECK_MINUTES * 60_000) })
    return { isMine: true, document: await updateDocument(tx, document.id, { status: decision.next }) }
  })

/** Locks the upload, then its document. */
async function lockOnItsWay(tx: Tx<Tables>, id: UploadId): Promise<OnItsWay | undefined> {
  const upload = await lockUpload(tx, id)
  const document = upload && (await lockDocument(tx, upload.document_id))
  return upload && document && { upload, document }
}

function requireThere(found: OnItsWay | undefined): OnItsWay {
  if (!found) throw new Problem(uploadOver, { members: { status: 'ABORTED' } })
  return found
}

function requireChunk(found: OnItsWay | undefined, offset: number, bytes: number): void {
  const { upload, document } = requireThere(found)
  if (document.status !== 'RECEIVING') throw new Problem(uploadOver, { members: { status: document.status } })
  const { received_bytes: receivedBytes } = upload
  if (offset !== receivedBytes) throw new Problem(offsetDiffers, { members: { receivedBytes } })
  const left = document.size_bytes - offset
  if (bytes > left) throw refuseSize({ upload, document })
  if (bytes < Math.min(CHUNK_BYTES_MIN, left)) {
    throw invalidField('header/content-length', `must be at least ${CHUNK_BYTES_MIN}, unless the chunk is the last`)
  }
}

const refuseSize = ({ upload, document }: OnItsWay): Problem =>
  new Problem(sizeDiffers, { members: { receivedBytes: upload.received_bytes, sizeBytes: document.size_bytes } })

function requireStored(document: DocumentRow): DocumentRow {
  if (document.status === 'REFUSED') throw toProblem(document)
  if (document.status === 'ABORTED') throw new Problem(uploadOver, { members: { status: document.status } })
  return document
}

/** Stores or refuses a document that was checked. Gives it as it is when somebody else has ended it. */
async function endCheck(
  context: DocumentsContext,
  tx: Tx<Tables>,
  { id, patient_id }: DocumentRow,
  checked: Checked,
  origin: EventOrigin,
): Promise<DocumentRow> {
  const document = (await lockDocument(tx, id)) as DocumentRow
  if (document.status !== 'CHECKING') return document
  const refuse = (because: Parameters<typeof toReason>[0]) => drop(context, tx, document, 'refuse', toReason(because))
  if ('because' in checked) return refuse(checked)
  const same = await findSame(tx, patient_id, checked.sha256)
  if (same && same.id !== document.replaces) return refuse({ because: 'already-stored', found: same.id })
  requireState(document, 'store')
  const stored = await store(tx, document, checked.sha256, origin)
  return stored ?? refuse({ because: 'replaced-meanwhile', found: '' })
}
