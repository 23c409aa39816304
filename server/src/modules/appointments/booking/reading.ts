// Reads appointments by their ids for answers. Requests that come while one reading runs share the next one.
import { Problem, unavailable } from '../../../platform/problem.ts'
import { createBatch } from '../../../platform/work/batch.ts'
import type { AppointmentId } from '../contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { listAppointments, type ShownAppointment } from './store.ts'

const SIZE_MAX = 200
const WAITING_MAX = 20_000
const LANES = 2

/** Gives null when there is no such appointment. */
export type Reader = (id: AppointmentId) => Promise<ShownAppointment | null>

export function createReader({ db }: Pick<AppointmentsContext, 'db'>): Reader {
  const batch = createBatch<AppointmentId, ShownAppointment | null>({
    run: async (ids) => {
      const found = new Map((await listAppointments(db, [...new Set(ids)])).map((one) => [one.id, one]))
      return ids.map((id) => found.get(id) ?? null)
    },
    sizeMax: SIZE_MAX,
    waitingMax: WAITING_MAX,
    lanes: LANES,
    overloaded: () => new Problem(unavailable),
  })
  return (id) => batch.submit(id)
}
