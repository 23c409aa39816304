// What an answer shows of a dispense, and what stands on the labels of its medicines.
import { Amount, Day, Instant, object, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { ItemCode, StoreId } from '../../inventory/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { LineKey, PrescriptionId, Warning } from '../contract.ts'
import type { AskedLine, Dispense, DispenseLine, PrescriptionsContext } from '../tables.ts'
import { DispenseId, DispenseStatus, EndReason } from './contract.ts'
import { dueOf } from './saga.ts'
import { type DispenseEvent, eventsOf } from './states.ts'
import { listAsked, listGiven } from './store.ts'

const Quantity = Type.Integer({ minimum: 0 })

export const GivenView = object({
  line: Type.Integer({ minimum: 1 }),
  lineKey: Type.Optional(LineKey),
  itemCode: ItemCode,
  name: Type.String(),
  schedule: Type.String(),
  lot: Type.String(),
  maker: Type.String(),
  expiresOn: Day,
  quantity: Quantity,
  unitPricePaise: Amount,
  mrpPaise: Amount,
  substitutedReason: Type.Optional(Type.String()),
  returned: Quantity,
})

const ShortView = object({
  line: Type.Integer({ minimum: 0, description: 'The place in `lines` of the request, from 0.' }),
  itemCode: ItemCode,
  free: Quantity,
})

export const DispenseView = object({
  dispenseId: DispenseId,
  status: DispenseStatus,
  prescriptionId: Type.Optional(PrescriptionId),
  prescriptionVersion: Type.Optional(Type.Integer({ minimum: 1 })),
  patientId: Type.Optional(PatientId),
  patientName: Type.Optional(Type.String()),
  facilityId: FacilityId,
  storeId: StoreId,
  preparedAt: Instant,
  expiresAt: Instant,
  totalPaise: Type.Optional(Amount),
  duePaise: Amount,
  isFree: Type.Boolean({ description: 'The store hands over without payment.' }),
  needsSecondPerson: Type.Boolean({ description: 'A medicine of Schedule X waits for the second person.' }),
  handedOverAt: Type.Optional(Instant),
  handedTo: Type.Optional(Type.String()),
  endReason: Type.Optional(EndReason),
  problem: Type.Optional(Type.String({ description: 'Why it does not go on by itself. It is tried again.' })),
  short: Type.Optional(Type.Array(ShortView)),
  warnings: Type.Array(Warning),
  lines: Type.Array(GivenView),
  may: Type.Array(Type.Unsafe<DispenseEvent>(Type.String()), { description: 'What may happen next.' }),
})
export type DispenseView = Static<typeof DispenseView>

interface Parts {
  readonly asked: readonly AskedLine[]
  readonly given: readonly DispenseLine[]
  readonly duePaise: number
  readonly patientName: string | undefined
}

export function toDispenseView(dispense: Dispense, { asked, given, duePaise, patientName }: Parts): DispenseView {
  const { prescription_id, prescription_version, patient_id, total_paise, handed_over_at, handed_to } = dispense
  const needsSecondPerson =
    dispense.second_person === null &&
    dispense.handed_over_at === null &&
    given.some(({ schedule }) => schedule === 'X')
  return {
    ...{ dispenseId: dispense.id, status: dispense.status, facilityId: dispense.facility_id },
    ...(prescription_id !== null && { prescriptionId: prescription_id }),
    ...(prescription_version !== null && { prescriptionVersion: prescription_version }),
    ...(patient_id !== null && { patientId: patient_id }),
    ...(patientName !== undefined && { patientName }),
    ...{ storeId: dispense.store_id, preparedAt: dispense.prepared_at.toISOString(), duePaise, needsSecondPerson },
    ...{ expiresAt: dispense.expires_at.toISOString(), isFree: dispense.is_free, warnings: [...dispense.warnings] },
    ...(total_paise !== null && { totalPaise: total_paise }),
    ...(handed_over_at !== null && { handedOverAt: handed_over_at.toISOString() }),
    ...(handed_to !== null && { handedTo: handed_to }),
    ...(dispense.end_reason !== null && { endReason: dispense.end_reason }),
    ...(dispense.problem !== null && { problem: dispense.problem }),
    ...(dispense.short !== null && { short: dispense.short.map((one) => ({ ...one, itemCode: one.itemCode })) }),
    lines: given.map((line) => toGivenView(line, asked)),
    may: [...eventsOf(dispense.status)],
  }
}

function toGivenView(line: DispenseLine, asked: readonly AskedLine[]): Static<typeof GivenView> {
  const of = asked.find((one) => one.line === line.asked_line && one.dispense_id === line.dispense_id)
  return {
    ...{ line: line.line, itemCode: line.item_code, name: line.item_name, schedule: line.schedule, lot: line.lot },
    ...{ maker: line.maker, expiresOn: line.expires_on, quantity: line.quantity, returned: line.returned },
    ...{ unitPricePaise: line.unit_price_paise, mrpPaise: line.mrp_paise },
    ...(of?.line_key != null && { lineKey: of.line_key }),
    ...(of?.substituted_reason != null && { substitutedReason: of.substituted_reason }),
  }
}

export async function readDispenseView(context: PrescriptionsContext, dispense: Dispense): Promise<DispenseView> {
  const { db, call } = context
  const [asked, given, duePaise, people] = await Promise.all([
    listAsked(db, dispense.id),
    listGiven(db, [dispense.id]),
    dispense.status === 'CHARGED' ? dueOf(context, dispense) : 0,
    dispense.patient_id === null ? [] : call(findPatients, { patientIds: [dispense.patient_id] }),
  ])
  return toDispenseView(dispense, { asked, given, duePaise, patientName: people[0]?.name })
}

/** A dispense in a list. */
export const ListedDispense = object({
  dispenseId: DispenseId,
  status: DispenseStatus,
  prescriptionId: Type.Optional(PrescriptionId),
  patientId: Type.Optional(PatientId),
  patientName: Type.Optional(Type.String()),
  preparedAt: Instant,
  expiresAt: Instant,
  totalPaise: Type.Optional(Amount),
  endReason: Type.Optional(EndReason),
  problem: Type.Optional(Type.String()),
  items: Type.Array(Type.String()),
})

export async function toListedDispenses(
  { db, call }: PrescriptionsContext,
  all: readonly Dispense[],
): Promise<Static<typeof ListedDispense>[]> {
  const given = await listGiven(
    db,
    all.map(({ id }) => id),
  )
  const patientIds = [...new Set(all.flatMap(({ patient_id }) => patient_id ?? []))]
  const people = patientIds.length === 0 ? [] : await call(findPatients, { patientIds })
  const names = new Map(people.map(({ patientId, name }) => [patientId, name]))
  return all.map((dispense) => {
    const { id, patient_id, prescription_id, total_paise } = dispense
    const patientName = patient_id === null ? undefined : names.get(patient_id)
    return {
      ...{ dispenseId: id, status: dispense.status, preparedAt: dispense.prepared_at.toISOString() },
      ...(prescription_id !== null && { prescriptionId: prescription_id }),
      ...(patient_id !== null && { patientId: patient_id }),
      ...(patientName !== undefined && { patientName }),
      expiresAt: dispense.expires_at.toISOString(),
      ...(total_paise !== null && { totalPaise: total_paise }),
      ...(dispense.end_reason !== null && { endReason: dispense.end_reason }),
      ...(dispense.problem !== null && { problem: dispense.problem }),
      items: [...new Set(given.filter((line) => line.dispense_id === id).map(({ item_name }) => item_name))],
    }
  })
}
