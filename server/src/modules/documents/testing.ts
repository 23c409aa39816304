// What the tests of this module share: files of each kind, and uploads through the API.
import { hash } from 'node:crypto'
import type { Answer, Person, Setup } from '../../testing/setup.ts'
import { toPdf, toPng } from './demo.ts'
import type { DocumentsContext } from './tables.ts'

export { assertDocuments } from './testing-invariants.ts'
export { openRights, type Rights } from './testing-rights.ts'
export { toPdf, toPng }

export const contextOf = ({ program }: Pick<Setup, 'program'>) => program.context('documents') as DocumentsContext

let made = 0
/** A PDF that no test has sent before, with at least so many bytes. */
export function newPdf(bytes = 0): Buffer {
  const pdf = toPdf([`File ${made++} of a test, ${process.pid}`])
  return bytes > pdf.length ? Buffer.concat([pdf, Buffer.alloc(bytes - pdf.length, ' ')]) : pdf
}

export const BYTES = { 'content-type': 'application/octet-stream' }

export interface Seen {
  readonly type: string
  readonly documentId: string
  readonly patientId: string
  readonly uploadId: string
  readonly status: string
  readonly receivedBytes: number
  readonly version: number
  readonly title: string
  readonly found: string
  readonly address: string
  readonly grantId: string
  readonly items: readonly Seen[]
  readonly isScanned: boolean
  readonly until: string
  readonly instead: readonly string[]
  readonly reason: string
  readonly recordId: string
  readonly recordKind: string
  readonly basis: string
  readonly canWithdraw: boolean
  readonly visitId: string
  readonly patientName: string
  readonly documents: readonly Seen[]
}

export type Sent = Answer<Seen>

export interface FileAsked {
  readonly by: Person
  readonly patientId: string
  readonly bytes: Buffer
  readonly more?: object
}

/** Begins an upload. */
export const begin = ({ ask }: Pick<Setup, 'ask'>, { by, patientId, bytes, more }: FileAsked): Promise<Sent> => {
  const stated = { kind: 'lab-report', title: 'Blood count', mediaType: 'application/pdf', sizeBytes: bytes.length }
  return ask<Seen>('POST', '/v1/documents', { by, body: { patientId, ...stated, ...more } })
}

export const sendChunk = (
  { ask }: Pick<Setup, 'ask'>,
  by: Person,
  uploadId: string,
  offset: number,
  chunk: Buffer,
): Promise<Sent> =>
  ask<Seen>('PUT', `/v1/documents/uploads/${uploadId}?offset=${offset}`, { by, body: chunk, headers: BYTES })

export const complete = ({ ask }: Pick<Setup, 'ask'>, by: Person, uploadId: string): Promise<Sent> =>
  ask<Seen>('POST', `/v1/documents/uploads/${uploadId}/completion`, { by })

/** Sends a whole file in one chunk, and completes it. */
export async function upload(place: Pick<Setup, 'ask'>, asked: FileAsked): Promise<Sent> {
  const begun = await begin(place, asked)
  if (begun.status !== 201) return begun
  const { uploadId } = begun.body
  const sent = await sendChunk(place, asked.by, uploadId, 0, asked.bytes)
  return sent.status === 200 ? complete(place, asked.by, uploadId) : sent
}

export const sumOf = (bytes: Buffer): string => hash('sha256', bytes)
