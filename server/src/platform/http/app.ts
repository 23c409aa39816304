// Builds the HTTP application: limits, validation, access, problems, logs and metrics around the modules' routes.
import { isUtf8 } from 'node:buffer'
import type { RequestListener } from 'node:http'
import { Ajv } from 'ajv'
import Fastify, {
  type FastifyBaseLogger,
  type FastifyReply,
  type FastifyRequest,
  LogController,
  type RawServerDefault,
} from 'fastify'
import { enforceAccess, type Gate } from '../access.ts'
import type { Auth } from '../auth.ts'
import type { Config } from '../config.ts'
import type { ProblemType } from '../contract.ts'
import { newId } from '../id.ts'
import { enforceKeys } from '../idempotency.ts'
import type { Logger } from '../log.ts'
import type { Metrics } from '../metrics.ts'
import type { App } from '../module.ts'
import type { DevelopmentInbox } from '../ports/channels-inbox.ts'
import type { PowerTable } from '../powers.ts'
import {
  malformedBody,
  methodNotAllowed,
  notFound,
  Problem,
  platformProblems,
  sendProblem,
  toProblem,
} from '../problem.ts'
import { type RecordReads, reportReads } from '../reads.ts'
import { addDevInbox } from './dev-inbox.ts'
import { addDocs, type DocumentedModule } from './docs/docs.ts'
import { createEdge } from './edge.ts'
import { registerFormats } from './formats.ts'
import { addHealthRoutes, type Readiness } from './health.ts'
import { addOperatorRoute } from './operator.ts'
import { createReadyServer, type ReadyAnswers } from './ready-answers.ts'
import { SECURITY_HEADERS } from './security-headers.ts'
import { takeStreams } from './streams.ts'
import { refuseAddress, refuseUndeclared, toAddressProblem } from './strict-input.ts'
import { addWebApp, EVERY_OTHER_ADDRESS } from './web.ts'

export interface AppOptions {
  readonly config: Config
  readonly log: Logger
  readonly metrics: Metrics
  readonly auth: Auth
  readonly powers: PowerTable
  readonly facilitiesOfChain: Gate['facilitiesOfChain']
  /** Keeps who saw whose record. Undefined in a program without the module that keeps the reads. */
  readonly recordReads: RecordReads | undefined
  readonly pools: Parameters<typeof addHealthRoutes>[1]['pools']
  readonly readiness: Readiness
  /** Keeps messages instead of sending them; undefined when the process sends messages, as in production. */
  readonly inbox: DevelopmentInbox | undefined
  /** The folder of the built web app. It is missing before the first build. */
  readonly webFolder: string
  readonly modules: readonly (DocumentedModule & {
    routes: readonly ((app: App) => void)[]
    problems: readonly ProblemType[]
    readyAnswers: readonly ReadyAnswers[]
  })[]
}

const BODY_BYTES_MAX = 64 * 1024
const PLATFORM = { name: 'platform', summary: 'The state of one process of Sehat.' }

export async function buildApp(options: AppOptions): Promise<App> {
  const { config, log, metrics } = options
  // A worker shows only its health and metrics.
  const isWorker = config.role === 'worker'
  const edge = createEdge({ config, log, metrics, requestTimeoutMs: 30_000, keepAliveTimeoutMs: 60_000 })
  const fastify = Fastify<RawServerDefault>({
    loggerInstance: log as FastifyBaseLogger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => newId(0),
    bodyLimit: BODY_BYTES_MAX,
    serverFactory: (usual) =>
      createReadyServer(usual as RequestListener, {
        answers: isWorker ? [] : options.modules.flatMap(({ readyAnswers }) => readyAnswers),
        metrics,
        createServer: edge.createServer,
      }),
    routerOptions: { maxParamLength: 100 },
    trustProxy: (_address: string, hop: number) => hop < config.trustProxyHops,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: edge.answerBroken,
    frameworkErrors: (error, request, reply) => {
      reply.headers(SECURITY_HEADERS).header('x-request-id', request.id)
      sendProblem(request, reply, toAddressProblem(error))
      reportRequest(request, reply, 'none', log, metrics)
    },
  })
  const app = fastify as unknown as App
  understandJson(app)
  takeStreams(app)
  validateStrictly(app)
  observe(app, log, metrics)
  enforceAccess(fastify, { ...options, authenticate: options.auth.authenticate })
  enforceKeys(fastify)
  reportReads(fastify, options.recordReads)
  translateErrors(app)
  if (isWorker) {
    addHealthRoutes(app, options)
    return app
  }
  addWebApp(app, options.webFolder, { isDemo: options.inbox !== undefined })
  await addDocs(
    app,
    [...options.modules, PLATFORM],
    [...platformProblems, ...options.modules.flatMap((module) => module.problems)],
    options.powers,
  )
  addHealthRoutes(app, options)
  addOperatorRoute(app, config.operator)
  const { inbox } = options
  if (inbox) addDevInbox(app, inbox)
  for (const module of options.modules) {
    await app.register(async (scope) => {
      scope.addHook('onRoute', (route) => {
        route.schema = { ...route.schema, tags: [module.name] }
      })
      refuseUndeclared(scope as App)
      for (const addRoutes of module.routes) addRoutes(scope as App)
    })
  }
  return app
}

// The server reads only JSON bodies: a form or plain text from another site must not reach a handler. An empty body
// counts as no body, because many clients send a media type without a body. A route that needs a body says so.
function understandJson(app: App): void {
  const parse = app.getDefaultJsonParser('error', 'error')
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (body.length === 0) done(null, undefined)
    else if (!isUtf8(body as Buffer)) done(new Problem(malformedBody, { detail: 'The body is not UTF-8' }))
    else void parse(request, body.toString(), done)
  })
  app.addHook('preValidation', (request, _reply, done) => {
    const { body } = (request.routeOptions.schema ?? {}) as { body?: { default?: unknown } }
    if (request.body === undefined && body?.default !== undefined) request.body = structuredClone(body.default)
    done()
  })
}

// A body must have the declared types. Addresses and headers are text, so there Ajv turns digits into numbers.
// The schemas refuse unknown fields (additionalProperties: false); Ajv never drops one.
function validateStrictly(app: App): void {
  const settings = { allErrors: true, removeAdditional: false, useDefaults: true, strict: false } as const
  const body = new Ajv({ ...settings, coerceTypes: false })
  const rest = new Ajv({ ...settings, coerceTypes: 'array' })
  for (const ajv of [body, rest]) registerFormats(ajv)
  app.setValidatorCompiler<object>(({ schema, httpPart }) => (httpPart === 'body' ? body : rest).compile(schema))
}

/** Writes one log line and one measurement for each request, with the route's pattern: an address can contain ids. */
function observe(app: App, log: Logger, metrics: Metrics): void {
  app.addHook('onRequest', (request, reply, done) => {
    reply.headers(SECURITY_HEADERS)
    reply.header('x-request-id', request.id)
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.is404 ? 'none' : (request.routeOptions.url ?? 'none')
    reportRequest(request, reply, route, log, metrics)
    done()
  })
}

type Ended = Pick<FastifyReply, 'elapsedTime' | 'statusCode'>

function reportRequest(request: FastifyRequest, reply: Ended, route: string, log: Logger, metrics: Metrics): void {
  const durationMs = Math.round(reply.elapsedTime * 1000) / 1000
  metrics.observeRequest(request.method, route, reply.statusCode, durationMs / 1000)
  log.info({ id: request.id, method: request.method, route, status: reply.statusCode, durationMs }, 'request')
}

function translateErrors(app: App): void {
  app.setErrorHandler(async (error, request, reply) => {
    const problem = toProblem(error)
    if (problem.type.status >= 500) log500(request, error)
    // A refusal may show people too, for example those who may be the same person.
    const reading = request.reportProblem(problem)
    if (!reading) return sendProblem(request, reply, problem)
    const refused = await reading.then(() => undefined, toProblem)
    return sendProblem(request, reply, refused ?? problem)
  })
  const patterns: { pattern: RegExp; method: string }[] = []
  app.addHook('onRoute', (route) => {
    if (route.url === EVERY_OTHER_ADDRESS) return
    const source = route.url
      .replace(/[.$()+?^|\\]/g, '\\$&')
      .replace(/:[A-Za-z]+/g, '[^/]+')
      .replaceAll('*', '.*')
    for (const method of [route.method].flat()) patterns.push({ pattern: new RegExp(`^${source}$`), method })
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?', 1)[0] as string
    const allowed = new Set(patterns.filter(({ pattern }) => pattern.test(path)).map(({ method }) => method))
    if (allowed.size === 0) throw new Problem(notFound, { detail: 'There is no such address; see /docs' })
    // A route matches, but the router did not choose it. This happens only when a part of the address is too long.
    if (allowed.has(request.method)) throw refuseAddress('is too long')
    void reply.header('allow', [...allowed].join(', '))
    throw new Problem(methodNotAllowed)
  })
}

function log500(request: FastifyRequest, error: unknown): void {
  request.log.error({ id: request.id, route: request.routeOptions.url, err: error }, 'the request failed')
}
