// Refuses what no route asked for: parameters and bodies of routes that declare none, and broken addresses.
import type { FastifyError } from 'fastify'
import { object } from '../contract.ts'
import type { App } from '../module.ts'
import { invalidRequest, Problem, toPointer } from '../problem.ts'

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
