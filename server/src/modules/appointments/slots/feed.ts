// Keeps the slots in memory up to date: loads them at the start, hears at once of changes by this process, and reads
// changes by other processes every 250 ms.
import { dayInIndia } from '../../../platform/clock.ts'
import { hearChanges } from '../../../platform/work/changes.ts'
import { type Follower, follow } from '../../../platform/work/follow.ts'
import type { AppointmentsContext } from '../tables.ts'
import type { SlotsInMemory } from './projection.ts'
import { listChangedSlots, listPractices, listSlotsFrom, practicesChanged, slotsChanged } from './store.ts'

const PAUSE_MS = 250
const PAGE_SIZE = 10_000
const START = { cell: 0, id: '00000000-0000-0000-0000-000000000000' }

export function createFeed({ pool, db, clock, log }: AppointmentsContext, slots: SlotsInMemory): Follower {
  hearChanges(db, practicesChanged, (practice) => slots.putPractice(practice))
  hearChanges(db, slotsChanged, (slot) => slots.putSlot(slot))
  let today = ''

  const load = async (): Promise<void> => {
    const startedAt = clock.now()
    today = dayInIndia(startedAt)
    for (const practice of await listPractices(pool)) slots.putPractice(practice)
    for (let after = START; ; ) {
      const page = await listSlotsFrom(pool, today, after, PAGE_SIZE)
      for (const slot of page) slots.putSlot(slot)
      const last = page.at(-1)
      if (!last || page.length < PAGE_SIZE) break
      after = { cell: last.cell, id: last.state.id }
    }
    slots.markSynced(startedAt)
  }

  return follow({
    name: 'slots',
    pool,
    log,
    pauseMs: PAUSE_MS,
    load,
    // Read practices first: a slot of an unknown practice cannot be shown.
    read: async (since) => ({
      startedAt: clock.now(),
      practices: await listPractices(pool, since),
      changed: await listChangedSlots(pool, since, today),
    }),
    onChanges: ({ startedAt, practices, changed }) => {
      for (const practice of practices) slots.putPractice(practice)
      for (const slot of changed) slots.putSlot(slot)
      slots.markSynced(startedAt)
      const day = dayInIndia(startedAt)
      if (day === today) return
      today = day
      slots.forgetBefore(day)
    },
  })
}
