// Puts an order with results into the inbox of its doctor, as unread.
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { Locked } from '../orders/facts.ts'
import { toSeverity } from '../results/flags.ts'
import { listResults } from '../results/store.ts'
import type { DiagnosticsTables } from '../tables.ts'
import { saveInboxRow } from './store.ts'

/** Each final version makes the order unread again: it may change what the doctor decided. */
export async function tellDoctor(tx: Tx<DiagnosticsTables>, { order, lines }: Locked): Promise<void> {
  const { doctor_id, id: order_id, facility_id, patient_id } = order
  if (doctor_id === null) return
  const results = await listResults(tx, [order_id])
  const current = results.filter((one) =>
    lines.some(({ line, result_version }) => line === one.line && result_version === one.version),
  )
  await saveInboxRow(tx, {
    ...{ cell: cellOf(doctor_id), doctor_id, order_id, facility_id, patient_id },
    ...{ severity: toSeverity(current.map(({ flag }) => flag)), changed_at: tx.clock.now(), read_at: null },
  })
}
