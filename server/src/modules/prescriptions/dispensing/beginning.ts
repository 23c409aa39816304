// Begins a dispense: the row stands first, with its promises under the lock of the prescription, so that a second
// pharmacy is refused at once and a crash is found by the sweep.
import { dayInIndia } from '../../../platform/clock.ts'
import { type Cell, cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import type { PatientId } from '../../patients/contract.ts'
import { type PrescriptionId, prescriptionOver, type Warning } from '../contract.ts'
import { decidePrescription } from '../signing/states.ts'
import { listLines, lockPrescription } from '../signing/store.ts'
import { leftOf } from '../signing/views.ts'
import type { AskedLine, Dispense, Prescription, PrescriptionsTables, Store } from '../tables.ts'
import type { Chosen } from './asking.ts'
import { type DispenseId, moreThanPrescribed } from './contract.ts'
import { addToLine, insertDispense } from './store.ts'

type Tables = PrescriptionsTables

export interface Beginning {
  readonly store: Store
  readonly prescriptionId: PrescriptionId | undefined
  readonly patientId: PatientId | undefined
  readonly chosen: readonly Chosen[]
  readonly warnings: readonly Warning[]
  readonly by: string
  readonly isCollectedLater: boolean
}

const AT_THE_COUNTER_MS = 30 * 60_000
const COLLECTED_LATER_MS = 24 * 3_600_000

export async function beginDispense(tx: Tx<Tables>, beginning: Beginning): Promise<DispenseId> {
  const { store, prescriptionId, patientId, chosen, warnings, by, isCollectedLater } = beginning
  const prescription = prescriptionId === undefined ? undefined : await promise(tx, prescriptionId, chosen)
  const now = tx.clock.now()
  const cell: Cell = prescription?.cell ?? cellOf(store.facility_id)
  const id = newId<'dispense'>(cell, now.getTime())
  const dispense: Dispense = {
    ...{ cell, id, prescription_id: prescriptionId ?? null, prescription_version: prescription?.version ?? null },
    ...{ patient_id: prescription?.patient_id ?? patientId ?? null, facility_id: store.facility_id },
    ...{ store_id: store.id, is_free: store.is_free, status: 'PREPARING', attempts: 1 },
    // For inventory the reservation has the id of its dispense, unless it must be asked anew.
    reservation_id: id as string as Dispense['reservation_id'],
    charge_group: newId<'charge group'>(cellOf(store.facility_id), now.getTime()),
    ...{ warnings, short: null, total_paise: null, prepared_by: by as Dispense['prepared_by'], prepared_at: now },
    expires_at: new Date(now.getTime() + (isCollectedLater ? COLLECTED_LATER_MS : AT_THE_COUNTER_MS)),
    ...{ second_person: null, handed_over_by: null, handed_over_at: null, handed_to: null, end_reason: null },
    ...{ ended_at: null, is_stock_settled: false, is_money_settled: false, is_charged: false, returns: 0 },
    ...{ due_at: new Date(now.getTime() + 60_000), failing_since: null, problem: null },
  }
  await insertDispense(
    tx,
    dispense,
    chosen.map((one) => toAsked(dispense, one)),
  )
  return id
}

const toAsked = (
  { cell, id }: Dispense,
  { line, lineKey, medicine, quantity, substitutedReason }: Chosen,
): AskedLine => ({
  ...{ cell, dispense_id: id, line, line_key: lineKey ?? null, item_code: medicine.item_code, quantity },
  substituted_reason: substitutedReason === undefined ? null : tidyText(substitutedReason),
})

/** Promises the lines under the lock of their prescription. */
async function promise(tx: Tx<Tables>, id: PrescriptionId, chosen: readonly Chosen[]): Promise<Prescription> {
  const prescription = (await lockPrescription(tx, id)) as Prescription
  const next = decidePrescription(prescription, 'dispense', dayInIndia(tx.clock.now()))
  if (next instanceof Problem) throw next
  const lines = new Map((await listLines(tx, [id])).map((line) => [line.line_key, line]))
  const asked = new Map<number, number>()
  for (const { lineKey = 0, quantity } of chosen) asked.set(lineKey, (asked.get(lineKey) ?? 0) + quantity)
  for (const [lineKey, quantity] of [...asked].sort(([one], [other]) => one - other)) {
    const line = lines.get(lineKey)
    if (line?.state !== 'active') throw new Problem(prescriptionOver, { members: { status: 'STOPPED', lineKey } })
    const left = leftOf(line)
    if (quantity > left) throw new Problem(moreThanPrescribed, { members: { lineKey, left } })
    await addToLine(tx, id, lineKey, { promised: quantity })
  }
  return prescription
}
