// The SQL of people's numbers in other systems, stored as hashes.

import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { PatientId } from '../contract.ts'
import type { StoredNumber } from '../index/hash-numbers.ts'
import type { PatientsTables } from '../tables.ts'

/** Adds numbers to a patient; a number that is there already changes nothing. */
export async function insertIdentifiers(
  tx: Tx<PatientsTables>,
  patientId: PatientId,
  identifiers: readonly StoredNumber[],
  now: Date,
): Promise<void> {
  if (identifiers.length === 0) return
  await tx
    .insertInto('patients.patient_identifiers')
    .values(
      identifiers.map(({ system, hash, slips, isVerified, last4 }) => ({
        cell: cellOf(patientId),
        patient_id: patientId,
        system,
        value_hash: hash,
        last4,
        slip_hashes: [...slips],
        is_verified: isVerified,
        stated_at: now,
      })),
    )
    .onConflict((conflict) => conflict.columns(['cell', 'patient_id', 'system', 'value_hash']).doNothing())
    .execute()
}
