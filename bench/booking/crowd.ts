// Makes the requests of a run: each comes from another person, with their own token, their own patient and a fresh key.
import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Cell } from '../../server/src/platform/id.ts'
import { packRequests, postText, type RequestPack } from '../load/job.ts'
import type { Person } from '../sehat.ts'
import { seededRandom } from '../statistics.ts'
import { type Place, seedPatients, WINDOW } from './seed.ts'

/** So many percent of the patients live in a random district, and not in the district of their session. */
const TRAVELLERS_PERCENT = 5

export interface Crowd {
  readonly patients: readonly Place[]
  readonly accounts: readonly Place[]
  readonly keys: readonly string[]
  readonly pack: RequestPack
}

/**
 * Makes the requests of a run at Sehat. A person asks for a session in their own district if there is one, else for any
 * session. If there is one hot session, everybody asks for it, and most patients live in its district.
 */
export async function gatherCrowd(
  pool: pg.Pool,
  people: readonly Person[],
  sessions: readonly Place[],
  cells: readonly Cell[],
): Promise<Crowd> {
  const random = seededRandom(people.length)
  const anyOf = <Value>(values: readonly Value[]): Value => values[Math.floor(random() * values.length)] as Value
  const byCell = Map.groupBy(sessions, ({ cell }) => cell)
  const wanted = people.map(({ cell }) => anyOf(byCell.get(cell) ?? sessions))
  const homes = wanted.map(({ cell }) => (random() * 100 < TRAVELLERS_PERCENT ? anyOf(cells) : cell))
  const ids = await seedPatients(pool, people, homes)
  const keys = people.map(() => randomUUID())
  const texts = people.map(({ token }, index) =>
    postText(
      '/v1/vaccination/bookings',
      { authorization: `Bearer ${token}`, 'idempotency-key': keys[index] as string },
      JSON.stringify({ sessionId: wanted[index]?.id, window: WINDOW, patientIds: [ids[index]] }),
    ),
  )
  return {
    patients: ids.map((id, index) => ({ cell: homes[index] as Cell, id })),
    accounts: people.map(({ accountId: id, cell }) => ({ cell, id })),
    keys,
    pack: packRequests(texts, texts.length),
  }
}
