// The documentation: OpenAPI 3.1 of the API and of each module, a page for each problem, and a page to try the API.
import swagger from '@fastify/swagger'
import { access } from '../../access.ts'
import type { ProblemType } from '../../contract.ts'
import type { App } from '../../module.ts'
import type { PowerTable } from '../../powers.ts'
import { notFound, Problem } from '../../problem.ts'
import { openAnswer } from './answer.ts'
import { type Document, describeRoutes, finishDocument, outline } from './document.ts'
import { addReferencePage } from './page.ts'
import { addProblemPages } from './problems.ts'

export interface DocumentedModule {
  readonly name: string
  readonly summary: string
}

export async function addDocs(
  app: App,
  modules: readonly DocumentedModule[],
  problems: readonly ProblemType[],
  powers: PowerTable,
): Promise<void> {
  await app.register(swagger, { openapi: outline(modules), transform: describeRoutes(powers) })
  let finished: Document | undefined
  const document = (): Document => {
    finished ??= finishDocument(app.swagger() as unknown as Document)
    return finished
  }
  // Make the document at the start, so that an operationId which two routes share stops the start.
  app.addHook('onReady', (done) => {
    document()
    done()
  })
  addDocuments(app, modules, document)
  addReferencePage(app, modules)
  addProblemPages(app, problems)
}

function addDocuments(app: App, modules: readonly DocumentedModule[], document: () => Document): void {
  const options = { schema: { hide: true }, config: { access: access.public } }
  const type = 'application/json; charset=utf-8'
  const whole = openAnswer({ type, read: async () => JSON.stringify(document()) })
  app.get('/openapi.json', options, whole)
  const parts = new Map(
    modules.map(({ name }) => {
      return [name, openAnswer({ type, read: async () => JSON.stringify(onlyModule(document(), name)) })]
    }),
  )
  app.get<{ Params: { module: string } }>('/docs/:module/openapi.json', options, (request, reply) => {
    const answer = parts.get(request.params.module)
    if (!answer) throw new Problem(notFound, { detail: `Modules with a document: ${[...parts.keys()].join(', ')}` })
    return answer(request, reply)
  })
}

/** The part of the document with the operations of one module. */
export function onlyModule(document: Document, name: string): Document {
  const paths: Document['paths'] = {}
  for (const [path, operations] of Object.entries(document.paths)) {
    const own = Object.entries(operations).filter(([, operation]) => operation.tags?.includes(name))
    if (own.length > 0) paths[path] = Object.fromEntries(own)
  }
  return {
    ...document,
    info: { ...document.info, title: `${document.info.title}: ${name}` },
    paths,
    tags: document.tags.filter((tag) => tag.name === name),
  }
}
