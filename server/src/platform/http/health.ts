// Health, readiness and metrics of a process.
import type { FastifyRequest } from 'fastify'
import type pg from 'pg'
import { access, platformPowers } from '../access.ts'
import type { Config } from '../config.ts'
import { Type } from '../contract.ts'
import { isSameSecret } from '../keys.ts'
import type { Metrics } from '../metrics.ts'
import type { App } from '../module.ts'
import { notFound, Problem, unavailable } from '../problem.ts'
import { refuseUndeclared } from './strict-input.ts'

export interface Readiness {
  /** Set while the process starts and again when it is told to stop: a load balancer then sends nothing new. */
  isReady: boolean
}

interface HealthOptions {
  readonly pool: pg.Pool
  readonly metrics: Metrics
  readonly config: Config
  readonly readiness: Readiness
}

export function addHealthRoutes(app: App, { pool, metrics, config, readiness }: HealthOptions): void {
  const hidden = { hide: true }
  app.get('/health/live', { schema: hidden, config: { access: access.public } }, () => ({ status: 'live' }))
  app.get('/health/ready', { schema: hidden, config: { access: access.public } }, async () => {
    if (!readiness.isReady) throw new Problem(unavailable, { detail: 'Starting or stopping', retryAfterSeconds: 1 })
    await pool.query('select 1')
    return { status: 'ready' }
  })
  app.get('/metrics', { schema: hidden, config: { access: access.public } }, async (request, reply) => {
    if (!mayReadMetrics(request, config)) throw new Problem(notFound)
    void reply.header('content-type', metrics.registry.contentType)
    return metrics.registry.metrics()
  })
  app.register(async (scope) => addMetricsForPeople(scope as App, metrics))
}

/** The same for the page of system health: whoever answers for the country sees it wherever they are. */
function addMetricsForPeople(app: App, metrics: Metrics): void {
  refuseUndeclared(app)
  app.get(
    '/v1/metrics',
    {
      config: { access: platformPowers.may('system.watch').at('anywhere') },
      schema: {
        tags: ['platform'],
        summary: 'Read the metrics of the process that answers',
        description: 'As Prometheus reads them from `/metrics`, since the process was started.',
        produces: ['text/plain'],
        response: { 200: Type.String() },
      },
    },
    async (_request, reply) => {
      void reply.header('content-type', metrics.registry.contentType).header('cache-control', 'no-store')
      return metrics.registry.metrics()
    },
  )
}

// Metrics are for the machine itself and for whoever holds the token; a proxy on the same machine is neither.
function mayReadMetrics(request: FastifyRequest, config: Config): boolean {
  if (config.metricsToken) return isSameSecret(request.headers.authorization ?? '', `Bearer ${config.metricsToken}`)
  const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  return isLocal && request.headers['x-forwarded-for'] === undefined
}
