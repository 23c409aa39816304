// What the load generator is asked to do, and what it answers.
import type { CpuCost } from '../cpu.ts'

/** Requests as they go over the wire, one behind the other in one block of memory. */
export interface RequestPack {
  readonly bytes: Uint8Array
  /** Where each request begins, and at the end where the last one stops. */
  readonly offsets: Float64Array
}

export interface LoadJob {
  readonly port: number
  /** Kept open; each has one request on its way at a time. */
  readonly connections: number
  /** Load whose answers are not measured. */
  readonly warmUpMs: number
  /** How long to measure; 0 until every request is answered. */
  readonly measureMs: number
  readonly requests: RequestPack
  /** Each request once, in order; or any of them again and again. */
  readonly order: 'once' | 'random'
  /** A status that is not here fails the run; so does a body without the mark. */
  readonly expected: readonly { readonly status: number; readonly mark?: string }[]
  /** Of each body, the 36 characters behind the first occurrence of this are kept. */
  readonly capture?: string
}

export interface Measured {
  readonly count: number
  readonly seconds: number
  /** Of the measured answers, ascending. */
  readonly latenciesMs: Float64Array
  /** Of all answers and of the process that asked for them, also in the warm-up. */
  readonly total: number
  readonly cpuSeconds: number
  readonly cpu?: CpuCost
}

export interface LoadOutcome extends Measured {
  /** Of all answers, also those of the warm-up. */
  readonly statuses: Readonly<Record<string, number>>
  /** When the last answer of each status came, counted from the first request. */
  readonly lastAtMs: Readonly<Record<string, number>>
  readonly captured: readonly string[]
  /** Whether all requests were used before the time was over. */
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

/** A request with a JSON body of ASCII characters. */
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
