// Makes the accounts of the demo and of tests, whose phones count as proven.

import { newId } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../contract.ts'
import { isSamePlace, toPhone } from '../rules.ts'
import { hashNewPassword } from '../signing-in/passwords.ts'
import { toActor } from '../signing-in/steps.ts'
import { appoint, readRoles, type StatedRoles } from '../staff/steps.ts'
import type { Account, IdentityContext } from '../tables.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { newAccount } from './account.ts'
import { type NewCitizen, openAccount, readCitizen, registerHolder } from './registration.ts'
import { findAccountByPhone, insertOrLockAccount } from './store.ts'

const fromConsole = (): EventOrigin => ({ actorId: null, requestId: newId(0) })

/** Staff with a proven phone and, if stated, a password: people of the demo and of tests. */
export interface NewStaff extends StatedRoles {
  readonly phone: string
  readonly name: string
  readonly password?: string
}

/** Makes sure that the holder of this phone has these roles or is a citizen. A repeat changes nothing. */
export async function createDemoAccount(anyContext: Context, stated: NewStaff | NewCitizen): Promise<AccountId> {
  const context = anyContext as IdentityContext
  const known = await findAccountByPhone(context.db, context.keys.hash('phone', toPhone(stated.phone)))
  if ('roles' in stated) return appointFromConsole(context, stated, known)
  return known && !known.deactivated_at && known.patient_id !== null ? known.id : registerFromConsole(context, stated)
}

/**
 * Gives an access token of this account for an hour, at its first workplace. It is no sign-in: the demo acts as its
 * people on many days, and leaves no trace in their lists of sign-ins.
 */
export async function createDemoToken(anyContext: Context, typed: string): Promise<string> {
  const context = anyContext as IdentityContext
  const account = await findAccountByPhone(context.db, context.keys.hash('phone', toPhone(typed)))
  if (!account) throw new Error('The demo has no account with this phone')
  const [workplace] = await listWorkplaces(context.db, account.id)
  return context.auth.sign(toActor(account, newId<'session'>(0), workplace, undefined), TOKEN_SECONDS)
}

const TOKEN_SECONDS = 3_600

async function appointFromConsole(
  context: IdentityContext,
  { phone: typed, name, password, ...stated }: NewStaff,
  known: Account | undefined,
): Promise<AccountId> {
  const given = await readRoles(context, stated)
  const there = known && (await listWorkplaces(context.db, known.id)).find((one) => isSamePlace(one, given))
  if (there && given.roles.every((role) => there.roles.includes(role))) return there.account_id
  const phone = toPhone(typed)
  const password_hash = password === undefined ? null : await hashNewPassword(password, phone)
  const stored = newAccount(context, { cell: given.place_cell ?? 0, phone, name, password_hash })
  return transaction(context.db, async (tx) => {
    const { account } = await insertOrLockAccount(tx, context.keys.hash('phone', phone), stored)
    await appoint(tx, account, given, fromConsole())
    return account.id
  })
}

async function registerFromConsole(context: IdentityContext, stated: NewCitizen): Promise<AccountId> {
  const citizen = await readCitizen(context, stated)
  const accountId = await transaction(context.db, (tx) => openAccount(tx, context, citizen, fromConsole()))
  await registerHolder(context, accountId)
  return accountId
}
