// Reads appointments by their ids for answers. Requests that come while one reading runs share the next one.
import { Problem, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import type { AppointmentId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'

const SIZE_MAX = 200
const WAITING_MAX = 20_000
const LANES = 2

/** Gives null when there is no such appointment. */
export type Reader<One> = (id: AppointmentId) => Promise<One | null>

export function createReader<One extends { readonly id: AppointmentId }>(
  { db }: Pick<AppointmentsContext, 'db'>,
  list: (db: AppointmentsContext['db'], ids: readonly AppointmentId[]) => Promise<One[]>,
): Reader<One> {
  const batch = createBatch<AppointmentId, One | null>({
    run: async (ids) => {
      const found = new Map((await list(db, [...new Set(ids)])).map((one) => [one.id, one]))
      return ids.map((id) => found.get(id) ?? null)
    },
    sizeMax: SIZE_MAX,
    waitingMax: WAITING_MAX,
    lanes: LANES,
    overloaded: () => new Problem(unavailable),
  })
  return (id) => batch.submit(id)
}
