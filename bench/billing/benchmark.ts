// The benchmark `billing`: invoices a second, in one series and spread over many, beside two other ways to number.
import { randomUUID } from 'node:crypto'
import path from 'node:path'
import { assertInvariants } from '../../server/src/modules/billing/testing.ts'
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import type { Place } from '../booking/seed.ts'
import { type LoadOutcome, type Measured, packRequests, postText } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import { wants } from '../options.ts'
import type { Server } from '../processes.ts'
import type { Findings } from '../report.ts'
import { openInProcess, signInStaff, startSehat } from '../sehat.ts'
import type { Database, Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import { createBillTables, type OpenCharge, type Schema, seedCharges, seedIssuers } from './ground.ts'

const CONNECTIONS = 64
const [ONE_GOAL, SPREAD_GOAL] = [300, 1_500]
const SERIES = 100
/** More than any contender issues, so that nobody runs out of charges. */
const INVOICES_PER_SECOND_MAX = 4_000

interface Contender {
  readonly name: string
  readonly schema: Schema
  readonly server: Server
  /** Whether its numbers have no gap. A sequence skips the number of a transaction that failed. */
  readonly isWhole: boolean
}

interface Ground {
  readonly stage: Stage
  readonly database: Database
  readonly tokens: ReadonlyMap<string, string>
}

export async function runBilling(stage: Stage): Promise<Findings> {
  const database = await stage.createDatabase('billing')
  const facilities = await seedIssuers(database.pool, SERIES)
  await createBillTables(database.pool)
  const ground = { stage, database, tokens: await signInStaff('cashier', facilities) }
  const baseline = (numbers: 'sequence' | 'max') =>
    stage.processes.serve({
      name: `invoices-${numbers}`,
      file: path.join(import.meta.dirname, 'invoice-server.ts'),
      env: { DATABASE_URL: database.url, BENCH_NUMBERS: numbers },
      readyPath: '/ready',
    })
  const contenders: readonly Contender[] = [
    { name: 'Sehat', schema: 'billing', server: await startSehat(stage, database, 'sehat'), isWhole: true },
    { name: 'a sequence, which leaves gaps', schema: 'bench', server: await baseline('sequence'), isWhole: false },
    { name: 'the largest number and one, tried again', schema: 'bench', server: await baseline('max'), isWhole: true },
  ]
  const findings: Findings[] = []
  const parts = [
    { part: 'one series', facilities: facilities.slice(0, 1), goal: ONE_GOAL },
    { part: 'spread', facilities, goal: SPREAD_GOAL },
  ]
  for (const one of parts) if (wants(stage.options, one.part)) findings.push(await compare(ground, contenders, one))
  const program = await openInProcess(stage, database)
  await assertInvariants({ program })
  await program.stop()
  await Promise.all(contenders.map(({ server }) => server.stop()))
  await stage.dropDatabase(database)
  return {
    figures: findings.flatMap(({ figures }) => figures),
    goals: findings.flatMap(({ goals }) => goals),
    notes: [...findings.flatMap(({ notes }) => notes), stage.quiet.note()],
  }
}

interface Part {
  readonly part: string
  readonly facilities: readonly Place[]
  readonly goal: number
}

async function compare(ground: Ground, contenders: readonly Contender[], one: Part): Promise<Findings> {
  const { stage } = ground
  const { part, goal, facilities } = one
  const rounds = contenders.map((): Measured[] => [])
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const [nth, contender] of contenders.entries()) {
      const measured = await stage.quiet.quietest(() => issueMany(ground, contender, one))
      rounds[nth]?.push(measured)
      stage.say(`${part} round ${round}: ${contender.name}: ${brief(measured)}`)
    }
  }
  const [sehat, bound] = rounds as [Measured[], Measured[]]
  const ratio = median(ratios(sehat.map(rateOf), bound.map(rateOf)))
  return {
    figures: contenders.map(({ name }, nth) => figureOf(part, name, rounds[nth] as Measured[], 'invoices/s')),
    goals: [{ part, name: 'invoices', value: median(sehat.map(rateOf)), unit: 'invoices/s', target: goal }],
    notes: [
      `${part}: one charge an invoice, ${facilities.length} series, ${CONNECTIONS} connections. Sehat issues ` +
        `${ratio.toFixed(2)} times what the sequence does, which checks no rights, prices or taxes. After each ` +
        'measurement SQL checked that each answer is one invoice, and that no number is missing.',
    ],
  }
}

async function issueMany(ground: Ground, { schema, server, isWhole }: Contender, one: Part): Promise<LoadOutcome> {
  const { stage, database, tokens } = ground
  const { warmUpMs, measureMs, peoplePerSecond } = stage.options
  const seconds = (warmUpMs + measureMs) / 1_000
  // A baseline has no memory of the one before it.
  if (schema === 'bench') await database.pool.query('truncate bench.charges, bench.invoices, bench.invoice_lines')
  const count = Math.ceil(Math.min(INVOICES_PER_SECOND_MAX, peoplePerSecond) * seconds)
  const before = await countInvoices(database, schema)
  const charges = await seedCharges(database.pool, schema, one.facilities, count)
  const outcome = await runLoad(stage, server, {
    ...{ warmUpMs, measureMs, connections: CONNECTIONS, order: 'once' },
    requests: packRequests(requestsOf(charges, tokens), charges.length),
    expected: [{ status: 201, mark: '"invoiceId"' }],
    capture: '"invoiceId":"',
  })
  await verify(database, schema, { issued: outcome.captured, before, isWhole })
  return outcome
}

const requestsOf = (charges: readonly OpenCharge[], tokens: ReadonlyMap<string, string>): string[] =>
  charges.map(({ id, facility }) =>
    postText(
      '/v1/billing/invoices',
      { authorization: `Bearer ${tokens.get(facility.id)}`, 'idempotency-key': randomUUID() },
      JSON.stringify({ chargeIds: [id] }),
    ),
  )

async function countInvoices({ pool }: Database, schema: Schema): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(`select count(*)::int from ${schema}.invoices`)
  return rows[0]?.count as number
}

interface Wanted {
  readonly issued: readonly string[]
  /** How many invoices there were before. */
  readonly before: number
  readonly isWhole: boolean
}

/** Throws when an answer is no invoice, an invoice has no answer, or a series has a gap. */
async function verify(database: Database, schema: Schema, { issued, before, isWhole }: Wanted): Promise<void> {
  const { rows } = await database.pool.query<{ answered: number; gaps: number }>(
    `select
       (select count(*)::int from ${schema}.invoices where id = any($1::uuid[])) as answered,
       (select count(*)::int from (
          select from ${schema}.invoices group by cell, facility_id, series, fy
          having max(seq) <> count(*) or min(seq) <> 1) series) as gaps`,
    [issued],
  )
  const { answered, gaps } = rows[0] as { answered: number; gaps: number }
  const made = (await countInvoices(database, schema)) - before
  if (answered !== issued.length || made !== issued.length || (isWhole && gaps > 0)) {
    throw new Error(`${issued.length} answers, ${answered} of them invoices, ${made} invoices, ${gaps} gaps`)
  }
}
