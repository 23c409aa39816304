// What the tests of audit share: a trail of some days, written as the server writes it, and ways to look at it.
import type { Id } from '../../platform/contract.ts'
import { newId } from '../../platform/id.ts'
import type { Read } from '../../platform/reads.ts'
import type { EventEnvelope } from '../../platform/work/outbox.ts'
import type { Setup } from '../../testing/setup.ts'
import { createHearing } from './changes/hearing.ts'
import { createRecorder } from './reads/recorder.ts'
import type { AuditContext, ChangeRow, ReadRow } from './tables.ts'

export const CELL = 94

export const contextOf = ({ program }: Pick<Setup, 'program'>): AuditContext => program.context('audit') as AuditContext

/** A read of one new patient of a district by a vaccinator. */
export function someRead(cell: number, patientId: string = newId(cell)): Read {
  const actor = { accountId: newId<'account'>(cell), sessionId: newId(0), roles: ['vaccinator'] as const }
  return {
    ...{ patientIds: [patientId], actor: { ...actor, facilityId: newId<'facility'>(cell) }, role: 'vaccinator' },
    ...{ basis: 'facility', power: 'booking.read', recordId: undefined, requestId: newId(0) },
  }
}

/** An event of a module that does not exist, about a patient of a district. */
export function someEvent(cell: number, occurredAt: Date): EventEnvelope {
  const patientId = newId(cell)
  return {
    ...{ id: newId(cell, occurredAt.getTime()), name: 'wards.patient-moved.v1', occurredAt: occurredAt.toISOString() },
    ...{ actorId: newId(cell), role: 'nurse', facilityId: newId(cell), requestId: newId(0) },
    ...{ patientIds: [patientId], body: { patientId, bed: 7 } },
  }
}

/** Writes so many reads and changes of one district on the day of the clock. */
export async function writeTrail(context: AuditContext, count: number, cell = CELL): Promise<void> {
  // A recorder of its own counts in the metrics of its own.
  const own = { ...context, metrics: uncounted(context) }
  const recorder = createRecorder(own)
  for (let nth = 0; nth < count; nth++) await recorder.record(someRead(cell))
  await createHearing(own)(Array.from({ length: count }, () => someEvent(cell, context.clock.now())))
}

/** The metrics of a context whose counters count nothing: a name may be registered only once. */
export const uncounted = ({ metrics }: AuditContext): AuditContext['metrics'] => ({
  ...metrics,
  counter: () => ({ inc: () => undefined }) as never,
})

export async function readsOf({ pool }: AuditContext, patientId: string): Promise<ReadRow[]> {
  const { rows } = await pool.query<ReadRow>('select * from audit.reads where patient_id = $1 order by id', [patientId])
  return rows
}

export async function changesNamed({ pool }: AuditContext, name: string): Promise<ChangeRow[]> {
  const { rows } = await pool.query<ChangeRow>('select * from audit.changes where name = $1 order by id', [name])
  return rows
}

export type PatientId = Id<'patient'>
