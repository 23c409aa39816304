// Follows the hospitals at which doctors practise: their names and places, and whether they are open.
import { transaction } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import type { EventEnvelope } from '../../../platform/work/outbox.ts'
import { type FacilityFacts, type FacilityId, findFacility } from '../../facilities/contract.ts'
import { facilityNotMedical } from '../contract.ts'
import type { DoctorsContext, Hospital } from '../tables.ts'
import { findHospital, upsertHospital } from './store.ts'

export function toHospital(facts: FacilityFacts): Hospital {
  const { facilityId: id, cell, name, address, pin, district, state, latitude, longitude, version } = facts
  const is_open = facts.isActive && facts.kinds.includes('hospital')
  return { cell, id, name, address, pin, district, state, latitude, longitude, is_open, version }
}

/** Gives a hospital that is open. Throws `facility-not-a-hospital` for any other facility. */
export async function requireHospital({ call }: DoctorsContext, facilityId: FacilityId): Promise<Hospital> {
  const facts = await call(findFacility, { facilityId })
  const hospital = facts && toHospital(facts)
  if (!hospital?.is_open) throw new Problem(facilityNotMedical)
  return hospital
}

/** Copies a change of a facility, if a doctor has ever practised there. */
export async function copyChange({ db }: DoctorsContext, { body }: EventEnvelope<FacilityFacts>): Promise<void> {
  if (!(await findHospital(db, body.facilityId))) return
  await transaction(db, (tx) => upsertHospital(tx, toHospital(body)))
}
