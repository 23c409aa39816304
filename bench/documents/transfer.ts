// One large file, sent in chunks and read by ranges; with the memory of the server while it moves.
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'

export const CHUNK_BYTES = 8 * 1024 * 1024
const SAMPLE_MS = 50
const KIB = 1024

export interface Moved {
  readonly bytes: number
  readonly seconds: number
  /** How much the resident memory of the server grew at most, in bytes. */
  readonly grownBytes: number
  readonly sha256: string
}

interface Target {
  readonly pid: number
  /** Sends or reads the bytes of a chunk. Throws when the answer is wrong. */
  readonly move: (offset: number, chunk: Buffer) => Promise<Buffer>
}

const residentOf = (pid: number): number =>
  Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) * KIB

/** The chunk that begins at an offset: its first bytes say where it lies, so that no two chunks are the same. */
export function chunkAt(offset: number, sizeBytes: number): Buffer {
  const chunk = Buffer.alloc(Math.min(CHUNK_BYTES, sizeBytes - offset), 0x20)
  chunk.write(offset === 0 ? `%PDF-1.4 ${process.hrtime.bigint()}\n` : `chunk ${offset}\n`)
  return chunk
}

/** Moves all chunks, one after the other. */
export async function moveFile({ pid, move }: Target, chunks: readonly Buffer[]): Promise<Moved> {
  const before = residentOf(pid)
  let most = before
  const timer = setInterval(() => {
    most = Math.max(most, residentOf(pid))
  }, SAMPLE_MS)
  const sum = createHash('sha256')
  const started = performance.now()
  let bytes = 0
  try {
    for (const chunk of chunks) {
      sum.update(await move(bytes, chunk))
      bytes += chunk.length
    }
  } finally {
    clearInterval(timer)
  }
  const seconds = (performance.now() - started) / 1_000
  return { bytes, seconds, grownBytes: most - before, sha256: sum.digest('hex') }
}

/** Asks a server, and gives the answer when it has the status; throws otherwise. */
export async function askServer(url: string, status: number, init: RequestInit): Promise<Response> {
  const response = await fetch(url, init)
  if (response.status !== status) throw new Error(`${init.method ?? 'GET'} answered ${response.status}: ${url}`)
  return response
}
