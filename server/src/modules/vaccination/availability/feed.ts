// Keeps the availability of this process true: loads it at the start, hears at once of what this process changes, and
// follows what others change.
import { setTimeout as sleep } from 'node:timers/promises'
import { dayInIndia } from '../../../platform/clock.ts'
import type { Context } from '../../../platform/module.ts'
import { hearChanges } from '../../../platform/work/changes.ts'
import { listChangedStates, listSessionStates, oldestTransaction, sessionsChanged } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import type { Availability } from './projection.ts'
import { centresChanged, listCentres } from './store.ts'

const POLL_MS = 250
const PAGE_SIZE = 10_000

export interface Feed {
  start(): Promise<void>
  stop(): Promise<void>
}

/**
 * The changes are read by transaction id and not by time: everything from the oldest transaction that was still running
 * at the poll before. A change that was committed late is therefore seen late, but never missed.
 */
export function createFeed(context: Context<VaccinationTables>, availability: Availability): Feed {
  const { pool, db, clock, log } = context
  hearChanges(db, centresChanged, (centre) => availability.putCentre(centre))
  hearChanges(db, sessionsChanged, (session) => availability.putSession(session))
  let sinceXid = ''
  let today = ''
  let stopping = false
  let loop: Promise<void> = Promise.resolve()

  const load = async (): Promise<void> => {
    sinceXid = await oldestTransaction(pool)
    today = dayInIndia(clock.now())
    for (const centre of await listCentres(pool)) availability.putCentre(centre)
    let after = { cell: 0, id: '00000000-0000-0000-0000-000000000000' }
    for (;;) {
      const page = await listSessionStates(pool, today, after, PAGE_SIZE)
      for (const session of page) availability.putSession(session)
      const last = page.at(-1)
      if (!last || page.length < PAGE_SIZE) break
      after = { cell: last.cell, id: last.id }
    }
    availability.markSynced(clock.now())
  }

  const poll = async (): Promise<void> => {
    const startedAt = clock.now()
    const oldest = await oldestTransaction(pool)
    for (const centre of await listCentres(pool, sinceXid)) availability.putCentre(centre)
    for (const session of await listChangedStates(pool, sinceXid, today)) availability.putSession(session)
    sinceXid = oldest
    availability.markSynced(startedAt)
    const day = dayInIndia(startedAt)
    if (day !== today) {
      today = day
      availability.forgetBefore(day)
    }
  }

  const follow = async (): Promise<void> => {
    while (!stopping) {
      await sleep(POLL_MS)
      await poll().catch((error: unknown) => log.warn({ err: error }, 'availability could not be brought up to date'))
    }
  }

  return {
    async start() {
      await load()
      loop = follow()
    },
    async stop() {
      stopping = true
      await loop
    },
  }
}
