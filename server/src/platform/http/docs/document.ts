// Completes the OpenAPI document: adds names, security, refusals and descriptions to each operation.
import { STATUS_CODES } from 'node:http'
import type { RouteOptions } from 'fastify'
import type { Access } from '../../access.ts'
import { type PowerTable, ROLES, rolesHolding } from '../../powers.ts'

type Json = Record<string, unknown>

export interface Operation {
  operationId?: string
  summary?: string
  description?: string
  tags?: readonly string[]
  security?: readonly Record<string, readonly string[]>[]
  parameters?: Json[]
  responses: Record<string, Json>
  'x-power'?: string
  /** The route refuses a request without an Idempotency-Key. */
  'x-needs-key'?: boolean
  'x-roles'?: readonly string[]
}

export interface Document {
  openapi: string
  info: { title: string; description?: string; version: string }
  paths: Record<string, Record<string, Operation>>
  tags: readonly { name: string; description: string }[]
  components: Record<string, Json>
}

const DESCRIPTION = `An open national health platform.

**Try it here:** (1) open \`POST /v1/auth/login\` and send the phone and password of a demo account (\`npm start\`
prints one for each role); (2) copy \`accessToken\` from the answer into *Authentication* at the top of this page;
(3) this page then sends the token with every request. A token is valid for ten minutes.

**Refusals** are \`application/problem+json\` (RFC 9457); [/problems](/problems) lists their kinds. **Repeats:** a
POST takes an \`Idempotency-Key\`; send the same key and body again to get the first answer. **Lists** come in pages:
send \`nextCursor\` as \`cursor\` to get the next page. The server refuses fields that this document does not name.`

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'detail', 'instance'],
  properties: {
    type: { type: 'string', description: 'Page of the problem; ends in its slug.', examples: ['/problems/not-found'] },
    title: { type: 'string', examples: ['There is no such thing here'] },
    status: { type: 'integer', examples: [404] },
    detail: { type: 'string', description: 'What went wrong this time, or what to do.' },
    instance: { type: 'string', description: 'Name of this request. Quote it when you report a fault.' },
    errors: {
      type: 'array',
      description: 'With status 400: each wrong field.',
      items: {
        type: 'object',
        required: ['pointer', 'detail'],
        properties: {
          pointer: { type: 'string', description: 'JSON pointer into the body, or query/, path/, header/ and a name.' },
          detail: { type: 'string' },
        },
      },
    },
  },
}

const problemContent = { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } }

/** The document without the routes. */
export function outline(modules: readonly { name: string; summary: string }[]) {
  return {
    openapi: '3.1.0',
    info: {
      title: 'Sehat',
      description: DESCRIPTION,
      version: '0.1.0',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    tags: modules.map(({ name, summary }) => ({ name, description: summary })),
    components: {
      securitySchemes: {
        bearer: {
          type: 'http' as const,
          scheme: 'bearer',
          bearerFormat: 'JWT',
          description: 'The `accessToken` of POST /v1/auth/login.',
        },
        customer: {
          type: 'apiKey' as const,
          in: 'header' as const,
          name: 'customer-token',
          description: 'The token of POST /v1/customers/token, for an outside system that links its patients.',
        },
      },
    },
  }
}

interface Described {
  schema: Json
  url: string
}

/** Adds the security and the roles of a route's access rule to its schema. */
export function describeRoutes(powers: PowerTable) {
  return ({ schema, url, route }: { schema: object; url: string; route: RouteOptions }): Described => ({
    url,
    schema: {
      ...schema,
      ...describeAccess(route.config?.access, powers),
      ...(route.config?.needsKey && { 'x-needs-key': true }),
    },
  })
}

function describeAccess(rule: Access | undefined, powers: PowerTable): object {
  if (rule === undefined || rule.kind === 'public') return { security: [] }
  if (rule.kind === 'signed-in') {
    const systems = rolesHolding('system')
    return { security: [{ bearer: [] }], 'x-roles': ROLES.filter((role) => !systems.includes(role)) }
  }
  const { power, tokenHeader } = rule
  const roles = [...(powers.rolesWith(power) ?? [])]
  return { security: [{ [tokenHeader ? 'customer' : 'bearer']: [] }], 'x-power': power, 'x-roles': roles }
}

/** Adds what a route left out to its operation. Throws and names both routes when two share an operationId. */
export function finishDocument(document: Document): Document {
  const owners = new Map<string, string>()
  for (const [path, operations] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(operations)) {
      finishOperation(operation, method, path)
      const id = operation.operationId as string
      const other = owners.get(id)
      if (other)
        throw new Error(
          `${method} ${path} and ${other} share the operationId ${id}: give one of them another schema.operationId`,
        )
      owners.set(id, `${method} ${path}`)
    }
  }
  const { schemas } = document.components
  return {
    ...document,
    components: {
      ...document.components,
      schemas: { ...schemas, Problem: problemSchema },
      parameters: { IdempotencyKey: idempotencyKey, NeededIdempotencyKey: { ...idempotencyKey, required: true } },
      responses: {
        Refused: { description: 'The server refused the request: see `type` and `detail`.', content: problemContent },
        Failed: {
          description: 'The server failed. Repeat the request with the same Idempotency-Key.',
          content: problemContent,
        },
      },
    },
  }
}

const idempotencyKey = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'Makes a repeat safe for 24 hours: the same key and body get the first answer.',
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,128}$' },
}

function finishOperation(operation: Operation, method: string, path: string): void {
  operation.operationId ??= toOperationId(method, path)
  operation.summary ??= `${method.toUpperCase()} ${path}`
  const roles = operation['x-roles']
  const power = operation['x-power'] === undefined ? '' : ` Power: \`${operation['x-power']}\`.`
  const audience = roles ? `For: ${roles.join(', ')}.${power}` : 'Open to everybody.'
  operation.description = operation.description ? `${operation.description}\n\n${audience}` : audience
  if (method === 'post' && roles && !declaresKey(operation)) {
    const name = operation['x-needs-key'] ? 'NeededIdempotencyKey' : 'IdempotencyKey'
    operation.parameters = [...(operation.parameters ?? []), { $ref: `#/components/parameters/${name}` }]
  }
  for (const [status, response] of Object.entries(operation.responses)) {
    if (response.description === 'Default Response') response.description = STATUS_CODES[status] ?? 'The answer'
  }
  operation.responses['4XX'] ??= { $ref: '#/components/responses/Refused' }
  operation.responses['5XX'] ??= { $ref: '#/components/responses/Failed' }
}

function declaresKey({ parameters }: Operation): boolean {
  return (parameters ?? []).some(({ name }) => typeof name === 'string' && name.toLowerCase() === 'idempotency-key')
}

/** `post /v1/patients/{patientId}/merge` is `postV1PatientsByPatientIdMerge`. */
export function toOperationId(method: string, path: string): string {
  const words = path.replaceAll('{', 'by-').split(/[^A-Za-z0-9]+/)
  return method + words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')
}
