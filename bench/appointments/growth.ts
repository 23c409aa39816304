// Measures growth: do a booking and a search cost more when the appointments of a whole country are stored already?
import { brief, figureOf, rateOf } from '../booking/figures.ts'
import { requireSpace } from '../booking/growth.ts'
import { gatherPeople } from '../booking/people.ts'
import { readCells } from '../booking/seed.ts'
import { getText, type Measured, packRequests } from '../load/job.ts'
import { runLoad } from '../load/run.ts'
import type { Findings, Goal } from '../report.ts'
import { startSehat } from '../sehat.ts'
import type { Stage } from '../stage.ts'
import { median, ratios } from '../statistics.ts'
import { measureOneStep } from './booking.ts'
import { seedHistory } from './history.ts'
import { searchUrls, shuffled } from './seed.ts'
import { closeSite, openSite, type Site } from './site.ts'

const PART = 'growth'
const BYTES_PER_APPOINTMENT = 1_500
const TARGET = 0.85
const SEARCH_CONNECTIONS = 2
const QUICK_DOCTORS = 100

interface Rounds {
  readonly site: Site
  readonly bookings: Measured[]
  readonly first: Measured[]
  readonly ready: Measured[]
}

export async function measureGrowth(stage: Stage): Promise<Findings> {
  const { growthRows, rounds, peoplePerSecond } = stage.options
  requireSpace(stage.folder, growthRows * BYTES_PER_APPOINTMENT)
  const cells = readCells()
  const people = await gatherPeople(stage, cells, peoplePerSecond)
  const empty = begin(await openSite(stage, 'growth_empty', people))
  stage.say(`${PART}: storing ${growthRows} appointments`)
  const onProgress = (stored: number): void => stage.say(`${PART}: ${stored} stored`)
  const full = begin(
    await openSite(stage, 'growth_full', people, ({ pool }, doctors) =>
      seedHistory(pool, doctors, cells, { count: growthRows, onProgress }),
    ),
  )
  for (let round = 1; round <= rounds; round++) {
    for (const one of [empty, full]) {
      const { desk, doctors, name } = one.site
      one.bookings.push(await stage.quiet.quietest(() => measureOneStep(desk, doctors)))
      await search(stage, one)
      const [booked, found] = [one.bookings, one.ready].map((all) => brief(all.at(-1) as Measured))
      stage.say(`${PART} round ${round}: ${name}: bookings ${booked}; ready answers ${found}`)
    }
  }
  for (const { site } of [empty, full]) await closeSite(site)
  return toFindings(growthRows, empty, full)
}

const begin = (site: Site): Rounds => ({ site, bookings: [], first: [], ready: [] })

/** Asks a fresh process once for the week of each doctor, and then again at random. */
async function search(stage: Stage, { site, first, ready }: Rounds): Promise<void> {
  const { warmUpMs, measureMs } = stage.options
  const sehat = await startSehat(stage, site.desk.ground.database, `sehat-${site.name}-search`)
  const doctors = stage.options.quick ? site.doctors.slice(0, QUICK_DOCTORS) : site.doctors
  const texts = shuffled(searchUrls(doctors).byDoctor).map((url) => getText(url))
  const load = (order: 'once' | 'random', times: { warmUpMs: number; measureMs: number }) =>
    runLoad(stage, sehat, {
      ...{ connections: SEARCH_CONNECTIONS, order, expected: [{ status: 200, mark: '"slotId"' }], ...times },
      requests: packRequests(texts, texts.length),
    })
  await stage.settle()
  first.push(await load('once', { warmUpMs: 0, measureMs: 0 }))
  ready.push(await load('random', { warmUpMs, measureMs }))
  await sehat.stop()
}

function toFindings(growthRows: number, empty: Rounds, full: Rounds): Findings {
  const stored = `${growthRows.toLocaleString('en-US')} appointments stored`
  const kinds = [
    { name: 'an appointment in one step', of: ({ bookings }: Rounds) => bookings, unit: 'bookings/s' },
    { name: 'search, first time', of: ({ first }: Rounds) => first, unit: 'answers/s' },
    { name: 'search, ready', of: ({ ready }: Rounds) => ready, unit: 'answers/s' },
  ]
  return {
    figures: kinds.flatMap(({ name, of, unit }) => [
      figureOf(PART, `${name}, empty`, of(empty), unit),
      figureOf(PART, `${name}, ${stored}`, of(full), unit),
    ]),
    goals: kinds.map(({ name, of }): Goal => {
      const value = median(ratios(of(full).map(rateOf), of(empty).map(rateOf)))
      return { part: PART, name: `${name}: stored : empty`, value, unit: 'x', target: TARGET }
    }),
    notes: [
      `growth: two databases of one server, in turn. The full one holds ${stored.replace(' stored', '')} (FULFILLED) ` +
        'of the last 60 days in full slots, with a claim and a row of the own list for each, and the stored answers ' +
        'of one day in sixty. The search asks for the week of each doctor.',
    ],
  }
}
