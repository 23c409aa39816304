// Reads the metrics of a server (Prometheus text) and computes figures per second between two readings.

export interface Sample {
  readonly name: string
  readonly labels: Readonly<Record<string, string>>
  readonly value: number
}

const LINE = /^([A-Za-z_:][\w:]*)(?:\{(.*)\})? (\S+)/
const LABEL = /([A-Za-z_]\w*)="((?:[^"\\]|\\.)*)"/g

export function parseMetrics(text: string): Sample[] {
  return text.split('\n').flatMap((line) => {
    const match = LINE.exec(line)
    if (!match) return []
    const labels = [...(match[2] ?? '').matchAll(LABEL)].map(([, name, value]) => [name, unescaped(value as string)])
    return [{ name: match[1] as string, labels: Object.fromEntries(labels), value: toNumber(match[3] as string) }]
  })
}

const unescaped = (text: string): string => text.replace(/\\(.)/g, (_all, letter) => (letter === 'n' ? '\n' : letter))
const toNumber = (text: string): number => (text === '+Inf' ? Number.POSITIVE_INFINITY : Number(text))

/** One reading of a server at one moment. */
export interface Reading {
  readonly atMs: number
  readonly samples: readonly Sample[]
}

export const MEASURES = ['requests', 'errors', 'p95', 'p99', 'queue', 'bookings', 'lag'] as const
export type Measure = (typeof MEASURES)[number]
export type Measured = { readonly atMs: number } & { readonly [Name in Measure]: number | undefined }

const DURATION = 'sehat_http_request_duration_seconds'
const BOOKING = { method: 'POST', route: '/v1/vaccination/bookings', status: '201' }

/** The figures between two readings. Undefined when nothing was measured: without requests there is no duration. */
export function measure(before: Reading, now: Reading): Measured {
  const seconds = (now.atMs - before.atMs) / 1_000
  const rate = (name: string, fits: (labels: Sample['labels']) => boolean = () => true): number =>
    growth(before, now, name, fits) / seconds
  const gauge = (name: string) => now.samples.find((sample) => sample.name === name)?.value
  const queues = now.samples.filter(({ name }) => /^sehat_(booking|link_requests|database)_waiting$/.test(name))
  const lag = gauge('sehat_nodejs_eventloop_lag_seconds')
  return {
    atMs: now.atMs,
    // Answers that were ready are sent before routing, so the server counts them separately.
    requests: rate(`${DURATION}_count`) + rate('sehat_ready_answers_total'),
    errors: rate(`${DURATION}_count`, ({ status }) => /^5/.test(status ?? '')),
    p95: quantile(before, now, 0.95),
    p99: quantile(before, now, 0.99),
    queue: queues.reduce((sum, { value }) => sum + value, 0),
    bookings: rate(`${DURATION}_count`, (labels) =>
      Object.entries(BOOKING).every(([name, value]) => labels[name] === value),
    ),
    lag: lag === undefined ? undefined : lag * 1_000,
  }
}

// A counter that became smaller belongs to a restarted server, and counts from zero.
function growth(before: Reading, now: Reading, name: string, fits: (labels: Sample['labels']) => boolean): number {
  const sum = ({ samples }: Reading) =>
    samples.reduce((total, sample) => (sample.name === name && fits(sample.labels) ? total + sample.value : total), 0)
  const [then, later] = [sum(before), sum(now)]
  return later >= then ? later - then : later
}

/** The milliseconds in which this part of the requests was answered, from the histogram, computed like Prometheus. */
function quantile(before: Reading, now: Reading, part: number): number | undefined {
  const bounds = [
    ...new Set(now.samples.flatMap(({ name, labels }) => (name === `${DURATION}_bucket` ? [labels.le ?? ''] : []))),
  ].toSorted((a, b) => toNumber(a) - toNumber(b))
  const counts = bounds.map((bound) => growth(before, now, `${DURATION}_bucket`, ({ le }) => le === bound))
  const total = counts.at(-1) ?? 0
  if (total === 0) return undefined
  const rank = part * total
  const nth = counts.findIndex((count) => count >= rank)
  const above = toNumber(bounds[nth] as string)
  const below = nth === 0 ? 0 : toNumber(bounds[nth - 1] as string)
  // Above the last bound, we know only that the request took longer.
  if (above === Number.POSITIVE_INFINITY) return below * 1_000
  const under = nth === 0 ? 0 : (counts[nth - 1] as number)
  const inside = (counts[nth] as number) - under
  return (below + (above - below) * (inside === 0 ? 1 : (rank - under) / inside)) * 1_000
}
