// The flags of a benchmark run.
import { parseArgs } from 'node:util'

export interface BenchOptions {
  readonly json: boolean
  readonly write: boolean
  readonly quick: boolean
  /** Takes a CPU profile of Sehat for each part, and names the functions that took the most time. */
  readonly profile: boolean
  /** Measures Sehat without its baselines, for developers of the server. */
  readonly alone: boolean
  /** Waits for no quiet machine and repeats nothing. When others use the machine, only ratios mean something. */
  readonly busy: boolean
  readonly rounds: number
  /** How often to repeat a measurement at most while other programs disturb it. */
  readonly tries: number
  readonly connections: number | undefined
  readonly measureMs: number
  readonly warmUpMs: number
  /** How many people a booking run has for each second. It ends sooner if Sehat answers more. */
  readonly peoplePerSecond: number
  readonly growthRows: number
  /** People in the index of the benchmark `matching`. */
  readonly rows: number | undefined
  /** Makes other people and other faults in the benchmark `matching`. */
  readonly seed: number
  /** Parts to run; empty for all. */
  readonly only: readonly string[]
}

/** A wrong flag. Its message is one line. */
export class FlagError extends Error {}

const FLAGS = {
  json: { type: 'boolean', default: false },
  write: { type: 'boolean', default: false },
  quick: { type: 'boolean', default: false },
  profile: { type: 'boolean', default: false },
  alone: { type: 'boolean', default: false },
  busy: { type: 'boolean', default: false },
  rounds: { type: 'string' },
  tries: { type: 'string' },
  connections: { type: 'string' },
  seconds: { type: 'string' },
  people: { type: 'string' },
  'growth-rows': { type: 'string' },
  rows: { type: 'string' },
  seed: { type: 'string' },
  only: { type: 'string' },
} as const

export const FLAG_LINES = [
  '--json             print one JSON document, and nothing else, on standard output',
  '--write            write the result into bench/RESULTS.md',
  '--quick            one short round with small data: shows that everything works, measures nothing',
  '--busy             do not wait for a quiet machine, and repeat nothing: only ratios and CPU times mean something',
  '--rounds N         number of rounds; each round measures all contenders in turn (3)',
  '--tries N          repeat a measurement that other programs disturb, at most so often (3)',
  '--seconds N        length of a measurement (8)',
  '--connections N    connections that the load generator keeps open (booking 256; availability 64)',
  '--only a,b         run only these parts',
  '--people N         people for each second of a booking run; if Sehat answers more, the run ends sooner (10000)',
  '--growth-rows N    bookings or appointments that are stored before the part growth (10000000)',
  '--rows N           people in the index of matching (100000 and 1000000; if N is larger, also N)',
  '--seed N         other people and other faults in matching: choose a setting on one seed, report it on another',
  '--alone            measure Sehat without its baselines, for work on the server',
  '--profile          take a CPU profile of Sehat and list its functions by self time',
]

export function readOptions(args: readonly string[]): BenchOptions {
  const values = parse(args)
  const quick = values.quick
  return {
    json: values.json,
    write: values.write,
    quick,
    profile: values.profile,
    alone: values.alone,
    busy: values.busy,
    rounds: whole('rounds', values.rounds, quick ? 1 : 3, 100),
    tries: whole('tries', values.tries, quick || values.busy ? 1 : 3, 20),
    connections: values.connections === undefined ? undefined : whole('connections', values.connections, 0, 1_000),
    measureMs: whole('seconds', values.seconds, quick ? 1 : 8, 600) * 1000,
    warmUpMs: quick ? 200 : 2_000,
    peoplePerSecond: whole('people', values.people, quick ? 1_000 : 10_000, 100_000),
    growthRows: whole('growth-rows', values['growth-rows'], quick ? 20_000 : 10_000_000, 100_000_000),
    rows: values.rows === undefined ? undefined : whole('rows', values.rows, 0, 100_000_000),
    seed: values.seed === undefined ? 0 : whole('seed', values.seed, 0, 1_000_000),
    only: values.only?.split(',') ?? [],
  }
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: FLAGS, strict: true }).values
  } catch (error) {
    throw new FlagError((error as Error).message)
  }
}

function whole(name: string, raw: string | undefined, fallback: number, max: number): number {
  if (raw === undefined) return fallback
  const value = Number(raw)
  if (/^\d+$/.test(raw) && value >= 1 && value <= max) return value
  throw new FlagError(`--${name} ${raw} is wrong: give a whole number from 1 to ${max}`)
}

export function wants(options: BenchOptions, part: string): boolean {
  return options.only.length === 0 || options.only.includes(part)
}
