// Prometheus metrics: the prefix is sehat_, the units are base units, and labels contain no ids and no personal data.
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

export interface Metrics {
  readonly registry: Registry
  /** Adds one finished request. `route` is the pattern and never the address. */
  observeRequest(method: string, route: string, status: number, durationSeconds: number): void
  counter(name: string, help: string, labels?: string[]): Counter
  /** A counter that `read` reads from its owner, for events too frequent to report one by one. */
  tally(name: string, help: string, read: () => { labels: Record<string, string>; count: number }[]): void
  gauge(name: string, help: string, collect: () => number): Gauge
  histogram(name: string, help: string, buckets: number[]): Histogram
}

export function openMetrics(): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'sehat_' })
  const durations = new Histogram({
    name: 'sehat_http_request_duration_seconds',
    help: 'Time from a request to its answer',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  // `labels()` hashes the labels each time. This map needs only one look-up for each request.
  const children = new Map<string, { observe(value: number): void }>()
  return {
    registry,
    observeRequest(method, route, status, durationSeconds) {
      const key = `${method} ${route} ${status}`
      let child = children.get(key)
      if (!child) {
        child = durations.labels(method, route, String(status))
        children.set(key, child)
      }
      child.observe(durationSeconds)
    },
    counter: (name, help, labels = []) =>
      new Counter({ name: `sehat_${name}`, help, labelNames: labels, registers: [registry] }),
    tally(name, help, read) {
      new Counter({
        name: `sehat_${name}`,
        help,
        labelNames: [...new Set(read().flatMap(({ labels }) => Object.keys(labels)))],
        registers: [registry],
        collect() {
          this.reset()
          for (const { labels, count } of read()) this.inc(labels, count)
        },
      })
    },
    gauge: (name, help, collect) =>
      new Gauge({
        name: `sehat_${name}`,
        help,
        registers: [registry],
        collect() {
          this.set(collect())
        },
      }),
    histogram: (name, help, buckets) => new Histogram({ name: `sehat_${name}`, help, buckets, registers: [registry] }),
  }
}
