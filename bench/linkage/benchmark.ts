// The benchmark `linkage`: measures how soon Sehat acknowledges a request, and how soon the callback arrives.
import { randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openAuth } from '../../server/src/platform/auth.ts'
import { systemClock } from '../../server/src/platform/clock.ts'
import { newId } from '../../server/src/platform/id.ts'
import { openKeys } from '../../server/src/platform/keys.ts'
import { type CpuCost, costOf } from '../cpu.ts'
import type { Server } from '../processes.ts'
import { PROFILE_FLAGS, profiled } from '../profile.ts'
import type { Figure, Findings, Goal } from '../report.ts'
import { waitsOf } from '../sehat.ts'
import { type Database, repository, type Stage } from '../stage.ts'
import { median, percentile } from '../statistics.ts'
import type { Answered, LoopAnswer, LoopQuestion } from './open-loop.ts'

const RATE = 500
const QUICK_RATE = 100
const ACKNOWLEDGE_P99_MS = 10
const CONNECTIONS = 64
const CALLBACKS_WITHIN_MS = 120_000
const SECRET = randomBytes(32).toString('base64')
const IDENTIFIER_KEY = randomBytes(32).toString('base64')

interface Outside {
  readonly indexUrl: string
  readonly hookUrl: string
  /** When the first callback of each workflow arrived, in milliseconds on the clock of the machine. */
  readonly arrivedAtMs: Map<string, number>
  close(): void
}

interface Search {
  readonly patient: { readonly full_name: string }
}

/** Opens a patient index and a receiver. Both answer at once, so that the benchmark measures only Sehat. */
async function openOutside(): Promise<Outside> {
  const arrivedAtMs = new Map<string, number>()
  const server = createServer((request, response) => {
    void read(request).then((text) => {
      if (request.url === '/hook') {
        const id = (JSON.parse(text) as { data: { 'workflow-id': string } }).data['workflow-id']
        if (!arrivedAtMs.has(id)) arrivedAtMs.set(id, performance.timeOrigin + performance.now())
        response.writeHead(204).end()
      } else {
        const { searches } = JSON.parse(text) as { searches: Search[] }
        const answers = searches.map(({ patient, ...ids }) => ({
          ...{ ...ids, candidates: [{ 'patient-id': `p-${patient.full_name.split(' ')[1]}`, grade: 'certain' }] },
        }))
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ answers }))
      }
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    indexUrl: `${url}/search`,
    hookUrl: `${url}/hook`,
    arrivedAtMs,
    close() {
      server.close()
      server.closeAllConnections()
    },
  }
}

async function read(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
  return Buffer.concat(parts).toString('utf8')
}

function serve(stage: Stage, { url }: Database, { indexUrl }: Outside, role: 'web' | 'worker'): Promise<Server> {
  return stage.processes.serve({
    name: `sehat-${role}`,
    file: path.join(repository, 'server/src/main.ts'),
    args: ['serve'],
    nodeFlags: stage.options.profile ? PROFILE_FLAGS : [],
    env: {
      ...{ DATABASE_URL: url, ROLE: role, SEHAT_HOME: stage.folder, SEHAT_DEMO: 'off', SEHAT_RATE_LIMITS: 'off' },
      ...{ SEHAT_SECRET: SECRET, SEHAT_IDENTIFIER_KEY: IDENTIFIER_KEY, SEHAT_LINKAGE_ALLOW_LOOPBACK: 'on' },
      ...{
        SEHAT_LINKAGE_INDEX: 'http',
        SEHAT_LINKAGE_INDEX_URL: indexUrl,
        SEHAT_LINKAGE_INDEX_AT_ONCE: '64',
        ...waitsOf(stage.options),
      },
    },
    readyPath: '/health/ready',
  })
}

async function onboard({ port }: Server, webhook: string): Promise<string> {
  const auth = await openAuth(openKeys(SECRET, IDENTIFIER_KEY), systemClock)
  const admin = await auth.sign({ accountId: newId(0), sessionId: newId(0), roles: ['national-admin'] }, 600)
  const post = async (url: string, body: object, headers: Record<string, string> = {}) => {
    const response = await fetch(`http://127.0.0.1:${port}${url}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
    if (!response.ok) throw new Error(`${url} answered ${response.status}: ${await response.text()}`)
    return (await response.json()) as Record<string, string>
  }
  const settings = { name: 'Bench', webhook, limits: { 'requests-per-second': 100_000, 'callbacks-at-once': 64 } }
  const made = await post('/v1/customers', settings, { authorization: `Bearer ${admin}` })
  const { 'customer-id': id, secret } = made
  return (await post('/v1/customers/token', { 'customer-id': id, secret }))['customer-token'] as string
}

interface Run {
  readonly acknowledgedMs: Float64Array
  readonly endToEndMs: Float64Array
  readonly linksPerSecond: number
  readonly cpu: CpuCost
}

interface Ground {
  readonly stage: Stage
  readonly outside: Outside
  readonly web: Server
  readonly worker: Server
}

async function measure(ground: Ground, question: LoopQuestion, skipMs: number): Promise<Run> {
  const { stage, outside, web, worker } = ground
  const pids = { servers: [web.pid, worker.pid], database: stage.postgresPid }
  const file = path.join(import.meta.dirname, 'open-loop.ts')
  // Measure until the last callback has arrived, so that the cost of a request includes its whole workflow.
  const { answered, cpu } = await costOf(pids, async () => {
    const answer = await stage.processes.ask<LoopQuestion, LoopAnswer>(file, question)
    const { refused } = answer
    if (Object.keys(refused).length > 0) throw new Error(`Requests were refused: ${JSON.stringify(refused)}`)
    await untilArrived(outside, answer.answered)
    return answer
  })
  const startMs = Math.min(...answered.map(({ dueAtMs }) => dueAtMs))
  const counted = answered.filter(({ dueAtMs }) => dueAtMs >= startMs + skipMs)
  const arrival = ({ workflowId }: Answered): number => outside.arrivedAtMs.get(workflowId) as number
  const lastMs = Math.max(...answered.map(arrival))
  return {
    acknowledgedMs: Float64Array.from(counted, ({ tookMs }) => tookMs).sort(),
    endToEndMs: Float64Array.from(counted, (one) => arrival(one) - one.dueAtMs).sort(),
    linksPerSecond: (answered.length * 1_000) / (lastMs - startMs),
    cpu,
  }
}

async function untilArrived({ arrivedAtMs }: Outside, answered: readonly Answered[]): Promise<void> {
  const endMs = performance.now() + CALLBACKS_WITHIN_MS
  while (answered.some(({ workflowId }) => !arrivedAtMs.has(workflowId))) {
    if (performance.now() > endMs) throw new Error('Some callbacks did not arrive')
    await sleep(50)
  }
}

/** Checks in the database that each workflow is COMPLETED and has one live mapping. Throws after two minutes. */
async function verify({ pool }: Database, expected: number): Promise<void> {
  const ended = "select count(*)::int as count from linkage.workflows where status = 'COMPLETED' and outcome = 'LINKED'"
  const live = 'select count(*)::int as count from linkage.patient_mappings where is_live'
  const endMs = performance.now() + CALLBACKS_WITHIN_MS
  while (performance.now() < endMs) {
    const counts = await Promise.all([ended, live].map((text) => pool.query<{ count: number }>(text)))
    if (counts.every(({ rows }) => rows[0]?.count === expected)) return
    await sleep(100)
  }
  throw new Error(`Not all of the ${expected} workflows are COMPLETED with a mapping`)
}

export async function runLinkage(stage: Stage): Promise<Findings> {
  const outside = await openOutside()
  try {
    return await measureAll(stage, outside)
  } finally {
    outside.close()
  }
}

async function measureAll(stage: Stage, outside: Outside): Promise<Findings> {
  const { rounds, measureMs, warmUpMs, quick, profile } = stage.options
  const database = await stage.createDatabase('linkage')
  const web = await serve(stage, database, outside, 'web')
  const worker = await serve(stage, database, outside, 'worker')
  const ground: Ground = { stage, outside, web, worker }
  const token = await onboard(web, outside.hookUrl)
  const base = { port: web.port, token, connections: CONNECTIONS }
  const rate = quick ? QUICK_RATE : RATE
  const steadyCount = Math.round((rate * (warmUpMs + measureMs)) / 1_000)
  const burstCount = quick ? 100 : 5_000
  const steady: Run[] = []
  const bursts: Run[] = []
  for (let round = 1; round <= rounds; round++) {
    // Run the burst first. It warms up the processes: their code is slow until Node has compiled it.
    bursts.push(await measure(ground, { ...base, rate: 0, count: burstCount, name: `b${round}` }, 0))
    stage.say(`round ${round}: ${Math.round(bursts.at(-1)?.linksPerSecond ?? 0)} links/s`)
    await stage.settle()
    const timetable = { ...base, rate, count: steadyCount, name: `s${round}` }
    steady.push(await measure(ground, timetable, warmUpMs))
    const { acknowledgedMs } = steady.at(-1) as Run
    stage.say(`round ${round}: acknowledged p99 ${percentile(acknowledgedMs, 0.99).toFixed(1)} ms`)
    await stage.settle()
  }
  if (profile) {
    for (const [at, { logFile }] of [web, worker].entries()) {
      const timetable = { ...base, rate, count: steadyCount, name: `p${at}` }
      const { lines } = await profiled(logFile, () => measure(ground, timetable, 0))
      for (const line of lines) stage.say(line)
    }
  }
  await verify(database, rounds * (steadyCount + burstCount) + (profile ? 2 * steadyCount : 0))
  await Promise.all([web.stop(), worker.stop()])
  return toFindings(steady, bursts, { rate, burstCount })
}

function medianCost(runs: readonly Run[]): CpuCost {
  const cost = (of: keyof CpuCost): number => median(runs.map(({ cpu }) => cpu[of]))
  return {
    server: cost('server'),
    database: cost('database'),
    load: cost('load'),
    othersShare: cost('othersShare'),
  }
}

function toFindings(
  steady: readonly Run[],
  bursts: readonly Run[],
  { rate, burstCount }: { rate: number; burstCount: number },
): Findings {
  const all = (pick: (run: Run) => Float64Array): Float64Array =>
    Float64Array.from(steady.flatMap((run) => [...pick(run)])).sort()
  const timed = (name: string, pick: (run: Run) => Float64Array): Figure => ({
    ...{ part: 'steady', name, unit: 'ms (p99)' },
    rounds: steady.map((run) => percentile(pick(run), 0.99)),
    p50Ms: percentile(all(pick), 0.5),
    p99Ms: percentile(all(pick), 0.99),
  })
  const acknowledged = timed(`acknowledged, at ${rate} requests/s`, (run) => run.acknowledgedMs)
  const endToEnd = timed('from the request to the callback', (run) => run.endToEndMs)
  const throughput: Figure = {
    ...{ part: 'burst', name: `${burstCount} requests at once, to the last callback`, unit: 'links/s' },
    rounds: bursts.map(({ linksPerSecond }) => linksPerSecond),
    cpu: medianCost(bursts),
  }
  const goal: Goal = {
    ...{ part: 'steady', name: `acknowledge p99 at ${rate} requests/s`, unit: 'ms', atMost: true },
    value: acknowledged.p99Ms as number,
    target: ACKNOWLEDGE_P99_MS,
  }
  return {
    figures: [acknowledged, endToEnd, throughput],
    goals: [goal],
    notes: [
      'One web process and one worker; load generator, index, receiver and PostgreSQL are on the same machine.',
      'The outside index answers at once. The benchmark `matching` measures the cost of a search.',
      'Times count from the timetable, so they include waiting for a connection. The goal is over all rounds.',
      'Afterwards each workflow was COMPLETED, with one live mapping, and its callback had arrived.',
    ],
  }
}
