// The job of the load generator, and its answer.
import type { CpuCost } from '../cpu.ts'

/** Requests as bytes for the wire, one after the other in one block of memory. */
export interface RequestPack {
  readonly bytes: Uint8Array
  /** The start of each request, and then the end of the last one. */
  readonly offsets: Float64Array
}

export interface LoadJob {
  readonly port: number
  /** Number of connections that stay open. Each carries one request at a time. */
  readonly connections: number
  /** Time of load before the measurement. */
  readonly warmUpMs: number
  /** How long to measure; 0 means until every request is answered. */
  readonly measureMs: number
  readonly requests: RequestPack
  /** `once`: each request once, in order. `random`: a random request, again and again. */
  readonly order: 'once' | 'random'
  /** The run fails on any other status, and on a body without the mark. */
  readonly expected: readonly { readonly status: number; readonly mark?: string }[]
  /** Each connection sends a request so often, and no sooner; left out: as soon as the answer before has arrived. */
  readonly everyMs?: number
  /** The generator keeps the 36 characters after the first occurrence of this text in each body. */
  readonly capture?: string
}

export interface Measured {
  readonly count: number
  readonly seconds: number
  /** Latencies of the measured answers, in ascending order. */
  readonly latenciesMs: Float64Array
  /** Number of all answers, also in the warm-up. */
  readonly total: number
  /** CPU time of the process that sent the requests, also in the warm-up. */
  readonly cpuSeconds: number
  readonly cpu?: CpuCost
}

export interface LoadOutcome extends Measured {
  /** Number of answers with each status, also in the warm-up. */
  readonly statuses: Readonly<Record<string, number>>
  /** When the last answer with each status arrived, in milliseconds after the start of the run. */
  readonly lastAtMs: Readonly<Record<string, number>>
  readonly captured: readonly string[]
  /** The generator used all requests before the time was over. */
  readonly ranOut: boolean
}

export type LoadReply = { readonly outcome: LoadOutcome } | { readonly failure: string }

export function packRequests(texts: Iterable<string>, countMax: number): RequestPack {
  const offsets = new Float64Array(countMax + 1)
  const parts: Buffer[] = []
  let length = 0
  let count = 0
  for (const text of texts) {
    const part = Buffer.from(text, 'latin1')
    parts.push(part)
    length += part.length
    offsets[++count] = length
  }
  return { bytes: Buffer.concat(parts, length), offsets: offsets.subarray(0, count + 1) }
}

/** Gives the text of a request. `body` is JSON and must have only ASCII characters. */
export function postText(path: string, headers: Readonly<Record<string, string>>, body: string): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return (
    `POST ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}` +
    `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`
  )
}

export function getText(path: string, headers: Readonly<Record<string, string>> = {}): string {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `GET ${path} HTTP/1.1\r\nhost: 127.0.0.1\r\n${lines.join('')}\r\n`
}
