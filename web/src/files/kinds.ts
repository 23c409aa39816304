// What a file is, by its first bytes: the server looks at nothing else, so a wrong file is refused before it is sent.

export const MEDIA_TYPES = ['application/pdf', 'image/jpeg', 'image/png', 'application/dicom'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

/** What people choose from. The server believes the content only. */
export const ACCEPTED = [...MEDIA_TYPES, '.dcm'].join()

const HEAD_BYTES = 132
const DICOM_AT = 128

const BEGINNINGS: readonly (readonly [MediaType, number, readonly number[]])[] = [
  ['image/png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['image/jpeg', 0, [0xff, 0xd8, 0xff]],
  ['application/pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['application/dicom', DICOM_AT, [0x44, 0x49, 0x43, 0x4d]],
]

/** Undefined for all kinds of files that Sehat does not take. */
export function mediaTypeOf(head: Uint8Array): MediaType | undefined {
  const found = BEGINNINGS.find(([, at, bytes]) => bytes.every((byte, nth) => head[at + nth] === byte))
  return found?.[0]
}

export async function readHead(file: Blob): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, HEAD_BYTES).arrayBuffer())
}

export type Fault = 'empty' | 'tooLarge' | 'type' | 'unreadable'

/** What is wrong with a file before it is sent, or its kind. */
export async function checkFile(file: Blob, bytesMax: number): Promise<{ mediaType: MediaType } | { fault: Fault }> {
  if (file.size === 0) return { fault: 'empty' }
  if (file.size > bytesMax) return { fault: 'tooLarge' }
  try {
    const mediaType = mediaTypeOf(await readHead(file))
    return mediaType ? { mediaType } : { fault: 'type' }
  } catch {
    return { fault: 'unreadable' }
  }
}

/** A larger file would need its bytes in memory at once. The server computes the sum of every file. */
const SUMMED_BYTES_MAX = 32 * 1024 * 1024

/** The SHA-256 in hex, so that a file that is there already is not sent again. A page without TLS cannot compute it. */
export async function sumOf(file: Blob): Promise<string | undefined> {
  if (file.size > SUMMED_BYTES_MAX || !crypto.subtle) return undefined
  const sum = await crypto.subtle.digest('SHA-256', await file.arrayBuffer())
  return Array.from(new Uint8Array(sum), (byte) => byte.toString(16).padStart(2, '0')).join('')
}

/** The name of a file without its ending, as the first title. */
export const titleOf = (name: string): string => name.replace(/\.[A-Za-z0-9]{2,4}$/, '').slice(0, 200)
