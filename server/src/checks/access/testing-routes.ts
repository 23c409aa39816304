// Collects the routes of the running program from the HTTP framework.
import { subscribe } from 'node:diagnostics_channel'
import type { FastifyInstance, RouteOptions } from 'fastify'
import type { Access } from '../../platform/access.ts'
import { ID_PATTERN } from '../../platform/id.ts'

export interface SeenRoute {
  /** The method and the address: `GET /v1/pins/:pin`. */
  readonly name: string
  readonly method: string
  readonly url: string
  readonly access: Access | undefined
  readonly schema: {
    readonly body?: JsonSchema
    readonly querystring?: JsonSchema
    readonly params?: JsonSchema
    readonly response?: Readonly<Record<string, unknown>>
    readonly hide?: boolean
    /** The media types of the body; JSON when none is named. */
    readonly consumes?: readonly string[]
    readonly tags?: readonly string[]
  }
}

/** The part of JSON Schema that the routes use. */
export interface JsonSchema {
  readonly type?: string
  readonly properties?: Readonly<Record<string, JsonSchema>>
  readonly required?: readonly string[]
  readonly additionalProperties?: boolean
  readonly items?: JsonSchema
  readonly anyOf?: readonly JsonSchema[]
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly format?: string
  readonly minimum?: number
  readonly maximum?: number
  readonly maxLength?: number
  readonly minItems?: number
  readonly uniqueItems?: boolean
  readonly default?: unknown
}

/** Collects every route of each app built after this call. Call it before `setup`. */
export function watchRoutes(): readonly SeenRoute[] {
  const seen: SeenRoute[] = []
  subscribe('fastify.initialization', (message) => {
    const { fastify } = message as { fastify: FastifyInstance }
    fastify.addHook('onRoute', (route) => {
      for (const method of [route.method].flat()) seen.push(toSeen(method, route))
    })
  })
  return seen
}

/** The header in which the route looks for its token; no header when there is no token. */
export function showToken({ access }: SeenRoute, token: string | undefined): Record<string, string> {
  if (token === undefined) return {}
  return access?.kind === 'power' && access.tokenHeader
    ? { [access.tokenHeader]: token }
    : { authorization: `Bearer ${token}` }
}

/** The fields of a request that hold the id of a record: `params/bookingId`, `body/sessionId`. */
export function listRecords({ method, schema }: SeenRoute): string[] {
  // In a GET, the handler checks each way to ask. The access test has a row for each of them.
  if (method === 'GET') return []
  const fields = { params: schema.params, body: schema.body }
  return Object.entries(fields).flatMap(([place, object]) =>
    Object.entries(object?.properties ?? {})
      .filter(([, field]) => field.pattern === ID_PATTERN || field.items?.pattern === ID_PATTERN)
      .map(([name]) => `${place}/${name}`),
  )
}

// Read the access and the schema late, because the hooks of a module change a route after this hook has seen it.
function toSeen(method: string, route: RouteOptions): SeenRoute {
  const { url } = route
  return {
    name: `${method} ${url}`,
    method,
    url,
    get access() {
      return (route.config as { access?: Access } | undefined)?.access
    },
    get schema() {
      return (route.schema ?? {}) as SeenRoute['schema']
    },
  }
}
