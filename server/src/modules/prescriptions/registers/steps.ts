// Writes the registers of the Drugs Rules in the transaction of the hand-over: no number without a hand-over, and no
// hand-over of Schedule H1 or X without an entry.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { readSealed } from '../signing/sealing.ts'
import { findVersion } from '../signing/store.ts'
import type { Dispense, DispenseLine, Prescription, PrescriptionsTables, RegisterEntry, Version } from '../tables.ts'
import { insertEntries, takeNumbers } from './store.ts'

type Tables = PrescriptionsTables

export const REGISTERS = ['H1', 'X'] as const
export type Register = (typeof REGISTERS)[number]

export const isRegistered = (schedule: string): schedule is Register => REGISTERS.some((one) => one === schedule)

export async function enterLines(
  tx: Tx<Tables>,
  dispense: Dispense,
  { prescription, given }: { prescription: Prescription | undefined; given: readonly DispenseLine[] },
): Promise<void> {
  for (const register of REGISTERS) {
    const lines = given.filter(({ schedule }) => schedule === register)
    if (lines.length === 0 || !prescription) continue
    const version = (await findVersion(tx, prescription.id, prescription.version)) as Version
    const year = Number(dayInIndia(tx.clock.now()).slice(0, 4))
    const key = { facilityId: dispense.facility_id, register, year }
    const first = await takeNumbers(tx, key, lines.length)
    const common = { ...toPeople(version), ...toPlace(dispense, tx.clock.now()), register, year }
    const entries = lines.map(
      (line, index): RegisterEntry => ({
        ...{ ...common, number: first + index, prescription_reference: prescription.reference },
        ...{ item_code: line.item_code, item_name: line.item_name, lot: line.lot, maker: line.maker },
        ...{ expires_on: line.expires_on, quantity: line.quantity, dispense_line: line.line },
        patient_id: prescription.patient_id,
      }),
    )
    await insertEntries(tx, entries)
  }
}

function toPeople({ sealed }: Version) {
  const { doctor, patient, facility } = readSealed(sealed).header
  return {
    prescriber: `Dr ${doctor.name}, ${doctor.council} ${doctor.registrationNo}`,
    prescriber_address: `${facility.name}, ${facility.address}`,
    ...{ patient_name: patient.name, patient_address: patient.address },
  }
}

const toPlace = ({ id, facility_id, handed_over_by, second_person }: Dispense, now: Date) => ({
  ...{ cell: cellOf(facility_id), facility_id, dispense_id: id, entered_at: now, second_person },
  handed_over_by: handed_over_by as RegisterEntry['handed_over_by'],
})
