// Records what a family says yes and no to, and tells the module that obeys.
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../../identity/contract.ts'
import { allowLinks } from '../../linkage/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { type ConsentId, consentChanged, type Purpose } from '../contract.ts'
import { textOf } from '../rules.ts'
import type { ConsentRow, PrivacyContext, PrivacyTables } from '../tables.ts'
import { findConsent, insertConsent, lockGiven, withdraw } from './store.ts'

interface Decision {
  readonly accountId: AccountId
  readonly patientId: PatientId
  readonly purpose: Purpose
  readonly isGiven: boolean
}

/** Records a yes or a no. A yes that holds already changes nothing, and gives its record. */
export async function decide(tx: Tx<PrivacyTables>, decision: Decision, origin: EventOrigin): Promise<ConsentRow> {
  const { accountId, patientId, purpose, isGiven } = decision
  const now = tx.clock.now()
  const held = await lockGiven(tx, patientId, purpose)
  if (held && isGiven) return held
  if (held) return (await endConsent(tx, held.id, origin)) ?? held
  const cell = cellOf(patientId)
  const consent: ConsentRow = {
    ...{ cell, id: newId<'consent'>(cell, now.getTime()), patient_id: patientId, account_id: accountId, purpose },
    text_version: textOf(purpose).textVersion,
    given_at: isGiven ? now : null,
    withdrawn_at: isGiven ? null : now,
  }
  // Another request said yes at the same moment: its record is the one that holds.
  if (!(await insertConsent(tx, consent))) return (await lockGiven(tx, patientId, purpose)) ?? consent
  await tell(tx, consent, origin)
  return consent
}

/** Ends a yes. A repeat changes nothing. */
export async function endConsent(
  tx: Tx<PrivacyTables>,
  id: ConsentId,
  origin: EventOrigin,
): Promise<ConsentRow | undefined> {
  const ended = await withdraw(tx, id, tx.clock.now())
  if (ended) await tell(tx, ended, origin)
  return ended ?? findConsent(tx, id)
}

/** When the person decided what holds by this record now. */
export const decidedAtOf = ({ given_at, withdrawn_at }: ConsentRow): string =>
  ((withdrawn_at ?? given_at) as Date).toISOString()

async function tell(tx: Tx<PrivacyTables>, consent: ConsentRow, origin: EventOrigin): Promise<void> {
  const { id: consentId, patient_id: patientId, purpose, withdrawn_at } = consent
  const decided = { isGiven: withdrawn_at === null, decidedAt: decidedAtOf(consent) }
  await publish(tx, origin, consentChanged, { patientId, consentId, purpose, ...decided })
}

interface Obeyed {
  readonly patientId: PatientId
  readonly purpose: Purpose
  readonly isGiven: boolean
  readonly decidedAt: string
}

/** Tells the module that obeys this purpose. The event does it again if the process died before. */
export async function obey({ call }: PrivacyContext, { patientId, isGiven, decidedAt }: Obeyed): Promise<void> {
  await call(allowLinks, { patientId, isAllowed: isGiven, decidedAt })
}
