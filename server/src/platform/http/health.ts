// The routes for the health, readiness and metrics of a process.
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
  /** False while the process starts or stops, so that a load balancer sends no new requests. */
  isReady: boolean
  /** What does not work now, although the process serves: module and sentence. */
  faults(): readonly string[]
}

interface HealthOptions {
  /** The pools of all databases of this process. */
  readonly pools: readonly pg.Pool[]
  readonly metrics: Metrics
  readonly config: Config
  readonly readiness: Readiness
}

export function addHealthRoutes(app: App, { pools, metrics, config, readiness }: HealthOptions): void {
  const hidden = { hide: true }
  app.get('/health/live', { schema: hidden, config: { access: access.public } }, () => ({ status: 'live' }))
  app.get('/health/ready', { schema: hidden, config: { access: access.public } }, async () => {
    if (!readiness.isReady) throw new Problem(unavailable, { detail: 'Starting or stopping', retryAfterSeconds: 1 })
    await Promise.all(pools.map((pool) => pool.query('select 1')))
    // A load balancer must not take the process away because one module waits: the others serve.
    const faults = readiness.faults()
    return { status: 'ready', ...(faults.length > 0 && { faults }) }
  })
  app.get('/metrics', { schema: hidden, config: { access: access.public } }, async (request, reply) => {
    if (!mayReadMetrics(request, config)) throw new Problem(notFound)
    void reply.header('content-type', metrics.registry.contentType)
    return metrics.registry.metrics()
  })
  app.register(async (scope) => addMetricsForPeople(scope as App, metrics))
}

/** The same metrics for the page of system health: a national administrator may read them from anywhere. */
function addMetricsForPeople(app: App, metrics: Metrics): void {
  refuseUndeclared(app)
  app.get(
    '/v1/metrics',
    {
      config: { access: platformPowers.may('system.watch').at('anywhere') },
      schema: {
        tags: ['platform'],
        summary: 'Read the metrics of the process that answers',
        description: 'The same text that Prometheus reads from `/metrics`. Counts begin when the process starts.',
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

// With SEHAT_METRICS_TOKEN the caller must send the token. Without it only the machine itself may read the metrics, and
// a request that a proxy on the machine passes on does not count as one from the machine.
function mayReadMetrics(request: FastifyRequest, config: Config): boolean {
  if (config.metricsToken) return isSameSecret(request.headers.authorization ?? '', `Bearer ${config.metricsToken}`)
  const isLocal = ['127.0.0.1', '::1', '::ffff:127.0.0.1'].includes(request.socket.remoteAddress ?? '')
  return isLocal && request.headers['x-forwarded-for'] === undefined
}
