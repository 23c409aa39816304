// Posts JSON to outside systems: only to allowed addresses, without redirects, with a limit of time and of answer size.
import http from 'node:http'
import https from 'node:https'
import type { Socket } from 'node:net'
import { type Guard, InnerAddressError } from './addresses.ts'

export interface Posted {
  readonly status: number
  readonly headers: http.IncomingHttpHeaders
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

export interface Sender {
  post(
    url: string,
    body: string,
    headers: Readonly<Record<string, string>>,
    options: { timeoutMs: number; signal?: AbortSignal; answerBytesMax?: number },
  ): Promise<Posted>
  close(): void
}

export const ANSWER_BYTES_MAX = 64 * 1024

export function createSender(guard: Guard): Sender {
  // We reuse connections, because we checked the address of each when we opened it. Our own agents use no proxy.
  const settings = { keepAlive: true, keepAliveMsecs: 5_000, maxFreeSockets: 64, timeout: 60_000 }
  const agents = { 'http:': new http.Agent(settings), 'https:': new https.Agent(settings) }

  const post: Sender['post'] = (text, body, headers, { timeoutMs, signal, answerBytesMax = ANSWER_BYTES_MAX }) =>
    new Promise((resolve, reject) => {
      const refusal = guard.refuseUrl(text)
      if (refusal) return reject(new SendError('address-refused'))
      const url = new URL(text)
      const isTls = url.protocol === 'https:'
      const request = (isTls ? https : http).request(url, {
        method: 'POST',
        agent: agents[isTls ? 'https:' : 'http:'],
        lookup: guard.lookup,
        headers: {
          'content-type': 'application/json',
          'user-agent': 'Sehat',
          ...headers,
          'content-length': String(Buffer.byteLength(body)),
        },
      })
      // This limits the whole exchange. A receiver that sends one byte at a time must not keep a place busy.
      const timer = setTimeout(() => request.destroy(new SendError('timeout')), timeoutMs)
      const onAbort = (): void => void request.destroy(new SendError('stopped'))
      signal?.addEventListener('abort', onAbort, { once: true })
      const end = (): void => {
        clearTimeout(timer)
        signal?.removeEventListener('abort', onAbort)
      }
      request.once('socket', (socket) => checkPeer(socket, guard, request))
      request.once('error', (error) => {
        end()
        reject(toSendError(error))
      })
      request.once('response', (response) => {
        readCapped(response, answerBytesMax)
          .then(resolve, (error: unknown) => reject(toSendError(error)))
          .finally(end)
      })
      request.end(body)
    })

  return {
    post,
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

// The look-up has checked the address already. This checks the address that the socket reached.
function checkPeer(socket: Socket, guard: Guard, request: http.ClientRequest): void {
  const check = (): void => {
    const address = socket.remoteAddress?.replace(/^::ffff:(?=\d+\.)/, '') ?? ''
    if (!guard.isAllowed(address)) request.destroy(new SendError('address-refused'))
  }
  if (socket.connecting) socket.once('connect', check)
  else check()
}

async function readCapped(response: http.IncomingMessage, bytesMax: number): Promise<Posted> {
  const status = response.statusCode ?? 0
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length
    // The return ends the loop, which destroys the response and its connection.
    if (length > bytesMax) return { status, headers: response.headers, body: undefined }
    parts.push(part)
  }
  return { status, headers: response.headers, body: Buffer.concat(parts).toString('utf8') }
}

function toSendError(error: unknown): SendError {
  if (error instanceof SendError) return error
  if (error instanceof InnerAddressError) return new SendError('address-refused', { cause: error })
  const { code } = error as { code?: string }
  return new SendError(code && /^[A-Z0-9_]{3,40}$/.test(code) ? code.toLowerCase() : 'broken', { cause: error })
}
