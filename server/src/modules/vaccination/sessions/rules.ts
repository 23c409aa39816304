// Decides whether a session with bookings may change: what people booked must stay as it was when they booked.
import type { PatientFacts, PatientId } from '../../patients/contract.ts'
import { changeExcludesBooked } from '../problems.ts'
import { ageOn, type Refusal } from '../rules.ts'
import type { BookingRow, SessionRow } from '../tables.ts'

export type Birth = Pick<PatientFacts, 'birthDate' | 'birthYear'>
export type Births = ReadonlyMap<PatientId, Birth>

type Ages = Pick<SessionRow, 'age_min' | 'age_max'>
type Changeable = Ages & Pick<SessionRow, 'held_on' | 'windows' | 'fee_paise'>
type Booked = Pick<BookingRow, 'patient_id' | 'time_window'>

const oldestOf = ({ age_max }: Ages): number => age_max ?? Number.POSITIVE_INFINITY

/** Whether a change may make somebody too young or too old. */
export function narrowsAges(before: Ages, after: Ages): boolean {
  return after.age_min > before.age_min || oldestOf(after) < oldestOf(before)
}

/**
 * Why a session may not change: the changed session could not serve some of the people who wait for their dose. If
 * somebody booked while the births were read, that person's birth is missing, and the change is refused.
 */
export function refuseChange(
  before: Changeable,
  after: Changeable,
  waiting: readonly Booked[],
  births: Births,
): Refusal | undefined {
  const gone = waiting.filter(({ time_window }) => !after.windows.includes(time_window))
  if (gone.length > 0) {
    const windows = [...new Set(gone.map(({ time_window }) => time_window))].sort().join(', ')
    return refuse(gone.length, `Bookings for ${windows}: ${gone.length}. Keep these windows.`)
  }
  const excluded = narrowsAges(before, after) ? waiting.filter((one) => !fits(after, births.get(one.patient_id))) : []
  if (excluded.length > 0) {
    return refuse(excluded.length, `Booked people who are too young or too old for the new ages: ${excluded.length}`)
  }
  if (after.fee_paise > before.fee_paise && waiting.length > 0) {
    return refuse(waiting.length, `People who booked for a fee of ${before.fee_paise} paise: ${waiting.length}`)
  }
  return undefined
}

function fits(session: Changeable, birth: Birth | undefined): boolean {
  if (!birth) return false
  const age = ageOn(session.held_on, birth)
  return age >= session.age_min && age <= oldestOf(session)
}

const refuse = (booked: number, detail: string): Refusal => ({
  problem: changeExcludesBooked,
  detail,
  members: { booked },
})
