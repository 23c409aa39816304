// Measures calling the next patient: 200 queues that two processes serve at once, beside "for update skip locked".
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import type { Cell } from '../../server/src/platform/id.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { type Measured, packRequests, postText } from '../load/job.ts'
import { runLoadOnAll, type SharedOutcome } from '../load/run.ts'
import type { Server } from '../processes.ts'
import type { Findings } from '../report.ts'
import { signInStaff, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, percentile, ratios } from '../statistics.ts'
import { createQueueTables, type Line, seedQueues, verifyCalls } from './queue-seed.ts'
import type { Doctor } from './seed.ts'

const PART = 'calling'
const PROCESSES = 2
/** Each process has one connection for two queues, and each connection calls once a second. */
const CALL_EVERY_MS = 1_000
const FULL_CONNECTIONS = 32
/** More than any contender answers, so that nobody runs out of people. */
const CALLS_PER_SECOND_MAX = 4_000
const P99_MS = 15

/** Hospitals with doctors, whose queues fill in each measurement anew. */
export interface QueueGround {
  readonly stage: Stage
  readonly database: Database
  readonly doctors: readonly Doctor[]
}

interface Contender {
  readonly name: string
  readonly schema: 'appointments' | 'bench'
  readonly servers: readonly Server[]
  readonly paced: Measured[]
  readonly full: Measured[]
}

export async function measureCalling(ground: QueueGround): Promise<Findings> {
  const { stage, database, doctors } = ground
  await createQueueTables(database.pool)
  const nurses = await signInStaff(
    'nurse',
    doctors.map(({ cell, facilityId: id }) => ({ cell: cell as Cell, id })),
  )
  const sehat = await Promise.all(numbered((nth) => startSehat(stage, database, `sehat-${nth}`)))
  const others = await Promise.all(numbered((nth) => startBaseline(stage, database, nth)))
  const contenders: Contender[] = [
    { name: 'Sehat', schema: 'appointments', servers: sehat, paced: [], full: [] },
    { name: 'for update skip locked, Fastify', schema: 'bench', servers: others, paced: [], full: [] },
  ]
  let nth = 0
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const one of contenders) {
      const call = (isPaced: boolean) => () => callOnce(ground, nurses, one, { isPaced, nth: ++nth })
      one.paced.push(await stage.quiet.quietest(call(true)))
      one.full.push(await stage.quiet.quietest(call(false)))
      const p99 = percentile((one.paced.at(-1) as Measured).latenciesMs, 0.99)
      stage.say(`${PART} round ${round}: ${one.name}: p99 ${p99.toFixed(1)} ms; ${brief(one.full.at(-1) as Measured)}`)
    }
  }
  await Promise.all([...sehat, ...others].map((server) => server.stop()))
  return toFindings(doctors.length, contenders)
}

const numbered = <Value>(make: (nth: number) => Value): Value[] =>
  Array.from({ length: PROCESSES }, (_, nth) => make(nth + 1))

function startBaseline({ processes }: Stage, { url }: Database, nth: number): Promise<Server> {
  return processes.serve({
    name: `skip-locked-${nth}`,
    file: path.join(import.meta.dirname, 'queue-server.ts'),
    env: { DATABASE_URL: url },
    readyPath: '/ready',
  })
}

interface Way {
  readonly isPaced: boolean
  readonly nth: number
}

/** Both processes call from the same queues in the same order, so that they meet at each. */
async function callOnce(
  { stage, database, doctors }: QueueGround,
  nurses: ReadonlyMap<string, string>,
  { schema, servers }: Contender,
  { isPaced, nth }: Way,
): Promise<SharedOutcome> {
  const { warmUpMs, measureMs, peoplePerSecond } = stage.options
  const perSecond = isPaced ? (doctors.length * 1_000) / CALL_EVERY_MS : CALLS_PER_SECOND_MAX
  const seconds = (warmUpMs + measureMs) / 1_000
  const waiting = Math.ceil((Math.min(perSecond, peoplePerSecond) * seconds) / doctors.length) + PROCESSES
  const lines = await seedQueues(database.pool, doctors, { schema, nth, waiting })
  await stage.settle()
  const jobs = servers.map((_, process) => {
    const texts = callTexts(lines, nurses, process, Math.floor(waiting / PROCESSES))
    return {
      ...{ warmUpMs, measureMs, requests: packRequests(texts, texts.length), order: 'once' as const },
      ...{ expected: [{ status: 200, mark: '"tokenId"' }], capture: '"tokenId":"' },
      connections: isPaced ? Math.ceil(doctors.length / PROCESSES) : FULL_CONNECTIONS,
      ...(isPaced && { everyMs: CALL_EVERY_MS }),
    }
  })
  const outcome = await runLoadOnAll(stage, servers, jobs)
  await verifyCalls(database.pool, schema, lines, outcome.captured)
  return outcome
}

/** Each call goes to a room of its own, because the rooms stay occupied: nobody ends a turn here. */
function callTexts(
  lines: readonly Line[],
  nurses: ReadonlyMap<string, string>,
  process: number,
  times: number,
): string[] {
  return Array.from({ length: times }, (_, time) =>
    lines.map(({ id, facilityId }) =>
      postText(
        `/v1/appointments/queues/${id}/calls`,
        { authorization: `Bearer ${nurses.get(facilityId)}`, 'idempotency-key': randomUUID() },
        JSON.stringify({ room: `${process + 1}-${time}` }),
      ),
    ),
  ).flat()
}

function toFindings(queues: number, contenders: readonly Contender[]): Findings {
  const [sehat, other] = contenders as [Contender, Contender]
  const p99 = median(sehat.paced.map(({ latenciesMs }) => percentile(latenciesMs, 0.99)))
  const ratio = median(ratios(sehat.full.map(rateOf), other.full.map(rateOf)))
  return {
    figures: contenders.flatMap(({ name, paced, full }) => [
      figureOf(PART, `${name}: each queue calls once a second`, paced, 'calls/s'),
      figureOf(PART, `${name}: ${PROCESSES * FULL_CONNECTIONS} connections, as fast as they can`, full, 'calls/s'),
    ]),
    goals: [
      { part: PART, name: `${queues} queues busy at once, p99`, value: p99, unit: 'ms', target: P99_MS, atMost: true },
    ],
    notes: [
      `calling: ${queues} queues of as many doctors; ${PROCESSES} processes call from each of them at the same time. ` +
        `As fast as they can, Sehat makes ${ratio.toFixed(2)} times the calls of the baseline, which checks no ` +
        'rights, no room and no repeat. After every measurement SQL checked that no token was called twice and none ' +
        'out of turn, and that each answer names one that was called.',
    ],
  }
}
