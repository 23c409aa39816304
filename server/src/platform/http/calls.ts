// The port on which the modules of this process answer the calls of modules in other processes.
import Fastify, { type FastifyInstance } from 'fastify'
import type { Logger } from '../log.ts'
import { Problem, toProblem } from '../problem.ts'
import type { ServiceTokens } from '../service-tokens.ts'
import { createCallSchemas } from '../work/call-schemas.ts'
import { type CallAnswer, withinTime } from '../work/calls.ts'
import { CALLS_PATH, DEADLINE_HEADER, type Refused } from '../work/remote-calls.ts'

export interface CallsServerOptions {
  readonly answers: ReadonlyMap<string, CallAnswer>
  readonly tokens: ServiceTokens
  /** Whether this module has declared that it asks this call. */
  readonly mayAsk: (module: string, call: string) => boolean
  readonly log: Logger
}

const BODY_BYTES_MAX = 4 * 1024 * 1024
/** The answering side gives up before the asking side does, so that the asking side learns why. */
const INNER_SHARE = 0.9

/** Builds the server. It says only yes, a problem, or no: it tells nobody which calls there are. */
export function buildCallsServer(options: CallsServerOptions): FastifyInstance {
  const app = Fastify({ bodyLimit: BODY_BYTES_MAX, forceCloseConnections: 'idle', return503OnClosing: true })
  const schemas = createCallSchemas()
  app.post<{ Params: { name: string } }>(`${CALLS_PATH}:name`, async (request, reply) => {
    const { name } = request.params
    const token = /^Bearer ([A-Za-z0-9._-]{1,2048})$/.exec(request.headers.authorization ?? '')?.[1]
    const by = token && (await options.tokens.verify(token, name.slice(0, name.indexOf('.'))))
    if (!by) return reply.code(401).send({})
    const answer = options.answers.get(name)
    if (!answer || !options.mayAsk(by, name)) return reply.code(403).send({})
    if (!schemas(name, answer.call.input)(request.body)) return reply.code(400).send({})
    const timeoutMs = Number(request.headers[DEADLINE_HEADER]) || answer.call.timeoutMs
    try {
      const asked = answer.answer(request.body as never)
      const output = await withinTime(asked, name, Math.max(timeoutMs * INNER_SHARE, 1))
      return reply.send({ output: output ?? null })
    } catch (error) {
      return reply.send(refuse(error, name, options.log))
    }
  })
  app.setErrorHandler((error, _request, reply) => {
    const { statusCode = 500 } = error as { statusCode?: number }
    return reply.code(statusCode).send({})
  })
  return app
}

function refuse(error: unknown, call: string, log: Logger): Refused {
  const { type, details } = toProblem(error)
  if (!(error instanceof Problem)) log.error({ call, err: error }, 'a call failed')
  return { problem: { slug: type.slug, details } }
}
