// The rush: twenty thousand people want one of five hundred seats of one session at the same moment.
import type { Figure, Findings } from '../report.ts'
import type { Sehat } from '../sehat.ts'
import { median, percentile } from '../statistics.ts'
import { type Ground, measureSehat, type SehatMeasured } from './contenders.ts'
import type { Place } from './seed.ts'

const PEOPLE = 20_000
const QUICK_PEOPLE = 1_000
const SEATS = 500
const CONNECTIONS = [128, 256, 512]

export async function measureRush(ground: Ground, sehat: Sehat, centres: readonly Place[]): Promise<Findings> {
  const { stage } = ground
  const people = ground.people.slice(0, stage.options.quick ? QUICK_PEOPLE : PEOPLE)
  const byConnections = new Map<number, SehatMeasured[]>(CONNECTIONS.map((connections) => [connections, []]))
  for (let round = 1; round <= stage.options.rounds; round++) {
    for (const [connections, rounds] of byConnections) {
      const measured = await stage.quiet.quietest(() => rushOnce({ ...ground, people }, sehat, centres, connections))
      rounds.push(measured)
      stage.say(`rush round ${round}: ${connections} connections: ${Math.max(...timesOf(measured)).toFixed(0)} ms`)
    }
  }
  return {
    figures: [...byConnections].flatMap(([connections, rounds]) => figuresOf(connections, rounds)),
    goals: [],
    notes: [
      `rush: ${people.length} people want ${SEATS} seats of one session, with one request each. In every run exactly ` +
        `${SEATS} people got a seat. Everybody else got 409 session-full.`,
    ],
  }
}

async function rushOnce(
  ground: Ground,
  sehat: Sehat,
  centres: readonly Place[],
  connections: number,
): Promise<SehatMeasured> {
  const measured = await measureSehat(ground, sehat, centres, SEATS, {
    connections,
    warmUpMs: 0,
    measureMs: 0,
    expected: [{ status: 201 }, { status: 409, mark: 'session-full' }],
  })
  const { 201: booked = 0, 409: refused = 0 } = measured.statuses
  if (booked !== SEATS || refused !== ground.people.length - SEATS) {
    throw new Error(`${booked} people were booked on ${SEATS} seats, and ${refused} were refused`)
  }
  return measured
}

const timesOf = ({ lastAtMs }: SehatMeasured): number[] => Object.values(lastAtMs)

function figuresOf(connections: number, rounds: readonly SehatMeasured[]): Figure[] {
  const part = 'rush'
  const at = (share: number): number => median(rounds.map(({ latenciesMs }) => percentile(latenciesMs, share)))
  return [
    {
      part,
      name: `${connections} connections: sold out after`,
      unit: 'ms',
      rounds: rounds.map(({ lastAtMs }) => lastAtMs['201'] ?? Number.NaN),
    },
    {
      part,
      name: `${connections} connections: everybody answered after`,
      unit: 'ms',
      rounds: rounds.map((measured) => Math.max(...timesOf(measured))),
      p50Ms: at(0.5),
      p99Ms: at(0.99),
    },
  ]
}
