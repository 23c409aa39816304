// Warns a family that is about to add somebody whom it has already.
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { patientMayExist } from '../contract.ts'
import { type NewMember, type PatientsContext, toPatient } from '../registration/steps.ts'
import { listFamily, lockFamily, type Patient } from '../registration/store.ts'
import type { PatientsTables } from '../tables.ts'
import { isLikelySame, type Relative } from './rules.ts'

const toRelative = ({ name, birth_date, birth_year, gender, aadhaar_hash }: Patient): Relative => ({
  fullName: name,
  ...(birth_date === null ? { birthYear: birth_year } : { birthDate: birth_date }),
  gender,
  aadhaarHash: aadhaar_hash,
})

/**
 * Throws `patientMayExist` when the family has somebody like this already. It compares with the own family only, so
 * that nobody learns of other people. The family is locked: of two requests at the same moment the second sees the
 * first.
 */
export async function refuseKnown(tx: Tx<PatientsTables>, context: PatientsContext, stated: NewMember): Promise<void> {
  await lockFamily(tx, stated.accountId)
  const own = toRelative(toPatient(context, stated))
  const known = (await listFamily(tx, stated.accountId)).filter((member) => isLikelySame(own, toRelative(member)))
  if (known.length === 0) return
  const candidates = known.map(
    ({ id: patientId, name, birth_date: birthDate, birth_year: birthYear, gender, pin }) => ({
      ...{ patientId, name, birthYear, gender, pin },
      ...(birthDate !== null && { birthDate }),
    }),
  )
  throw new Problem(patientMayExist, { members: { candidates } })
}
