// The edge: refuses every request that is not for this server or is not valid HTTP, before routing.
import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Config } from '../config.ts'
import type { ProblemType } from '../contract.ts'
import { newId } from '../id.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import {
  expectationFailed,
  headersTooLarge,
  malformedRequest,
  methodNotAllowed,
  otherHost,
  requestTooSlow,
} from '../problem.ts'
import { SECURITY_HEADERS } from './security-headers.ts'

export interface EdgeOptions {
  readonly config: Pick<Config, 'hosts' | 'host' | 'role' | 'trustProxyHops'>
  readonly log: Logger
  readonly metrics: Metrics
  readonly requestTimeoutMs: number
  readonly keepAliveTimeoutMs: number
}

export interface Edge {
  /** A server that passes to `usual` only HTTP/1.0 and HTTP/1.1 requests that name one of our hosts. */
  createServer(usual: RequestListener): Server
  /** Answers a request that the HTTP parser refused, and closes the connection: the next request has no known start. */
  answerBroken(error: Error & { code?: string }, socket: Duplex): void
}

const BROKEN: Record<string, ProblemType> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: requestTooSlow,
}

export function createEdge(options: EdgeOptions): Edge {
  const { log, metrics, requestTimeoutMs: requestTimeout, keepAliveTimeoutMs: keepAliveTimeout } = options
  const findRefusal = refusalsOf(options.config)

  const report = (id: string, method: string, { status }: ProblemType): void => {
    metrics.observeRequest(method, 'none', status, 0)
    log.info({ id, method, route: 'none', status, durationMs: 0 }, 'request')
  }
  const answer = ({ method = 'none' }: IncomingMessage, response: ServerResponse, type: ProblemType): void => {
    const { id, head, body } = toAnswer(type)
    report(id, method, type)
    // The server does not read the body of a refused request.
    response.writeHead(type.status, { ...head, connection: 'close' })
    response.end(method === 'HEAD' ? undefined : body)
  }
  const answerSocket = (socket: Duplex, method: string, type: ProblemType): void => {
    if (!socket.writable) {
      socket.destroy()
      return
    }
    const { id, head, body } = toAnswer(type)
    report(id, method, type)
    const lines = Object.entries({ ...head, connection: 'close' }).map(([name, value]) => `${name}: ${value}`)
    socket.end(`HTTP/1.1 ${type.status} ${type.title}\r\n${lines.join('\r\n')}\r\n\r\n${body}`)
  }

  return {
    createServer(usual) {
      // Without these settings Node itself answers a missing Host and an unknown Expect, without a problem document.
      const server = createServer(
        { requestTimeout, keepAliveTimeout, requireHostHeader: false },
        (request, response) => {
          const refusal = findRefusal(request)
          if (refusal) answer(request, response, refusal)
          else usual(request, response)
        },
      )
      server.on('checkExpectation', (request, response) => answer(request, response, expectationFailed))
      server.on('connect', (_request, socket) => answerSocket(socket, 'CONNECT', methodNotAllowed))
      return server
    },
    answerBroken(error, socket) {
      if (error.code === 'ECONNRESET') socket.destroy()
      else answerSocket(socket, 'none', BROKEN[error.code ?? ''] ?? malformedRequest)
    },
  }
}

interface RawAnswer {
  readonly id: string
  readonly head: Record<string, string>
  readonly body: string
}

function toAnswer({ slug, status, title, cure }: ProblemType): RawAnswer {
  const id = newId(0)
  const instance = `urn:sehat:request:${id}`
  const body = JSON.stringify({ type: `/problems/${slug}`, title, status, detail: cure, instance })
  const head = {
    ...SECURITY_HEADERS,
    'x-request-id': id,
    'content-type': 'application/problem+json',
    'content-length': String(Buffer.byteLength(body)),
  }
  return { id, head, body }
}

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]']
const VERSIONS = new Set(['1.0', '1.1'])
/** Routes that answer under any host: load balancers use the address. A forged Host gains nothing from the answers. */
const OF_ANY_HOST = /^\/(health\/|metrics$)/

/**
 * Gives what is wrong with a request, or undefined. An attacker can point another name to this machine. A browser must
 * then not believe that the pages of that name and our pages are one site (DNS rebinding).
 */
function refusalsOf({ hosts, host, role, trustProxyHops }: EdgeOptions['config']) {
  const known = new Set([...LOOPBACK, host, ...hosts].map((name) => name.toLowerCase()))
  return (request: IncomingMessage): ProblemType | undefined => {
    if (!VERSIONS.has(request.httpVersion) || countHosts(request.rawHeaders) !== 1) return malformedRequest
    // A worker answers only health and metrics.
    if (role === 'worker' || known.has(nameOf(request.headers, trustProxyHops > 0))) return undefined
    return OF_ANY_HOST.test(request.url as string) ? undefined : otherHost
  }
}

function countHosts(rawHeaders: readonly string[]): number {
  let count = 0
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at] as string
    if (name.length === 4 && name.toLowerCase() === 'host') count++
  }
  return count
}

/** The host that the client named, without its port. Behind a trusted proxy the proxy's header names it. */
function nameOf(headers: IncomingMessage['headers'], isProxied: boolean): string {
  const forwarded = isProxied ? headers['x-forwarded-host'] : undefined
  const named = typeof forwarded === 'string' ? forwarded.slice(forwarded.lastIndexOf(',') + 1).trim() : headers.host
  return (named as string).replace(/:\d{1,5}$/, '').toLowerCase()
}
