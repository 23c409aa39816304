// Refuses input that no route declares: parameters, bodies, and broken addresses.
import type { FastifyError } from 'fastify'
import { object } from '../contract.ts'
import type { App } from '../module.ts'
import { invalidRequest, Problem, toPointer } from '../problem.ts'

const UNKNOWN = 'is not known here'
const NAMED_MAX = 20

/** A route that declares no query then refuses parameters. A route that declares no body refuses all but `{}`. */
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

/** The problem for an address that the router refuses before it looks for a route. It does not repeat the address. */
export function toAddressProblem(error: FastifyError): Problem {
  return refuseAddress(error.code === 'FST_ERR_MAX_PARAM_LENGTH' ? 'is too long' : 'is not well formed')
}

export function refuseAddress(detail: 'is too long' | 'is not well formed'): Problem {
  return new Problem(invalidRequest, { detail: `The address ${detail}`, errors: [{ pointer: 'path', detail }] })
}
