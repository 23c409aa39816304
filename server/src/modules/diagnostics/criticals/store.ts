// The SQL of critical results: raises them, changes them, and finds those that wait for somebody.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { OrderId } from '../contract.ts'
import type { Critical, DiagnosticsTables } from '../tables.ts'

type Tables = DiagnosticsTables
type Reading = Db<Tables> | Tx<Tables>
const OPEN = ['RAISED', 'TOLD'] as const

export async function insertCritical(tx: Tx<Tables>, critical: Critical): Promise<void> {
  await tx.insertInto('diagnostics.criticals').values(critical).execute()
}

/** The critical results of an order, the newest version of each line first. */
export async function listCriticals(db: Reading, orderIds: readonly OrderId[]): Promise<Critical[]> {
  if (orderIds.length === 0) return []
  return db
    .selectFrom('diagnostics.criticals')
    .selectAll()
    .where('cell', 'in', [...new Set(orderIds.map(cellOf))])
    .where('order_id', 'in', [...orderIds])
    .orderBy('line')
    .orderBy('version', 'desc')
    .execute()
}

/** Writes changes of a critical result of a locked order. */
export async function changeCritical(
  tx: Tx<Tables>,
  critical: Critical,
  changed: Partial<Omit<Critical, 'cell' | 'order_id' | 'line' | 'version'>>,
): Promise<Critical> {
  const { cell, order_id, line, version } = critical
  await tx
    .updateTable('diagnostics.criticals')
    .set(changed)
    .where('cell', '=', cell)
    .where('order_id', '=', order_id)
    .where('line', '=', line)
    .where('version', '=', version)
    .execute()
  return { ...critical, ...changed }
}

/** Those that nobody acknowledged in time, and that may be escalated further; the oldest first. */
export async function listDue(db: Db<Tables>, now: Date, limit: number): Promise<Critical[]> {
  return db
    .selectFrom('diagnostics.criticals')
    .selectAll()
    .where('status', 'in', OPEN)
    .where('escalations', '<', 2)
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}

/** Those of a laboratory, or of what was ordered at a facility, that nobody has acknowledged; the oldest first. */
export async function listOpen(
  db: Db<Tables>,
  place: { readonly labFacilityId: FacilityId } | { readonly facilityId: FacilityId },
  limit: number,
): Promise<Critical[]> {
  const query = db.selectFrom('diagnostics.criticals').selectAll().where('status', 'in', OPEN)
  const ofPlace =
    'labFacilityId' in place
      ? query.where('cell', '=', cellOf(place.labFacilityId)).where('lab_facility_id', '=', place.labFacilityId)
      : query.where('facility_id', '=', place.facilityId)
  return ofPlace.orderBy('due_at').orderBy('order_id').orderBy('line').limit(limit).execute()
}
