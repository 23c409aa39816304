// The documentation: OpenAPI 3.1 for all and for each module, a page for each problem, and a page to browse and try.
import swagger from '@fastify/swagger'
import { type Access, access } from './access.ts'
import { object, type ProblemType, Type } from './contract.ts'
import type { App } from './module.ts'
import { notFound, Problem } from './problem.ts'

export interface DocumentedModule {
  readonly name: string
  readonly summary: string
}

type Document = { paths?: Record<string, Record<string, { tags?: readonly string[] }>>; tags?: { name: string }[] }

const ProblemBody = {
  description: 'A refusal, RFC 9457',
  content: {
    'application/problem+json': {
      schema: object(
        {
          type: Type.String({ description: 'Page of the problem, ends in its slug' }),
          title: Type.String(),
          status: Type.Integer(),
          detail: Type.String(),
          instance: Type.String(),
          errors: Type.Optional(Type.Array(object({ pointer: Type.String(), detail: Type.String() }))),
        },
        { additionalProperties: true },
      ),
    },
  },
}

export async function addDocs(
  app: App,
  modules: readonly DocumentedModule[],
  problems: readonly ProblemType[],
): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Sehat',
        description: 'An open national health platform.',
        version: '0.1.0',
        license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
      },
      tags: modules.map(({ name, summary }) => ({ name, description: summary })),
      components: { securitySchemes: { bearer: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT' } } },
    },
    transform: ({ schema, url, route }) => ({ url, schema: { ...schema, ...describeAccess(route.config?.access) } }),
  })
  const options = { schema: { hide: true }, config: { access: access.public } }
  app.get('/openapi.json', options, () => app.swagger())
  app.get<{ Params: { module: string } }>('/docs/:module/openapi.json', options, (request) => {
    const module = modules.find(({ name }) => name === request.params.module)
    if (!module) throw new Problem(notFound)
    return onlyModule(app.swagger() as Document, module.name)
  })
  addProblemPages(app, problems)
}

function describeAccess(rule: Access | undefined): object {
  if (rule?.kind !== 'roles') return {}
  return { security: [{ bearer: [] }], 'x-roles': rule.roles }
}

function onlyModule(document: Document, name: string): Document {
  const paths: NonNullable<Document['paths']> = {}
  for (const [path, operations] of Object.entries(document.paths ?? {})) {
    if (Object.values(operations).some((operation) => operation.tags?.includes(name))) paths[path] = operations
  }
  return { ...document, paths, tags: (document.tags ?? []).filter((tag) => tag.name === name) }
}

function addProblemPages(app: App, problems: readonly ProblemType[]): void {
  const bySlug = new Map(problems.map((problem) => [problem.slug, problem]))
  const options = { schema: { hide: true }, config: { access: access.public } }
  app.get('/problems', options, () => ({ problems }))
  app.get<{ Params: { slug: string } }>('/problems/:slug', options, (request) => {
    const problem = bySlug.get(request.params.slug)
    if (!problem) throw new Problem(notFound)
    return problem
  })
}

/** Adds the refusals to what a route answers, for the documentation. */
export const problemResponses = { '4xx': ProblemBody, '5xx': ProblemBody }
