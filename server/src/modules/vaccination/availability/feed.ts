// Keeps the availability of this process up to date: loads it at the start, hears at once of changes by this process,
// and reads changes by other processes every 250 ms.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/module.ts'
import { hearChanges } from '../../../platform/work/changes.ts'
import { type Follower, follow } from '../../../platform/work/follow.ts'
import { listChangedStates, listSessionStates, sessionsChanged } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import type { Availability } from './projection.ts'
import { centresChanged, listCentres } from './store.ts'

const PAUSE_MS = 250
const PAGE_SIZE = 10_000

export function createFeed(context: Context<VaccinationTables>, availability: Availability): Follower {
  const { pool, db, clock, log } = context
  hearChanges(db, centresChanged, (centre) => availability.putCentre(centre))
  hearChanges(db, sessionsChanged, (session) => availability.putSession(session))
  let today = ''

  const load = async (): Promise<void> => {
    const startedAt = clock.now()
    today = dayInIndia(startedAt)
    for (const centre of await listCentres(pool)) availability.putCentre(centre)
    let after = { cell: 0, id: '00000000-0000-0000-0000-000000000000' }
    for (;;) {
      const page = await listSessionStates(pool, today, after, PAGE_SIZE)
      for (const session of page) availability.putSession(session)
      const last = page.at(-1)
      if (!last || page.length < PAGE_SIZE) break
      after = { cell: last.cell, id: last.id }
    }
    availability.markSynced(startedAt)
  }

  return follow({
    name: 'availability',
    pool,
    log,
    pauseMs: PAUSE_MS,
    load,
    // Read centres first: availability shows a session only if it knows the centre.
    read: async (since) => ({
      startedAt: clock.now(),
      centres: await listCentres(pool, since),
      sessions: await listChangedStates(pool, since, today),
    }),
    onChanges: ({ startedAt, centres, sessions }) => {
      for (const centre of centres) availability.putCentre(centre)
      for (const session of sessions) availability.putSession(session)
      availability.markSynced(startedAt)
      const day = dayInIndia(startedAt)
      if (day === today) return
      today = day
      availability.forgetBefore(day)
    },
  })
}
