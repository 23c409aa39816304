// Warns before a dose: a record that is likely the same person shows this dose already.
import type { Static } from '../../../platform/contract.ts'
import type { Context } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { PatientId } from '../../patients/contract.ts'
import { listLikelySame } from '../../patients/merging/contract.ts'
import type { BookingId } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { type LikelyDose, likelySamePerson } from './contract.ts'
import { insertConfirmation } from './proof-store.ts'
import { listClaims } from './store.ts'

type Dose = Static<typeof LikelyDose>

/**
 * The doses that records of likely the same person have had: this dose of the course, or a later one. Ask before the
 * transaction, because another module knows the records.
 */
export async function findLikelyDoses(
  { db, call }: Context<VaccinationTables>,
  { patient_id: patientId, course, dose }: { patient_id: PatientId; course: string; dose: number },
): Promise<Dose[]> {
  const doses: Dose[] = []
  for (const other of await call(listLikelySame, { patientId })) {
    for (const claim of await listClaims(db, other)) {
      if (claim.given_on === null || claim.course !== course || claim.dose < dose) continue
      doses.push({ course, dose: claim.dose, vaccine: claim.vaccine, givenOn: claim.given_on })
    }
  }
  return doses.sort((one, another) => one.dose - another.dose || one.givenOn.localeCompare(another.givenOn))
}

interface Confirmed {
  readonly bookingId: BookingId
  readonly cell: number
  /** Why the staff give the dose all the same. */
  readonly reason: string | undefined
  readonly by: string
}

/** Throws `likelySamePerson` when there is a warning and no reason. Stores the reason with the booking. */
export async function confirmDespite(
  tx: Tx<VaccinationTables>,
  doses: readonly Dose[],
  { bookingId, cell, reason, by }: Confirmed,
): Promise<void> {
  const [first] = doses
  if (!first) return
  if (reason === undefined) {
    const detail = `Likely the same person has had dose ${first.dose} on ${first.givenOn}`
    throw new Problem(likelySamePerson, { detail, members: { likelySame: doses } })
  }
  const confirmed_at = tx.clock.now()
  await insertConfirmation(tx, { cell, booking_id: bookingId, reason, confirmed_by: by, confirmed_at })
}
