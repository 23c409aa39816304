// Tests of the metrics: they are read from the text, and two readings give rates, durations and queues.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measure, parseMetrics, type Reading } from './metrics.ts'

test('names, labels and values are read, and comments are skipped', () => {
  const text = [
    '# HELP sehat_x What it is',
    '# TYPE sehat_x counter',
    'sehat_x{route="/v1/a",said="a \\"b\\" \\\\ c, d=e"} 3',
    'sehat_y 0.5',
    'sehat_z_bucket{le="+Inf"} 7',
    '',
  ].join('\n')
  assert.deepEqual(parseMetrics(text), [
    { name: 'sehat_x', labels: { route: '/v1/a', said: 'a "b" \\ c, d=e' }, value: 3 },
    { name: 'sehat_y', labels: {}, value: 0.5 },
    { name: 'sehat_z_bucket', labels: { le: '+Inf' }, value: 7 },
  ])
})

/** A reading of three groups of requests: those of at most 10 ms, of at most 100 ms, and longer ones. */
function reading(atMs: number, [quick, slow, longer]: [number, number, number], more = ''): Reading {
  const labels = 'method="POST",route="/v1/vaccination/bookings",status="201"'
  const name = 'sehat_http_request_duration_seconds'
  const text = `
${name}_bucket{le="0.01",${labels}} ${quick}
${name}_bucket{le="0.1",${labels}} ${quick + slow}
${name}_bucket{le="+Inf",${labels}} ${quick + slow + longer}
${name}_count{${labels}} ${quick + slow + longer}
sehat_booking_waiting 3
sehat_database_waiting 2
sehat_nodejs_eventloop_lag_seconds 0.004
${more}`
  return { atMs, samples: parseMetrics(text) }
}

test('a rate is the growth between two readings divided by the time', () => {
  const failed = 'sehat_http_request_duration_seconds_count{method="GET",route="/v1/me",status="500"}'
  const before = reading(0, [100, 0, 0], `${failed} 1\nsehat_ready_answers_total{kind="a"} 10`)
  const now = reading(2_000, [300, 0, 0], `${failed} 5\nsehat_ready_answers_total{kind="a"} 50`)
  const { requests, errors, bookings, queue, lag } = measure(before, now)
  assert.deepEqual(
    { requests, errors, bookings, queue, lag },
    { requests: 122, errors: 2, bookings: 100, queue: 5, lag: 4 },
  )
})

test('a quantile is where Prometheus puts it, from the requests between the readings only', () => {
  const before = reading(0, [1_000, 0, 0])
  const { p95, p99 } = measure(before, reading(2_000, [1_090, 10, 0]))
  assert.deepEqual([Math.round(p95 as number), Math.round(p99 as number)], [55, 91])
  assert.equal(measure(before, reading(2_000, [1_000, 0, 5])).p99, 100, 'longer than the last bound')
})

test('without requests there is no duration, and a restarted server gives no negative rate', () => {
  const before = reading(0, [500, 0, 0])
  assert.equal(measure(before, reading(2_000, [500, 0, 0])).p95, undefined)
  assert.equal(measure(before, reading(2_000, [20, 0, 0])).requests, 10)
})
