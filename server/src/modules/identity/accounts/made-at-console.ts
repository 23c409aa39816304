// Makes accounts from the console and not through the API: the first administrator, and the accounts of the demo.

import { newId } from '../../../platform/id.ts'
import type { Context } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { FIRST_ADMIN } from '../access.ts'
import type { AccountId } from '../contract.ts'
import { isSamePlace, toPhone } from '../rules.ts'
import { refuseTokens } from '../signing-in/steps.ts'
import { appoint, type NewStaff, readStaff } from '../staff/steps.ts'
import type { Account, IdentityContext } from '../tables.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { type NewCitizen, openAccount, readCitizen, registerHolder } from './registration.ts'
import { findAccountByPhone } from './store.ts'

const fromConsole = (): EventOrigin => ({ actorId: null, requestId: newId(0) })

export interface NewAdmin {
  readonly phone: string
  readonly name: string
  readonly password: string
}

/** Makes a national administrator. If the phone has an account, gives it the role and keeps its password. */
export async function createAdmin(context: Context, admin: NewAdmin): Promise<AccountId> {
  return createDemoAccount(context, { ...admin, roles: [FIRST_ADMIN] })
}

/** Makes sure that the holder of this phone has these roles or is a citizen. A repeat changes nothing. */
export async function createDemoAccount(anyContext: Context, stated: NewStaff | NewCitizen): Promise<AccountId> {
  const context = anyContext as IdentityContext
  const known = await findAccountByPhone(context.db, context.keys.hash('phone', toPhone(stated.phone)))
  if ('roles' in stated) return appointFromConsole(context, stated, known)
  return known && !known.deactivated_at && known.patient_id !== null ? known.id : registerFromConsole(context, stated)
}

async function appointFromConsole(
  context: IdentityContext,
  stated: NewStaff,
  known: Account | undefined,
): Promise<AccountId> {
  const staff = await readStaff(context, stated)
  const { appointment } = staff
  const there = known && (await listWorkplaces(context.db, known.id)).find((one) => isSamePlace(one, appointment))
  if (there && appointment.roles.every((role) => there.roles.includes(role))) return there.account_id
  const { accountId, revoked } = await transaction(context.db, (tx) => appoint(tx, context, staff, fromConsole()))
  refuseTokens(context, revoked)
  return accountId
}

async function registerFromConsole(context: IdentityContext, stated: NewCitizen): Promise<AccountId> {
  const citizen = await readCitizen(context, stated)
  const accountId = await transaction(context.db, (tx) => openAccount(tx, context, citizen, fromConsole()))
  await registerHolder(context, accountId)
  return accountId
}
