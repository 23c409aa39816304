// Appointing staff and ending their appointment: who holds which role where.
import type { Role } from '../../../platform/access.ts'
import { type Cell, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type FacilityId, findFacility } from '../../facilities/contract.ts'
import { claimPhone, insertAccount, lockAccount, lockAccountByPhone, updatePosition } from '../accounts/store.ts'
import { type AccountId, staffAppointed, staffDeactivated, worksElsewhere } from '../contract.ts'
import {
  decideAppointment,
  decideDeactivation,
  findPlaceFault,
  type Position,
  staffRolesOf,
  toPhone,
} from '../rules.ts'
import { hashNewPassword } from '../signing-in/passwords.ts'
import { endingNow, refuseTokens } from '../signing-in/steps.ts'
import type { Account, IdentityContext, IdentityTables } from '../tables.ts'
import { endSessionsOf, type Revocation } from '../tokens/store.ts'

export interface NewStaff {
  readonly phone: string
  readonly name: string
  readonly password?: string
  readonly roles: readonly Role[]
  readonly facilityId?: FacilityId
  readonly districtCell?: number
}

/** The account as it will be stored if the phone has none yet, or a 400 that names the field. */
export async function readStaff(context: IdentityContext, stated: NewStaff): Promise<Account> {
  const now = context.clock.now()
  const cell = await getCell(context, stated)
  const phone = toPhone(stated.phone)
  return {
    cell,
    id: newId(cell, now.getTime()),
    phone,
    name: stated.name.trim().normalize('NFC'),
    password_hash: stated.password === undefined ? null : await hashNewPassword(stated.password, phone),
    roles: stated.roles,
    facility_id: stated.facilityId ?? null,
    district_cell: stated.districtCell ?? null,
    patient_id: null,
    pending_patient: null,
    created_at: now,
    deactivated_at: null,
  }
}

async function getCell(context: IdentityContext, stated: NewStaff): Promise<Cell> {
  const fault = findPlaceFault(stated.roles, stated)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  const { facilityId, districtCell } = stated
  if (facilityId === undefined) return districtCell ?? 0
  const facility = await context.call(findFacility, { facilityId })
  if (!facility) throw invalidField('/facilityId', 'is not in the directory of facilities')
  return facility.cell
}

export interface Appointed {
  readonly accountId: AccountId
  readonly revoked: readonly Revocation[]
}

/** Opens the account, or gives the roles to the account that the phone has: its name and password stay as they are. */
export async function appoint(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  staff: Account,
  origin: EventOrigin,
): Promise<Appointed> {
  const phoneHash = context.keys.hash('phone', staff.phone)
  const isNew = await claimPhone(tx, phoneHash, staff.id)
  if (isNew) await insertAccount(tx, staff)
  const accountId = isNew ? staff.id : await addRoles(tx, phoneHash, staff)
  await publishPosition(tx, staffAppointed, accountId, staff, origin)
  return { accountId, revoked: isNew ? [] : await endSessionsOf(tx, accountId, endingNow(context)) }
}

async function addRoles(tx: Tx<IdentityTables>, phoneHash: string, given: Position): Promise<AccountId> {
  const account = await lockAccountByPhone(tx, phoneHash)
  const position = decideAppointment(account, given)
  if (!position) throw new Problem(worksElsewhere)
  await updatePosition(tx, account.id, position)
  return account.id
}

/** Ends the staff roles of an account, and its sign-ins. `check` throws for an actor who may not do so. */
export async function deactivate(
  context: IdentityContext,
  accountId: AccountId,
  check: (account: Account) => void,
  origin: EventOrigin,
): Promise<void> {
  const revoked = await transaction(context.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    if (!account || staffRolesOf(account.roles).length === 0) throw new Problem(notFound)
    check(account)
    await updatePosition(tx, accountId, decideDeactivation(account, context.clock.now()))
    await publishPosition(tx, staffDeactivated, accountId, account, origin)
    return endSessionsOf(tx, accountId, endingNow(context))
  })
  refuseTokens(context, revoked)
}

async function publishPosition(
  tx: Tx<IdentityTables>,
  event: typeof staffAppointed,
  accountId: AccountId,
  position: Position,
  origin: EventOrigin,
): Promise<void> {
  const { facility_id: facilityId, district_cell: districtCell } = position
  const body = {
    accountId,
    roles: staffRolesOf(position.roles),
    ...(facilityId !== null && { facilityId }),
    ...(districtCell !== null && { districtCell }),
  }
  await publish(tx, origin, event, body)
}
