// Accounts that are made at the console and not through the API: the first administrator, and those of the demo.

import { newId } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import type { AccountId } from '../contract.ts'
import { toPhone } from '../rules.ts'
import { refuseTokens } from '../signing-in/steps.ts'
import { appoint, type NewStaff, readStaff } from '../staff/steps.ts'
import type { IdentityContext } from '../tables.ts'
import { type Registration, readCitizen, register } from './registration.ts'
import { findAccountByPhone } from './store.ts'

const fromConsole = (): EventOrigin => ({ actorId: null, requestId: newId(0) })

export interface NewAdmin {
  readonly phone: string
  readonly name: string
  readonly password: string
}

/** Makes a national administrator, or gives the role to the account that the phone has; its password stays then. */
export async function createAdmin(context: Context, admin: NewAdmin): Promise<AccountId> {
  return createDemoAccount(context, { ...admin, roles: ['national-admin'] })
}

/** Makes sure that somebody with this phone has these roles, or is a citizen; a repeat changes nothing. */
export async function createDemoAccount(anyContext: Context, stated: NewStaff | Registration): Promise<AccountId> {
  const context = anyContext as IdentityContext
  const known = await findAccountByPhone(context.db, context.keys.hash('phone', toPhone(stated.phone)))
  const roles = 'roles' in stated ? stated.roles : (['citizen'] as const)
  if (known && !known.deactivated_at && roles.every((role) => known.roles.includes(role))) return known.id
  return 'roles' in stated ? appointFromConsole(context, stated) : registerFromConsole(context, stated)
}

async function appointFromConsole(context: IdentityContext, stated: NewStaff): Promise<AccountId> {
  const staff = await readStaff(context, stated)
  const { accountId, revoked } = await transaction(context.db, (tx) => appoint(tx, context, staff, fromConsole()))
  refuseTokens(context, revoked)
  return accountId
}

async function registerFromConsole(context: IdentityContext, stated: Registration): Promise<AccountId> {
  const { accountId } = await register(context, await readCitizen(context, stated), fromConsole())
  return accountId
}
