// Follows the hospitals of visits. Who treats at one hospital of a chain reads what the others of it wrote.
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { type FacilityFacts, type FacilityId, findFacility } from '../../facilities/contract.ts'
import type { VisitsContext } from '../tables.ts'
import { findHospitals, upsertHospital } from './store.ts'

/** The facts of a facility, to copy them with its first visit. */
export async function requireFacility({ call }: VisitsContext, facilityId: FacilityId): Promise<FacilityFacts> {
  const facts = await call(findFacility, { facilityId })
  if (!facts) throw new Problem(notFound)
  return facts
}

/** Copies a change of a facility, if it ever had a visit. */
export async function copyChange({ db }: VisitsContext, facts: FacilityFacts): Promise<void> {
  const known = await findHospitals(db, [facts.facilityId])
  if (known.size > 0) await transaction(db, (tx) => upsertHospital(tx, facts))
}
