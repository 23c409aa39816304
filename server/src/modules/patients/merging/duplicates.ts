// Finds likely duplicates: compares each newly registered or imported person with the index, and records the pairs.
import { cellOf, newId } from '../../../platform/id.ts'
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import { type MatchCandidate, type PatientId, patientImported, patientRegistered } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { findPatient, type Patient } from '../registration/store.ts'
import { mayBeShown } from '../rules.ts'
import { insertDuplicate, listDuplicates } from './duplicate-store.ts'
import { findLiveMerge } from './store.ts'

/** At most this many pairs for one person, so that a person with many similar records does not fill the list. */
const PAIRS_MAX = 5

export function duplicateSubscriptions(context: PatientsContext): Subscription[] {
  const look = ({ body: { patientId } }: { body: { patientId: PatientId } }) => recordDuplicates(context, patientId)
  return [on(patientRegistered, look), on(patientImported, look)]
}

/** Compares one person with the index and records the likely pairs. A repeat does not change known pairs. */
export async function recordDuplicates(context: PatientsContext, patientId: PatientId): Promise<void> {
  const { db, index, clock } = context
  const patient = await findPatient(db, patientId)
  if (!patient || (await findLiveMerge(db, patientId))) return
  const likely = (await index.listSimilar(patientId)).filter(isLikely)
  for (const { patientId: otherId, bits, explanation } of likely.slice(0, PAIRS_MAX)) {
    const other = await findPatient(db, otherId)
    if (!other || isOneFamily(patient, other)) continue
    // Ids begin with the time. We put the later record first, so that both comparisons record the same pair.
    const [first, second] = patientId > otherId ? [patientId, otherId] : [otherId, patientId]
    const now = clock.now()
    const id = newId<'duplicate'>(cellOf(first), now.getTime())
    await insertDuplicate(db, { id, patient_id: first, other_id: second, bits, explanation, found_at: now })
  }
}

const isLikely = ({ grade, explanation }: MatchCandidate): boolean => grade !== 'possible' && mayBeShown(explanation)

// The account's holder registered both people, and so knows twins and people of the same name apart.
const isOneFamily = (one: Patient, other: Patient): boolean =>
  one.account_id !== null && one.account_id === other.account_id

const LIKELY_SAME_MAX = 20

/** The other records of the open pairs of this patient. */
export async function findLikelySame(db: PatientsContext['db'], patientId: PatientId): Promise<PatientId[]> {
  const search = { status: 'open', patientId, before: undefined, limit: LIKELY_SAME_MAX } as const
  const pairs = await listDuplicates(db, search)
  return pairs.map(({ patient_id, other_id }) => (patient_id === patientId ? other_id : patient_id))
}
