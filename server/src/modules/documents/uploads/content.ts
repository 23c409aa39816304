// Reads the bytes of a document from its parts: a range of them as one stream, the first bytes, the sum of all.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { HEAD_BYTES } from '../storing/files.ts'
import type { DocumentsContext, Part } from '../tables.ts'

type Storing = Pick<DocumentsContext, 'storage'>

/** The bytes from `first` to `last`, as one stream over the parts. It opens a part when the one before has ended. */
export function readBytes(
  { storage }: Storing,
  parts: readonly Part[],
  { first, last }: { readonly first: number; readonly last: number },
): Readable {
  async function* read(): AsyncGenerator<Buffer> {
    for (const { name, first_byte: start, bytes } of parts) {
      const end = start + bytes - 1
      if (end < first || start > last) continue
      const range = { first: Math.max(first, start) - start, last: Math.min(last, end) - start }
      const source = await storage.open(name, range)
      if (!source) throw new Error('the storage lacks a part of a document')
      yield* source as AsyncIterable<Buffer>
    }
  }
  return Readable.from(read(), { objectMode: false })
}

export const readAll = (storing: Storing, parts: readonly Part[]): Readable =>
  readBytes(storing, parts, { first: 0, last: Number.MAX_SAFE_INTEGER })

export async function readHead(storing: Storing, parts: readonly Part[]): Promise<Buffer> {
  return Buffer.concat(await readBytes(storing, parts, { first: 0, last: HEAD_BYTES - 1 }).toArray())
}

export async function sumOf(storing: Storing, parts: readonly Part[]): Promise<string> {
  const sum = createHash('sha256')
  for await (const chunk of readAll(storing, parts)) sum.update(chunk as Buffer)
  return sum.digest('hex')
}
