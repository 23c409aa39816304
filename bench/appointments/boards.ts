// Measures the answers that everybody in a waiting hall asks for: the board of a hospital, and a place by its link.

import type { TokenId } from '../../server/src/modules/appointments/queues/contract.ts'
import { linkOf } from '../../server/src/modules/appointments/testing.ts'
import { dayInIndia } from '../../server/src/platform/clock.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { startBytes } from '../load/answers.ts'
import { getText, type LoadJob, type Measured, packRequests } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import type { Server } from '../processes.ts'
import type { Findings, Goal } from '../report.ts'
import { openInProcess, startSehat } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import type { QueueGround } from './calling.ts'
import { type Line, seedQueues } from './queue-seed.ts'

const CONNECTIONS = 64
const WAITING = 20
const TARGETS = { rate: 10_000, bytes: 0.8 }

interface Asked {
  readonly part: string
  readonly urls: readonly string[]
  readonly mark: string
}

export async function measureBoards(ground: QueueGround): Promise<Findings> {
  const { stage, database, doctors } = ground
  const lines = await seedQueues(database.pool, doctors, { schema: 'appointments', nth: 0, waiting: WAITING })
  const hospitals = [...new Set(doctors.map(({ facilityId }) => facilityId))]
  const all: Asked[] = [
    { part: 'board', urls: hospitals.map((id) => `/v1/appointments/boards/${id}`), mark: '"nowServing"' },
    { part: 'place', urls: await placeUrls(ground, lines), mark: '"before"' },
  ]
  const sehat = await startSehat(stage, database, 'sehat')
  const findings: Findings[] = []
  for (const asked of all) findings.push(await measureOne(stage, sehat, asked))
  await sehat.stop()
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [
      `board, place: one process, ${CONNECTIONS} keep-alive connections; boards of ${hospitals.length} hospitals ` +
        `with ${doctors.length} queues, and the links of all ${doctors.length * WAITING} people who wait there, at ` +
        'random. Each address was requested once before. Sehat reads the queues of each hospital anew every second; ' +
        'the bytes of the bare server never change.',
    ],
  }
}

async function placeUrls({ stage, database }: QueueGround, lines: readonly Line[]): Promise<string[]> {
  const program = await openInProcess(stage, database)
  const { keys } = program.context('appointments')
  const today = dayInIndia(new Date())
  const ids = lines.flatMap(({ tokenIds }) => tokenIds)
  const urls = ids.map((id) => `/v1/appointments/places/${linkOf(keys, id as TokenId, today)}`)
  await program.stop()
  return urls
}

async function measureOne(stage: Stage, sehat: Server, { part, urls, mark }: Asked): Promise<Findings> {
  const texts = urls.map((url) => getText(url))
  const usual: Omit<LoadJob, 'port'> = {
    ...{ connections: stage.options.connections ?? CONNECTIONS, expected: [{ status: 200, mark }], order: 'random' },
    ...{ warmUpMs: stage.options.warmUpMs, measureMs: stage.options.measureMs },
    requests: packRequests(texts, texts.length),
  }
  const first = await runLoad(stage, sehat, { ...usual, order: 'once', warmUpMs: 0, measureMs: 0 })
  const bytes = await startBytes(stage, sehat, `bytes-${part}`, urls)
  const contenders = [
    { name: 'Sehat', server: sehat, rounds: [] as Measured[] },
    { name: 'the same bytes from a map, bare node:http', server: bytes, rounds: [] as Measured[] },
  ]
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const { name, server, rounds } of contenders) {
      await stage.settle()
      rounds.push(await stage.quiet.quietest(() => runLoad(stage, server, usual)))
      stage.say(`${part} round ${round}: ${name}: ${brief(rounds.at(-1) as Measured)}`)
    }
  }
  await bytes.stop()
  const [own = [], bare = []] = contenders.map(({ rounds }) => rounds.map(rateOf))
  const goal = (name: string, value: number, unit: string, target: number): Goal => ({
    part,
    name,
    value,
    unit,
    target,
  })
  return {
    figures: [
      ...contenders.map(({ name, rounds }) => figureOf(part, name, rounds, 'answers/s')),
      figureOf(part, 'Sehat, each address for the first time', [first], 'answers/s'),
    ],
    goals: [
      goal('answers of one process', median(own), 'answers/s', TARGETS.rate),
      goal('Sehat : the same bytes from a map', median(ratios(own, bare)), 'x', TARGETS.bytes),
    ],
    notes: [],
  }
}
