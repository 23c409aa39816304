// Reads HTTP/1.1 responses from the chunks of a socket: only status line, content-length and body.

const NO_BYTES = Buffer.alloc(0)
const LENGTH_FIELD = '\r\ncontent-length:'

export interface ResponseParser {
  /** Takes a chunk, and calls back for each response that it completes. Throws if it cannot read the bytes. */
  push(chunk: Buffer): void
}

/** `body` is a view, which is valid only during the call. */
export type OnResponse = (status: number, body: Buffer) => void

export function createResponseParser(onResponse: OnResponse): ResponseParser {
  let held: Buffer = NO_BYTES

  /** Gives the position after the response that begins at `at`, or -1 if it is not complete yet. */
  const readOne = (bytes: Buffer, at: number): number => {
    const headEnd = bytes.indexOf('\r\n\r\n', at, 'latin1')
    if (headEnd < 0) return -1
    const head = bytes.toString('latin1', at, headEnd + 2)
    const status = statusOf(head)
    const bodyStart = headEnd + 4
    const end = bodyStart + bodyLength(head, status)
    if (bytes.length < end) return -1
    onResponse(status, bytes.subarray(bodyStart, end))
    return end
  }

  return {
    push(chunk) {
      const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk])
      let at = 0
      while (at < bytes.length) {
        const end = readOne(bytes, at)
        if (end < 0) break
        at = end
      }
      held = at === bytes.length ? NO_BYTES : bytes.subarray(at)
    },
  }
}

function statusOf(head: string): number {
  const status = Number(head.slice(9, 12))
  if (!head.startsWith('HTTP/1.1 ') || !(status >= 200 && status <= 599)) {
    throw new Error(`This is not the head of a response: ${JSON.stringify(head.slice(0, 60))}`)
  }
  return status
}

function bodyLength(head: string, status: number): number {
  if (status === 204 || status === 304) return 0
  const at = head.toLowerCase().indexOf(LENGTH_FIELD)
  if (at < 0) throw new Error(`A response of status ${status} has no content-length`)
  const start = at + LENGTH_FIELD.length
  return Number(head.slice(start, head.indexOf('\r\n', start)))
}
