// Looks up what a sending needs in this moment: where to reach people, what they want, and what became of subjects.
import { cellOf } from '../../../platform/id.ts'
import { type AccountId, reachAccounts } from '../../identity/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { reachPatients } from '../../patients/reaching/contract.ts'
import type { Language } from '../contract.ts'
import { listWishes } from '../preferences/store.ts'
import type { NotificationsContext } from '../tables.ts'
import { DEFAULT_WISHES, type Reach, type Subject, type Wishes } from './rules.ts'
import type { ClaimedNotice } from './store.ts'
import { listSubjects, type SubjectKey, subjectName } from './subject-store.ts'
import { NEXT_DOSE } from './subjects.ts'

export interface Known {
  readonly reach: Reach | undefined
  readonly wishes: Wishes
  readonly subjects: readonly Subject[]
}

interface ReachOfPatient {
  readonly accountId: AccountId | null
  readonly phone: string | null
  readonly keptId: PatientId | null
}

/** One answer for each notice, in their order. The number of questions does not grow with the number of notices. */
export async function lookUp(context: NotificationsContext, notices: readonly ClaimedNotice[]): Promise<Known[]> {
  const { pool, call } = context
  const patientIds = unique(notices.filter(isOfPatient).map(({ recipient }) => recipient as PatientId))
  const patients = new Map<string, ReachOfPatient>(
    patientIds.length === 0
      ? []
      : (await call(reachPatients, { patientIds })).map((one) => [one.patientId, one as ReachOfPatient]),
  )
  const accountOf = (notice: ClaimedNotice): AccountId | null | undefined =>
    isOfPatient(notice) ? patients.get(notice.recipient)?.accountId : (notice.recipient as AccountId)
  const accountIds = unique(notices.flatMap((notice) => accountOf(notice) ?? []))
  const [reached, wishes, subjects] = await Promise.all([
    accountIds.length === 0 ? [] : call(reachAccounts, { accountIds }),
    listWishes(pool, accountIds),
    listSubjects(
      pool,
      notices.flatMap((notice) => keysOf(notice, patients)),
    ),
  ])
  const accounts = new Map(reached.map((one) => [one.accountId, one]))
  return notices.map((notice) => {
    const accountId = accountOf(notice)
    const account = accountId ? accounts.get(accountId) : undefined
    return {
      reach: toReach(account, patients.get(notice.recipient)),
      wishes: (accountId && wishes.get(accountId)) || { ...DEFAULT_WISHES, language: languageOf(account?.language) },
      subjects: keysOf(notice, patients).flatMap((key) => subjects.get(subjectName(key)) ?? []),
    }
  })
}

const isOfPatient = ({ recipient_kind }: ClaimedNotice): boolean => recipient_kind === 'patient'

const unique = <Value>(values: readonly Value[]): Value[] => [...new Set(values)]

const languageOf = (stated: string | undefined): Language => (stated === 'hi' ? 'hi' : DEFAULT_WISHES.language)

/** An account that is switched off has no entry: nobody reads its messages. Noted phones are for people without one. */
function toReach(
  account: { accountId: string; phone: string; mail?: string } | undefined,
  patient: ReachOfPatient | undefined,
): Reach | undefined {
  if (account) return { accountId: account.accountId, phone: account.phone, mail: account.mail ?? null }
  if (!patient || patient.accountId !== null || patient.phone === null) return undefined
  return { accountId: null, phone: patient.phone, mail: null }
}

/** The key of the next dose of a person in a course. */
export function nextDoseKey(patientId: string, course: string, dose: number): SubjectKey {
  return { cell: cellOf(patientId), kind: NEXT_DOSE, id: `${patientId} ${course} ${dose}` }
}

/** A dose that the record which stays after a merge has booked or had is not due for the other record either. */
function keysOf(
  { subject_kind: kind, subject_id: id, recipient }: ClaimedNotice,
  patients: ReadonlyMap<string, ReachOfPatient>,
): SubjectKey[] {
  if (kind === null || id === null) return []
  const key = { cell: cellOf(id), kind, id }
  const keptId = kind === NEXT_DOSE ? patients.get(recipient)?.keptId : null
  return keptId ? [key, { ...key, cell: cellOf(keptId), id: id.replace(recipient, keptId) }] : [key]
}
