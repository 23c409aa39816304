// The benchmark `dispensing`: medicines are prepared, four lines each: reserved in inventory, and charged in billing.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { assertInvariants } from '../../server/src/modules/billing/testing.ts'
import { assertStock } from '../../server/src/modules/inventory/testing.ts'
import { assertPrescriptions } from '../../server/src/modules/prescriptions/testing.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { type LoadOutcome, type Measured, packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { wants } from '../options.ts'
import type { Server } from '../processes.ts'
import type { Findings, Goal } from '../report.ts'
import { openInProcess, signInStaff, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, percentile, ratios } from '../statistics.ts'
import { createFloor, type Pharmacies, seedPharmacies } from './ground.ts'

const LINES = 4
const [PACED_PER_SECOND, P99_MS] = [50, 150]
const [FULL_CONNECTIONS, FULL_GOAL] = [64, 400]
const EVERY_MS = 1_000
/** More than any contender prepares, so that nobody runs out of requests. */
const PER_SECOND_MAX = 3_000

interface Contender {
  readonly name: string
  readonly server: Server
  readonly isSehat: boolean
}

interface Ground extends Pharmacies {
  readonly stage: Stage
  readonly database: Database
  readonly tokens: ReadonlyMap<string, string>
}

export async function runDispensing(stage: Stage): Promise<Findings> {
  const database = await stage.createDatabase('dispensing')
  const seeded = await seedPharmacies(database.pool)
  await createFloor(database.pool)
  const facilities = seeded.pharmacies.map(({ facility }) => facility)
  const ground = { ...seeded, stage, database, tokens: await signInStaff('pharmacist', facilities) }
  const contenders: readonly Contender[] = [
    { name: 'Sehat: reserve, then charge', server: await startSehat(stage, database, 'sehat'), isSehat: true },
    {
      name: 'floor: one transaction over both, without lots',
      server: await startFloor(stage, database),
      isSehat: false,
    },
  ]
  const findings: Findings[] = []
  if (wants(stage.options, 'paced')) findings.push(await compare(ground, contenders, PACED))
  if (wants(stage.options, 'spread')) findings.push(await compare(ground, contenders, SPREAD))
  const program = await openInProcess(stage, database)
  for (const check of [assertStock, assertInvariants, assertPrescriptions]) await check({ program })
  await program.stop()
  await Promise.all(contenders.map(({ server }) => server.stop()))
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [
      ...findings.flatMap(({ notes }) => notes),
      'Afterwards stock, reservations, dispenses and charges agreed: the invariants of three modules hold.',
      stage.quiet.note(),
    ],
  }
}

const startFloor = ({ processes }: Stage, { url }: Database): Promise<Server> =>
  processes.serve({
    name: 'floor',
    file: path.join(import.meta.dirname, 'floor-server.ts'),
    env: { DATABASE_URL: url },
    readyPath: '/ready',
  })

interface Part {
  readonly part: string
  readonly connections: number
  readonly isPaced: boolean
  toGoal(sehat: readonly Measured[]): Omit<Goal, 'part'>
}

const PACED: Part = {
  ...{ part: 'paced', connections: PACED_PER_SECOND, isPaced: true },
  toGoal: (sehat) => {
    const value = median(sehat.map(({ latenciesMs }) => percentile(latenciesMs, 0.99)))
    return { name: `${PACED_PER_SECOND} a second, p99`, value, unit: 'ms', target: P99_MS, atMost: true }
  },
}

const SPREAD: Part = {
  ...{ part: 'spread', connections: FULL_CONNECTIONS, isPaced: false },
  toGoal: (sehat) => ({
    ...{ name: 'prepared', value: median(sehat.map(rateOf)), unit: 'dispenses/s', target: FULL_GOAL },
  }),
}

async function compare(ground: Ground, contenders: readonly Contender[], one: Part): Promise<Findings> {
  const { stage, pharmacies, items } = ground
  const rounds = contenders.map((): Measured[] => [])
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const [nth, contender] of contenders.entries()) {
      const measured = await stage.quiet.quietest(() => prepareMany(ground, contender, one))
      rounds[nth]?.push(measured)
      stage.say(`${one.part} round ${round}: ${contender.name}: ${brief(measured)}`)
    }
  }
  const [sehat, floor] = rounds as [Measured[], Measured[]]
  const ratio = median(ratios(sehat.map(rateOf), floor.map(rateOf)))
  return {
    figures: contenders.map(({ name }, nth) => figureOf(one.part, name, rounds[nth] as Measured[], 'dispenses/s')),
    goals: [{ part: one.part, ...one.toGoal(sehat) }],
    notes: [
      `${one.part}: ${LINES} lines each, over the counter, ${pharmacies.length} pharmacies with ${items.length} ` +
        `medicines; ${one.connections} connections${one.isPaced ? ', each asks once a second' : ''}. ` +
        `Sehat prepares ${ratio.toFixed(2)} times what the floor does.`,
    ],
  }
}

async function prepareMany(ground: Ground, { server, isSehat }: Contender, one: Part): Promise<LoadOutcome> {
  const { stage, database } = ground
  const { warmUpMs, measureMs, peoplePerSecond } = stage.options
  const perSecond = one.isPaced ? PACED_PER_SECOND * 2 : Math.min(PER_SECOND_MAX, peoplePerSecond)
  const texts = requestsOf(ground, Math.ceil(perSecond * ((warmUpMs + measureMs) / 1_000)) + one.connections)
  await stage.settle()
  const outcome = await runLoad(stage, server, {
    ...{ warmUpMs, measureMs, connections: one.connections, order: 'once' },
    ...{ requests: packRequests(texts, texts.length), capture: '"dispenseId":"' },
    expected: [{ status: 201, mark: '"CHARGED"' }],
    ...(one.isPaced && { everyMs: EVERY_MS }),
  })
  if (isSehat) await verify(database, outcome.captured)
  return outcome
}

/** Each asks a pharmacy for four medicines that stand beside each other. */
const requestsOf = ({ pharmacies, items, tokens }: Ground, count: number): string[] =>
  Array.from({ length: count }, (_, nth) => {
    const { facility, storeId } = pharmacies[nth % pharmacies.length] as Pharmacies['pharmacies'][0]
    const lines = Array.from({ length: LINES }, (_line, line) => {
      return { itemCode: items[(nth * LINES + line) % items.length] as string, quantity: line + 1 }
    })
    const headers = { authorization: `Bearer ${tokens.get(facility.id)}`, 'idempotency-key': randomUUID() }
    return postText('/v1/dispenses', headers, JSON.stringify({ storeId, lines }))
  })

/** Throws when an answer is not a dispense that is charged. */
async function verify({ pool }: Database, prepared: readonly string[]): Promise<void> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*)::int from prescriptions.dispenses d where id = any($1::uuid[]) and status = 'CHARGED'
       and ${LINES} = (select count(*) from billing.charges c where c.charge_group = d.charge_group)`,
    [prepared],
  )
  if (rows[0]?.count !== prepared.length) throw new Error(`${prepared.length} answers, ${rows[0]?.count} dispenses`)
}
