// Follows the merges of patients, so that the reads of a merged record show under the person who stays.
import type { Id } from '../../../platform/contract.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import type { AuditContext } from '../tables.ts'
import { keepSurvivor } from './store.ts'

interface Merger {
  readonly occurredAt: string
  readonly body: { readonly goneId: Id<'patient'>; readonly keptId: Id<'patient'> }
}

export function subscriptions({ db }: AuditContext): Subscription[] {
  const keep = ({ occurredAt, body }: Merger, survivorId: Id<'patient'> | null): Promise<void> =>
    keepSurvivor(db, { goneId: body.goneId, survivorId, at: new Date(occurredAt) })
  return [
    on(patientsMerged, (event) => keep(event, event.body.keptId)),
    on(patientsUnmerged, (event) => keep(event, null)),
  ]
}
