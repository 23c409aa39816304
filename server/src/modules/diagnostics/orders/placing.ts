// Places an order: finds the tests on the menu of the laboratory, and writes a line for each.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { VisitId } from '../../visits/contract.ts'
import { listPanels, listTests } from '../catalogue/store.ts'
import { orderedRecently, orderPlaced, type Priority, testNotOffered } from '../contract.ts'
import { findLab, listEntries } from '../menus/store.ts'
import type { DiagnosticsTables, MenuEntry, Order, OrderLine, Test } from '../tables.ts'
import { toOrderFacts } from './facts.ts'
import { findFreshLine, insertOrder, lockPerson } from './store.ts'

type Tables = DiagnosticsTables

export interface Placing {
  readonly labFacilityId: FacilityId
  /** Where the order is written. */
  readonly facilityId: FacilityId
  readonly patientId: PatientId
  /** All records of the person. */
  readonly patientIds: readonly PatientId[]
  /** The record that stays after merges. */
  readonly staysId: PatientId
  readonly doctorId: DoctorId | undefined
  readonly visitId: VisitId | undefined
  readonly codes: readonly string[]
  readonly priority: Priority
  readonly reason: string | undefined
  readonly isConfirmed: boolean
  readonly origin: EventOrigin & PersonActs
}

export interface Placed {
  readonly order: Order
  readonly lines: readonly OrderLine[]
}

const LINES_MAX = 300
const FRESH_MS = 24 * 3_600_000
const MINUTE_MS = 60_000
const URGENCY: Readonly<Record<Priority, number>> = { stat: 0, urgent: 1, routine: 2 }

export async function placeOrder(tx: Tx<Tables>, placing: Placing): Promise<Placed> {
  const items = await findItems(tx, placing)
  const tests = items.flatMap((item) => item.tests.map(({ code }) => code))
  await lockPerson(tx, placing.staysId)
  const now = tx.clock.now()
  if (!placing.isConfirmed) {
    const since = new Date(now.getTime() - FRESH_MS)
    const fresh = await findFreshLine(tx, placing.patientIds, { tests, since })
    if (fresh) throw new Problem(orderedRecently, { members: { orderId: fresh.order_id, test: fresh.test } })
  }
  const { labFacilityId, priority, origin } = placing
  const cell = cellOf(labFacilityId)
  const order: Order = {
    ...{ cell, id: newId<'order'>(cell, now.getTime()), lab_facility_id: labFacilityId },
    ...{ facility_id: placing.facilityId, visit_id: placing.visitId ?? null, patient_id: placing.patientId },
    ...{ doctor_id: placing.doctorId ?? null, priority, status: 'PLACED', reason: placing.reason ?? null },
    ...{ placed_by: origin.actorId as Order['placed_by'], placed_at: now, placed_on: dayInIndia(now) },
    ...{ settled_at: null, referred_from: null },
  }
  const lines = items
    .flatMap((item, nth) => item.tests.map((test) => ({ test, entry: item.entry, item: nth + 1 })))
    .map((of, nth) => toLine(order, { ...of, line: nth + 1 }))
  await insertOrder(tx, order, lines)
  await publish(tx, origin, orderPlaced, toOrderFacts(order))
  return { order, lines }
}

interface Item {
  readonly entry: MenuEntry
  readonly tests: readonly Test[]
}

/** The tests of what was ordered. Throws when the laboratory does not offer one, or when one is there twice. */
async function findItems(tx: Tx<Tables>, { labFacilityId, codes }: Placing): Promise<Item[]> {
  const lab = await findLab(tx, labFacilityId)
  const entries = await listEntries(tx, labFacilityId, codes)
  const offered = new Map(entries.filter(({ is_offered }) => is_offered).map((entry) => [entry.code, entry]))
  const missing = lab?.is_active ? codes.filter((code) => !offered.has(code)) : codes
  if (missing.length > 0) throw new Problem(testNotOffered, { members: { tests: missing } })
  const panels = new Map((await listPanels(tx, codes)).map((panel) => [panel.code, panel.tests]))
  const wanted = codes.map((code) => panels.get(code) ?? [code])
  const tests = new Map((await listTests(tx, [...new Set(wanted.flat())])).map((test) => [test.code, test]))
  const seen = new Map<string, string>()
  for (const [nth, inside] of wanted.entries()) {
    const code = codes[nth] as string
    for (const test of inside) {
      const other = seen.get(test)
      if (other !== undefined) throw invalidField(`/tests/${nth}`, `${test} stands in ${other} already`)
      seen.set(test, code)
    }
  }
  if (seen.size > LINES_MAX) throw invalidField('/tests', `have more than ${LINES_MAX} tests together`)
  return codes.map((code, nth) => ({
    entry: offered.get(code) as MenuEntry,
    tests: (wanted[nth] as string[]).flatMap((one) => tests.get(one) ?? []),
  }))
}

interface LineOf {
  readonly line: number
  readonly item: number
  readonly entry: MenuEntry
  readonly test: Test
}

const toLine = (order: Order, { line, item, entry, test }: LineOf): OrderLine => ({
  ...{ cell: order.cell, order_id: order.id, line, lab_facility_id: order.lab_facility_id },
  ...{ urgency: URGENCY[order.priority as Priority], placed_at: order.placed_at },
  ...{ item, item_code: entry.code, price_code: entry.price_code, test: test.code, name: test.name, kind: test.kind },
  ...{ unit: test.unit, specimen: test.specimen, container: test.container, doctor_first: test.doctor_first },
  ...{ two_persons: entry.two_persons, status: 'PLACED', specimen_id: null, draft_version: null, result_version: null },
  due_at: new Date(order.placed_at.getTime() + test.turnaround_minutes * MINUTE_MS),
  ...{ ended_at: null, cancel_reason: null, moved_to: null },
})
