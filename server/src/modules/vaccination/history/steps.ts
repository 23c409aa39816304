// Steps on doses that people had elsewhere, inside a transaction: record one, and cancel one.
import { dayInIndia } from '../../../platform/clock.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { PatientFacts, PatientId } from '../../patients/contract.ts'
import { patientMerged } from '../../patients/merging/contract.ts'
import type { Proof } from '../../patients/presence/contract.ts'
import { lockClaims } from '../bookings/store.ts'
import { samePeople } from '../merging/steps.ts'
import { type Claim, toRefusalProblem } from '../rules.ts'
import type { HistoricalDoseRow, VaccinationTables } from '../tables.ts'
import type { VaccineFacts } from '../vaccines/store.ts'
import {
  type Evidence,
  type HistoricalDose,
  type HistoricalDoseId,
  historicalDoseCancelled,
  historicalDoseEnded,
  historicalDoseRecorded,
} from './contract.ts'
import { findDoseFault, refuseHistoricalDose, type StatedDose } from './rules.ts'
import { cancelHistoricalDose, insertHistoricalDose } from './store.ts'

/** A dose as it is stated, with what was found out about it. */
export interface NewHistoricalDose extends StatedDose {
  readonly patient: PatientFacts
  readonly vaccine: VaccineFacts
  readonly place: string
  readonly evidence: Evidence
  /** The centre, and how its staff know the person. An import has neither. */
  readonly recorded?: { readonly facilityId: NonNullable<HistoricalDoseRow['facility_id']>; readonly proof: Proof }
}

/** Throws a 400 that names the field when the dose contradicts itself, the person or the vaccine. */
export function checkDose({ patient, vaccine, ...stated }: NewHistoricalDose, now: Date): void {
  const fault = findDoseFault(stated, vaccine, patient, dayInIndia(now))
  if (fault) throw invalidField(fault.pointer, fault.detail)
}

/** Records a dose that a person had elsewhere. Throws when it does not fit the other doses of the person. */
export async function recordDose(
  tx: Tx<VaccinationTables>,
  stated: NewHistoricalDose,
  origin: EventOrigin,
): Promise<HistoricalDoseRow> {
  const { patient, vaccine, dose, givenOn, place, evidence, recorded } = stated
  const now = tx.clock.now()
  checkDose(stated, now)
  const cell = cellOf(patient.patientId)
  const row: HistoricalDoseRow = {
    ...{ cell, id: newId<'dose'>(cell, now.getTime()), patient_id: patient.patientId },
    ...{ course: vaccine.course, dose, vaccine: vaccine.code, given_on: givenOn, place, evidence },
    facility_id: recorded?.facilityId ?? null,
    proof_kind: recorded?.proof.kind ?? null,
    proof_document: recorded?.proof.document ?? null,
    proof_last4: recorded?.proof.last4 ?? null,
    ...{ recorded_by: origin.actorId, recorded_at: now },
    ...{ cancelled_by: null, cancelled_at: null, cancel_reason: null },
  }
  await refuseMisfit(tx, stated)
  if (!(await insertHistoricalDose(tx, row))) {
    // Somebody else has just booked or recorded this dose. Read again to say which.
    await refuseMisfit(tx, stated)
    throw new Error('a claim stands in the way of a dose, and cannot be read')
  }
  await publish(tx, origin, historicalDoseRecorded, { ...toFacts(row), givenOn, evidence })
  return row
}

/** A record that is merged into another one gets nothing new. Two records could get the same dose otherwise. */
async function refuseMerged(tx: Tx<VaccinationTables>, patientId: PatientId): Promise<void> {
  const { staysId } = await samePeople.find(tx, patientId)
  if (staysId === patientId) return
  const detail = 'This record was merged into another one: record the dose for the record that stays'
  throw new Problem(patientMerged, { detail, members: { patientId, keptPatientId: staysId } })
}

/**
 * Throws when the record is merged away, or the dose does not fit the doses of the person, and those `before` it that
 * are not written.
 */
export async function refuseMisfit(
  tx: Tx<VaccinationTables>,
  { patient, vaccine, ...dose }: NewHistoricalDose,
  before: readonly Claim[] = [],
): Promise<void> {
  await refuseMerged(tx, patient.patientId)
  const refusal = refuseHistoricalDose(dose, vaccine, [...(await lockClaims(tx, patient.patientId)), ...before])
  if (!refusal) return
  throw 'pointer' in refusal ? invalidField(refusal.pointer, refusal.detail) : toRefusalProblem(refusal)
}

/** Cancels a record that was wrong. The row stays, with the reason. */
export async function cancelDose(
  tx: Tx<VaccinationTables>,
  id: HistoricalDoseId,
  { reason, by }: { reason: string; by: string },
  origin: EventOrigin,
): Promise<HistoricalDoseRow> {
  const row = await cancelHistoricalDose(tx, id, { reason, by, now: tx.clock.now() })
  if (!row) throw new Problem(historicalDoseEnded)
  await publish(tx, origin, historicalDoseCancelled, toFacts(row))
  return row
}

const toFacts = ({ id, patient_id, facility_id, course, vaccine, dose }: HistoricalDoseRow) => ({
  ...{ doseId: id, patientId: patient_id, course, vaccine, dose },
  ...(facility_id !== null && { facilityId: facility_id }),
})

export function toDoseView(row: HistoricalDoseRow): HistoricalDose {
  const { given_on: givenOn, place, evidence, recorded_at, cancelled_at, cancel_reason } = row
  return {
    ...toFacts(row),
    ...{ givenOn, place, evidence, recordedAt: recorded_at.toISOString() },
    ...(cancelled_at !== null && { cancelledAt: cancelled_at.toISOString() }),
    ...(cancel_reason !== null && { cancelReason: cancel_reason }),
  }
}
