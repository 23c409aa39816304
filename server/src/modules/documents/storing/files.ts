// What a file is: its kind by its first bytes, the range of it that a request asks for, and the name of a new blob.
import { randomBytes } from 'node:crypto'
import type { DocumentId, MediaType } from '../contract.ts'

/** So many bytes say what a file is. */
export const HEAD_BYTES = 132

const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
const JPEG = Buffer.from([0xff, 0xd8, 0xff])
const DICOM_AT = 128

/** The kind of a file by its first bytes. Undefined for all kinds that people do not send. */
export function findMediaType(head: Buffer): MediaType | undefined {
  if (head.subarray(0, PNG.length).equals(PNG)) return 'image/png'
  if (head.subarray(0, JPEG.length).equals(JPEG)) return 'image/jpeg'
  if (head.subarray(0, 5).equals(Buffer.from('%PDF-'))) return 'application/pdf'
  if (head.subarray(DICOM_AT, DICOM_AT + 4).equals(Buffer.from('DICM'))) return 'application/dicom'
  return undefined
}

export interface AskedRange {
  readonly first: number
  readonly last: number
}

/**
 * The range of a header `Range` (RFC 9110). Undefined: send everything, also for what the server need not understand,
 * such as several ranges. `beyond`: nothing of the range lies in the file.
 */
export function readRange(header: string | undefined, size: number): AskedRange | 'beyond' | undefined {
  const [, from = '', to = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? []
  if (from === '' && to === '') return undefined
  if (from === '')
    return to === '0' || Number(to) === 0 ? 'beyond' : { first: Math.max(0, size - Number(to)), last: size - 1 }
  const [first, last] = [Number(from), to === '' ? size - 1 : Math.min(Number(to), size - 1)]
  if (to !== '' && Number(to) < first) return undefined
  return first >= size ? 'beyond' : { first, last }
}

/** All blobs of documents lie in this folder of the storage. */
export const FOLDER = 'documents'

/** A name that nobody has used. No word of a person is in it. */
export const newBlobName = (documentId: DocumentId): string =>
  `${FOLDER}/${documentId}/${randomBytes(12).toString('hex')}`

/** The document of a blob. Undefined when the name has another form. */
export function documentOfBlob(name: string): DocumentId | undefined {
  const [folder, documentId, blob, ...more] = name.split('/')
  if (folder !== FOLDER || !documentId || !blob || more.length > 0) return undefined
  return documentId as DocumentId
}
