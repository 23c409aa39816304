// Refuses what no route asked for: parameters and bodies of routes that declare none, and what is not even HTTP.
import type { Socket } from 'node:net'
import type { FastifyError } from 'fastify'
import { object } from '../contract.ts'
import type { App } from '../module.ts'
import { headersTooLarge, invalidRequest, malformedRequest, Problem, requestTooSlow, toPointer } from '../problem.ts'

const UNKNOWN = 'is not known here'
const NAMED_MAX = 20

/** A route that declares no query takes none, and one that declares no body takes none but `{}`. */
export function refuseUndeclared(scope: App): void {
  scope.addHook('onRoute', (route) => {
    route.schema = { querystring: object({}), ...route.schema }
  })
  scope.addHook('preValidation', (request, _reply, done) => {
    if (request.body === undefined || request.routeOptions.schema?.body !== undefined) done()
    else done(refuseBody(request.body))
  })
}

function refuseBody(body: unknown): Problem | undefined {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) {
    return new Problem(invalidRequest, { errors: [{ pointer: '/', detail: 'this request takes no body' }] })
  }
  const errors = Object.keys(body).map((name) => ({ pointer: toPointer(name), detail: UNKNOWN }))
  return errors.length > 0 ? new Problem(invalidRequest, { errors: errors.slice(0, NAMED_MAX) }) : undefined
}

/** For addresses that are refused before a route is looked for: what was sent is not repeated. */
export function toAddressProblem(error: FastifyError): Problem {
  return refuseAddress(error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'is too long' : 'is not well formed')
}

export function refuseAddress(detail: 'is too long' | 'is not well formed'): Problem {
  return new Problem(invalidRequest, { detail: `The address ${detail}`, errors: [{ pointer: 'path', detail }] })
}

const KINDS: Record<string, typeof malformedRequest> = {
  HPE_HEADER_OVERFLOW: headersTooLarge,
  ERR_HTTP_REQUEST_TIMEOUT: requestTooSlow,
}

/** Answers what the HTTP parser refused, and closes the connection: nobody knows where the next request would begin. */
export function answerBrokenRequest(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy()
    return
  }
  const { slug, status, title, cure } = KINDS[error.code ?? ''] ?? malformedRequest
  const body = JSON.stringify({ type: `/problems/${slug}`, title, status, detail: cure })
  const head = [
    `HTTP/1.1 ${status} ${title}`,
    'content-type: application/problem+json',
    `content-length: ${Buffer.byteLength(body)}`,
    'cache-control: no-store',
    'connection: close',
  ]
  socket.end(`${head.join('\r\n')}\r\n\r\n${body}`)
}
