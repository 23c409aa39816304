// Makes the row of a new account, and gives the account of who asks.
import { type Cell, newId } from '../../../platform/id.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../contract.ts'
import type { Account, IdentityContext } from '../tables.ts'
import { findAccount } from './store.ts'

type Stated = Pick<Account, 'phone' | 'name'> &
  Partial<Pick<Account, 'password_hash' | 'patient_id' | 'pending_patient'>> & { readonly cell: Cell }

/** A new row, without a password and a patient if none is stated. Store it only for a proven phone. */
export function newAccount({ clock }: Pick<IdentityContext, 'clock'>, { name, ...stated }: Stated): Account {
  const now = clock.now()
  return {
    id: newId(stated.cell, now.getTime()),
    name: name.trim().normalize('NFC'),
    mail: null,
    password_hash: null,
    patient_id: null,
    pending_patient: null,
    created_at: now,
    deactivated_at: null,
    closes_at: null,
    closed_at: null,
    ...stated,
  }
}

/** The account of who asks; throws `notFound` for a token without an account, such as that of an outside system. */
export async function getOwnAccount(
  { db }: IdentityContext,
  { accountId }: { readonly accountId: AccountId },
): Promise<Account> {
  const account = await findAccount(db, accountId)
  if (!account) throw new Problem(notFound)
  return account
}

/** For somebody who proves an account and has no sign-in yet: the holder acted. */
export function asHolder(origin: EventOrigin, accountId: AccountId): EventOrigin {
  return origin.actorId === null ? { requestId: origin.requestId, actorId: accountId, role: null } : origin
}
