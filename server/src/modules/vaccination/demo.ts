// The vaccination drive of the demo: a past, a running day at its hospital, and a centre in each other district.
import { addDays } from '../../platform/clock.ts'
import type { Demo, ModuleDemo } from '../../platform/demo.ts'
import { bookToday, bookTomorrow, goOn } from './demo/day.ts'
import { makePast } from './demo/past.ts'
import { makeCentre, openCentre, openSessions } from './demo/sessions.ts'

const SEATS = 100

async function seed(demo: Demo): Promise<void> {
  await demo.as('national-admin', (api) => makeCentre(api, demo.hospital))
  await makePast(demo)
  await demo.at(addDays(demo.today, -1), '18:00', () =>
    demo.as('national-admin', (api) => openSessions(api, demo.hospital, { from: demo.today, capacity: SEATS })),
  )
  await bookToday(demo)
  await bookTomorrow(demo)
  await goOn(demo)
}

export const demo: ModuleDemo = { seed, openCentre, goOn }
