// The command `npm run bench`: lists the benchmarks, or runs one and prints its results.

import { FLAG_LINES, FlagError, readOptions } from './options.ts'
import { describeMachine, type Findings, isReached, type Report, toJson, toText, writeResults } from './report.ts'
import type { Stage } from './stage.ts'

interface Benchmark {
  readonly summary: string
  readonly load: () => Promise<(stage: Stage) => Promise<Findings>>
}

const benchmarks: Readonly<Record<string, Benchmark>> = {
  booking: {
    summary:
      'bookings: one hot session, 2,000 sessions, a rush on 500 seats, growth (parts: hot, spread, rush, growth)',
    load: async () => (await import('./booking/benchmark.ts')).runBooking,
  },
  availability: {
    summary: 'availability by PIN code, and the memory that a million sessions need (parts: pin, memory)',
    load: async () => (await import('./availability/benchmark.ts')).runAvailability,
  },
  appointments: {
    summary: 'appointments with doctors (parts: hot, spread, search, calling, board, cache-lock, away, growth)',
    load: async () => (await import('./appointments/benchmark.ts')).runAppointments,
  },
  ledger: {
    summary: 'movements of stock: over 1,000 lots, on one lot, and floors (parts: spread, one lot, sum of all)',
    load: async () => (await import('./ledger/benchmark.ts')).runLedger,
  },
  dispensing: {
    summary: 'medicines: reserved and charged, four lines each, beside one transaction (parts: paced, spread)',
    load: async () => (await import('./dispensing/benchmark.ts')).runDispensing,
  },
  billing: {
    summary: 'invoices: in one series and over 100, beside a sequence and max + 1 (parts: one series, spread)',
    load: async () => (await import('./billing/benchmark.ts')).runBilling,
  },
  documents: {
    summary:
      'documents: who may read, a grant that ends, 1 GiB up and down beside bare HTTP (parts: rights, revoked, file)',
    load: async () => (await import('./documents/benchmark.ts')).runDocuments,
  },
  notifications: {
    summary: 'messages: from the event to the gateway, and 100,000 reminders at once (parts: events, reminders)',
    load: async () => (await import('./notifications/benchmark.ts')).runNotifications,
  },
  matching: {
    summary: 'the patient matcher: FEBRL, and a made-up country with families and twins (parts: febrl, kinds, country)',
    load: async () => (await import('./matching/benchmark.ts')).runMatching,
  },
  'sign-in': {
    summary: 'sign-in: whether a flood of sign-ins slows other requests (part: flood)',
    load: async () => (await import('./sign-in/benchmark.ts')).runSignIn,
  },
  linkage: {
    summary: 'linking with outside systems: acknowledge and end-to-end times at 500 requests/s, links/s',
    load: async () => (await import('./linkage/benchmark.ts')).runLinkage,
  },
}

/** Exit code: the benchmark ran, but missed a goal. */
const GOAL_MISSED = 2

const [name, ...args] = process.argv.slice(2)
const benchmark = name === undefined ? undefined : benchmarks[name]

if (benchmark) process.exitCode = await run(name as string, benchmark)
else list()

function list(): void {
  console.log('npm run bench -- <name> [flags]\n')
  for (const [key, { summary }] of Object.entries(benchmarks)) console.log(`  ${key.padEnd(15)}${summary}`)
  console.log(`\n${FLAG_LINES.map((line) => `  ${line}`).join('\n')}`)
  if (name !== undefined) {
    console.error(`\nThere is no benchmark "${name}". Use one of the names above.`)
    process.exitCode = 1
  }
}

async function run(key: string, { load }: Benchmark): Promise<number> {
  let opening: Promise<Stage> | undefined
  let isStopping = false
  const close = (): Promise<void> | undefined =>
    opening?.then(
      (stage) => stage.close(),
      () => {},
    )
  const stopOnSignal = async (): Promise<void> => {
    isStopping = true
    console.error('\nstopping ...')
    await close()
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => void stopOnSignal())
  try {
    const options = readOptions(args)
    const startedAt = new Date()
    const say = (text: string): void => {
      const seconds = ((Date.now() - startedAt.getTime()) / 1000).toFixed(0)
      process.stderr.write(`${seconds.padStart(5)} s  ${text}\n`)
    }
    const { openStage } = await import('./stage.ts')
    const measure = await load()
    const machine = describeMachine()
    opening = openStage(options, say)
    const stage = await opening
    const findings = await measure(stage)
    const report: Report = {
      benchmark: key,
      command: ['npm run bench --', key, ...args].join(' '),
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      machine: { ...machine, postgres: stage.postgresVersion },
      ...findings,
    }
    console.log(options.json ? toJson(report) : toText(report))
    if (options.write) writeResults(report)
    return report.goals.every(isReached) ? 0 : GOAL_MISSED
  } catch (error) {
    if (!isStopping) console.error(error instanceof FlagError ? `bench: ${error.message}` : error)
    return 1
  } finally {
    await close()
  }
}
