// Posts JSON to outside systems: only to allowed addresses, without redirects, with a limit of time and of answer size.
import type { IncomingHttpHeaders } from 'node:http'
import { Agent, buildConnector, request } from 'undici'
import { type Guard, InnerAddressError } from './addresses.ts'

export interface Posted {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  /** Undefined when the answer was longer than allowed. */
  readonly body: string | undefined
}

/** Why there was no answer: `fault` is one word for the log of deliveries. */
export class SendError extends Error {
  readonly fault: string

  constructor(fault: string, options?: ErrorOptions) {
    super(`the request failed: ${fault}`, options)
    this.fault = fault
  }
}

export interface PostOptions {
  readonly timeoutMs: number
  readonly signal?: AbortSignal
  readonly answerBytesMax?: number
}

export interface Sender {
  post(url: string, body: string, headers: Readonly<Record<string, string>>, options: PostOptions): Promise<Posted>
  close(): void
}

export const ANSWER_BYTES_MAX = 64 * 1024
const CONNECT_TIMEOUT_MS = 15_000
const KEEP_ALIVE_MS = 60_000
/** Of one origin. The places of each customer are fewer; two customers may have one receiver. */
const CONNECTIONS_MAX = 256

// We reuse connections, because we check the address of each when we open it. This agent uses no proxy.
export function createSender(guard: Guard): Sender {
  const agent = new Agent({
    connect: guardedConnector(guard),
    connections: CONNECTIONS_MAX,
    pipelining: 1,
    keepAliveTimeout: KEEP_ALIVE_MS,
    keepAliveMaxTimeout: KEEP_ALIVE_MS,
    // Our own limit is on the whole exchange.
    headersTimeout: 0,
    bodyTimeout: 0,
  })
  return {
    async post(url, body, headers, { timeoutMs, signal, answerBytesMax = ANSWER_BYTES_MAX }) {
      if (guard.refuseUrl(url) !== undefined) throw new SendError('address-refused')
      if (signal?.aborted) throw new SendError('stopped')
      const aborting = new AbortController()
      // This limits the whole exchange. A receiver that sends one byte at a time must not keep a place busy.
      const timer = setTimeout(() => aborting.abort(new SendError('timeout')), timeoutMs)
      const onAbort = (): void => aborting.abort(new SendError('stopped'))
      signal?.addEventListener('abort', onAbort, { once: true })
      try {
        const answer = await request(url, {
          dispatcher: agent,
          method: 'POST',
          headers: { 'content-type': 'application/json', 'user-agent': 'Sehat', ...headers },
          body,
          signal: aborting.signal,
        })
        return {
          status: answer.statusCode,
          headers: answer.headers as IncomingHttpHeaders,
          body: await readCapped(answer.body, answerBytesMax),
        }
      } catch (error) {
        throw toSendError(error)
      } finally {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
    },
    close() {
      agent.destroy().catch(() => {})
    },
  }
}

// The look-up has checked the address already. This also checks the address that the socket reached, before a byte of
// a request leaves.
function guardedConnector(guard: Guard): buildConnector.connector {
  const connect = buildConnector({ lookup: guard.lookup, timeout: CONNECT_TIMEOUT_MS })
  return (options, done) =>
    connect(options, (error, socket) => {
      if (error) return done(error, null)
      const address = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? ''
      if (guard.isAllowed(address)) return done(null, socket)
      socket.destroy()
      return done(new SendError('address-refused'), null)
    })
}

async function readCapped(body: AsyncIterable<Buffer>, bytesMax: number): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of body) {
    length += part.length
    // The return ends the loop, which destroys the answer and its connection.
    if (length > bytesMax) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

/** Words of the client for faults that have a better-known one. */
const FAULTS: Readonly<Record<string, string>> = {
  UND_ERR_SOCKET: 'econnreset',
  UND_ERR_CONNECT_TIMEOUT: 'timeout',
}

function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof InnerAddressError) return new SendError('address-refused', { cause: error })
  const { code = '' } = error as { code?: string }
  const fault = FAULTS[code] ?? (/^[A-Z0-9_]{3,40}$/.test(code) ? code.toLowerCase() : 'broken')
  return new SendError(fault, { cause: error })
}
