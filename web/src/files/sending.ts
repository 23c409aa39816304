// Sends a file in parts, each of which the server keeps wholly or not at all. After a cut it goes on where it stood.
import { sendPart } from '../api/bytes.ts'
import { ask } from '../api/client.ts'
import { ApiProblem, isProblem, NoAnswer } from '../api/problem.ts'

const PART_BYTES_MIN = 256 * 1024
const PART_BYTES_FIRST = 1024 * 1024
/** Parts grow while they are quick, and shrink on a slow line, so that a cut costs little. */
const QUICK_MS = 1_500
const SLOW_MS = 8_000
const WAIT_MS = 1_000
const WAIT_MS_MAX = 30_000

export interface OnItsWay {
  readonly uploadId: string
  readonly sizeBytes: number
  /** The most bytes of one part. */
  readonly chunkBytes: number
  readonly receivedBytes: number
}

interface Watching {
  readonly signal: AbortSignal
  readonly onSent: (bytes: number) => void
  /** The line is lost: the sender waits. False when it goes on. */
  readonly onLost: (isLost: boolean) => void
}

/** The file cannot be read any more: somebody changed or removed it. */
export class FileGone extends Error {}

/** Sends what the server lacks of the file. Throws what the server refuses; waits while the line is lost. */
export async function sendFile(upload: OnItsWay, file: Blob, watching: Watching): Promise<void> {
  const { uploadId, sizeBytes, chunkBytes } = upload
  const { signal, onSent, onLost } = watching
  let at = upload.receivedBytes
  let bytes = PART_BYTES_FIRST
  for (let lost = 0; at < sizeBytes; ) {
    const part = file.slice(at, Math.min(at + bytes, sizeBytes))
    const startMs = performance.now()
    try {
      const before = at
      at = await sendPart(uploadId, at, part, { signal, onSent: (sent) => onSent(before + sent) })
      bytes = nextBytes(bytes, chunkBytes, performance.now() - startMs)
      if (lost > 0) onLost(false)
      lost = 0
    } catch (error) {
      if (signal.aborted) throw error
      if (isProblem(error, 'offset-differs')) at = Number(error.members.receivedBytes)
      else {
        await requireReadable(part, error)
        onLost(true)
        bytes = PART_BYTES_MIN
        at = await findPlace(uploadId, lost++, signal)
      }
    }
    onSent(at)
  }
}

function nextBytes(bytes: number, bytesMax: number, tookMs: number): number {
  if (tookMs < QUICK_MS) return Math.min(bytes * 2, bytesMax)
  return tookMs > SLOW_MS ? Math.max(PART_BYTES_MIN, Math.floor(bytes / 2)) : bytes
}

/** Throws again what another try does not mend. */
async function requireReadable(part: Blob, error: unknown): Promise<void> {
  if (!mayPass(error)) throw error
  await part
    .slice(0, 1)
    .arrayBuffer()
    .catch(() => {
      throw new FileGone('the file cannot be read')
    })
}

export const mayPass = (error: unknown): boolean =>
  error instanceof NoAnswer || (error instanceof ApiProblem && (error.status >= 500 || error.status === 429))

/** Waits for the line, and asks the server where the upload stands. */
async function findPlace(uploadId: string, nth: number, signal: AbortSignal): Promise<number> {
  for (let times = nth; ; times++) {
    await lineOrTime(Math.min(WAIT_MS * 2 ** times, WAIT_MS_MAX), signal)
    try {
      return (await ask('GET /v1/documents/uploads/{uploadId}', { path: { uploadId }, signal })).receivedBytes
    } catch (error) {
      if (signal.aborted || !mayPass(error)) throw error
    }
  }
}

/** Waits some time, or until the browser says that the line is back. */
export function lineOrTime(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = (settle: () => void): void => {
      clearTimeout(timer)
      removeEventListener('online', back)
      signal.removeEventListener('abort', stop)
      settle()
    }
    const back = (): void => end(resolve)
    const stop = (): void => end(() => reject(signal.reason))
    const timer = setTimeout(back, ms)
    addEventListener('online', back)
    signal.addEventListener('abort', stop)
  })
}
