// The port of storage: keeps blobs under names, durably. An adapter may be a folder, or a store of objects.
import type { Hash } from 'node:crypto'
import type { Readable } from 'node:stream'

export interface Storage {
  /** Keeps a blob, and replaces an earlier one. When it resolves, the blob survives a loss of power. */
  put(name: string, bytes: Buffer): Promise<void>
  /**
   * The same for a stream. It never holds the whole blob in memory. When the source fails, or has another number of
   * bytes than stated, it throws and keeps nothing.
   */
  putStream(name: string, source: Readable, stated: Stated): Promise<void>
  /** Undefined when there is no such blob. */
  get(name: string): Promise<Buffer | undefined>
  /** The bytes of a blob as a stream: all, or those of a range. Undefined when there is no such blob. */
  open(name: string, range?: ByteRange): Promise<Readable | undefined>
  /** How many bytes a blob has. Undefined when there is no such blob. */
  sizeOf(name: string): Promise<number | undefined>
  /** Deletes a blob. A repeat changes nothing. */
  delete(name: string): Promise<void>
  /** All blobs whose name begins with this folder and a slash, in no order. */
  list(folder: string): AsyncIterable<StoredBlob>
  /** Removes what a process left that was killed while it wrote. */
  sweep(): Promise<void>
}

/** Both ends belong to the range. They lie inside the blob. */
export interface ByteRange {
  readonly first: number
  readonly last: number
}

export interface Stated {
  /** How many bytes the source must have. */
  readonly bytes: number
  /** Takes all bytes in, for a sum that goes on over several blobs. After an error it is of no use. */
  readonly sum?: Hash
}

export interface StoredBlob {
  readonly name: string
  readonly bytes: number
  readonly writtenAt: Date
}

/** The source of a blob had another number of bytes than stated. */
export class SizeError extends Error {}

const NAME = /^[a-z0-9][a-z0-9._-]*(\/[a-z0-9][a-z0-9._-]*)*$/

/** Throws when a name could lead out of the storage, or means different blobs on different systems. */
export function requireName(name: string): void {
  if (name.length > 400 || !NAME.test(name)) throw new Error('a name in storage has only a-z, 0-9, - _ . and /')
}

/** Passes the bytes on, and counts and hashes them. It ends with an error when their number differs from the stated. */
export async function* measured(source: Readable, { bytes, sum }: Stated): AsyncGenerator<Buffer> {
  let seen = 0
  for await (const chunk of source as AsyncIterable<Buffer>) {
    seen += chunk.length
    if (seen > bytes) throw new SizeError(`more than ${bytes} bytes came`)
    sum?.update(chunk)
    yield chunk
  }
  if (seen < bytes) throw new SizeError(`only ${seen} of ${bytes} bytes came`)
}
