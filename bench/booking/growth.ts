// Measures growth: does a booking cost more when the bookings of a whole country are stored already?
import { statfsSync } from 'node:fs'
import type { Measured } from '../load/job.ts'
import type { Findings } from '../report.ts'
import { type Sehat, startSehat } from '../sehat.ts'
import { median, ratios } from '../statistics.ts'
import { type Ground, measureSehat } from './contenders.ts'
import { brief, figureOf, rateOf } from './figures.ts'
import { seedHistory } from './history.ts'
import { introduce } from './people.ts'
import { type Place, SPREAD_SESSIONS, seedCentres } from './seed.ts'

const BYTES_PER_BOOKING = 1_200
const TARGET = 0.9

interface Site {
  readonly name: string
  readonly ground: Ground
  readonly sehat: Sehat
  readonly centres: readonly Place[]
  readonly rounds: Measured[]
}

export async function measureGrowth(ground: Ground): Promise<Findings> {
  const { stage } = ground
  const { growthRows, rounds } = stage.options
  requireSpace(stage.folder, growthRows * BYTES_PER_BOOKING)
  const empty = await openSite(ground, 'empty', 0)
  const full = await openSite(ground, 'full', growthRows)
  for (let round = 1; round <= rounds; round++) {
    for (const { name, ground: own, sehat, centres, rounds: measured } of [empty, full]) {
      measured.push(await stage.quiet.quietest(() => measureSehat(own, sehat, centres, own.people.length)))
      stage.say(`growth round ${round}: ${name}: ${brief(measured.at(-1) as Measured)}`)
    }
  }
  const stored = growthRows.toLocaleString('en-US')
  const value = median(ratios(full.rounds.map(rateOf), empty.rounds.map(rateOf)))
  return {
    figures: [
      figureOf('growth', 'Sehat, spread, empty', empty.rounds),
      figureOf('growth', `Sehat, spread, ${stored} bookings stored`, full.rounds),
    ],
    goals: [{ part: 'growth', name: `${stored} stored : empty`, value, unit: 'x', target: TARGET }],
    notes: [
      `growth: two databases of one server, in turn. The full one holds ${stored} bookings (COMPLETED) of ` +
        `${(growthRows / 100).toLocaleString('en-US')} past sessions over 60 days, a claim for each booking, and the ` +
        'stored answers of one day in sixty. It holds no patients, doses or events of the past.',
    ],
  }
}

async function openSite(ground: Ground, name: 'empty' | 'full', bookings: number): Promise<Site> {
  const { stage, cells } = ground
  const database = await stage.createDatabase(`growth_${name}`)
  const centres = await seedCentres(database.pool, cells, SPREAD_SESSIONS)
  const site = { ...ground, database }
  if (bookings > 0) {
    stage.say(`growth: storing ${bookings} bookings`)
    await seedHistory(database.pool, centres, cells, bookings, (stored) => stage.say(`growth: ${stored} stored`))
    stage.say('growth: indexes made and analyzed')
  }
  const sehat = await startSehat(stage, database, `sehat-${name}`)
  await introduce(site, sehat)
  return { name, ground: site, sehat, centres, rounds: [] }
}

export function requireSpace(folder: string, bytes: number): void {
  const { bavail, bsize } = statfsSync(folder)
  if (bavail * bsize > bytes) return
  throw new Error(`The benchmark needs ${Math.ceil(bytes / 1e9)} GB of free disk: use a smaller --growth-rows`)
}
