// Appoints staff to roles at a place, and ends their appointments.
import { type Cell, newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import type { Role } from '../../../platform/powers.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { type ChainId, type FacilityId, findChain, findDistrict, findFacility } from '../../facilities/contract.ts'
import { lockAccount, setDeactivated } from '../accounts/store.ts'
import { type AccountId, staffAppointed, staffDeactivated, tooManyWorkplaces, type WorkplaceId } from '../contract.ts'
import { withdrawOffersBy } from '../offers/store.ts'
import { decideAppointment, findPlaceFault, isOver, type StatedPlace } from '../rules.ts'
import type { Account, IdentityContext, IdentityTables, Workplace } from '../tables.ts'
import { endingNow, refuseTokens } from '../tokens/refusal.ts'
import { endSessionsOf, refuseWorkplaces } from '../tokens/store.ts'
import { insertWorkplace, listAppointments, listWorkplaces, updateWorkplace } from '../workplaces/store.ts'
import { toAppointment } from '../workplaces/views.ts'

/** Roles at a place, as somebody states them. */
export interface StatedRoles {
  readonly roles: readonly Role[]
  readonly facilityId?: FacilityId
  readonly chainId?: ChainId
  readonly districtCell?: number
}

/** The place and the roles of an appointment, as a row holds them. */
export type PlaceAndRoles = Pick<
  Workplace,
  'facility_id' | 'chain_id' | 'district_cell' | 'place_cell' | 'place_name' | 'roles'
>

/** Reads the place and the roles; throws a 400 that names the wrong field. */
export async function readRoles(context: IdentityContext, stated: StatedRoles): Promise<PlaceAndRoles> {
  const fault = findPlaceFault(stated.roles, stated)
  if (fault) throw invalidField(fault.pointer, fault.detail)
  const place = await findPlace(context, stated)
  const { facilityId = null, chainId = null, districtCell = null, roles } = stated
  const where = { facility_id: facilityId, chain_id: chainId, district_cell: districtCell }
  return { ...where, place_cell: place.cell, place_name: place.name, roles }
}

interface KnownPlace {
  readonly cell: Cell | null
  readonly name: string | null
}

async function findPlace(
  { call }: IdentityContext,
  { facilityId, chainId, districtCell }: Pick<StatedRoles, keyof StatedPlace>,
): Promise<KnownPlace> {
  if (facilityId !== undefined) {
    const facility = await call(findFacility, { facilityId })
    if (facility) return facility
    throw invalidField('/facilityId', 'is not in the directory of facilities')
  }
  if (chainId !== undefined) {
    const chain = await call(findChain, { chainId })
    if (chain) return { cell: null, name: chain.name }
    throw invalidField('/chainId', 'is not the id of a chain; see GET /v1/chains')
  }
  if (districtCell === undefined) return { cell: null, name: null }
  const district = await call(findDistrict, { cell: districtCell })
  if (district) return { cell: districtCell, name: district.name }
  throw invalidField('/districtCell', 'is not the number of a district; see GET /v1/states/{code}/districts')
}

/**
 * Gives an account one more workplace, or more roles at a place where the person works already. Call it with the locked
 * account, and only when its holder has accepted. Ends no sign-in: the next refresh brings the new roles. Throws
 * `tooManyWorkplaces`.
 */
export async function appoint(
  tx: Tx<IdentityTables>,
  account: Account,
  given: PlaceAndRoles,
  origin: EventOrigin,
): Promise<WorkplaceId> {
  const active = await listWorkplaces(tx, account.id)
  const decision = decideAppointment(active, given)
  if (decision.kind === 'too-many') throw new Problem(tooManyWorkplaces)
  if (account.deactivated_at) await setDeactivated(tx, account.id, null)
  const workplace =
    decision.kind === 'open'
      ? openWorkplace(account, given, tx.clock.now())
      : { ...(active.find(({ id }) => id === decision.id) as Workplace), roles: decision.roles }
  if (decision.kind === 'open') await insertWorkplace(tx, workplace)
  else await updateWorkplace(tx, workplace.id, { roles: workplace.roles })
  await publishAppointment(tx, staffAppointed, { ...workplace, roles: given.roles }, origin)
  return workplace.id
}

function openWorkplace(account: Account, given: PlaceAndRoles, now: Date): Workplace {
  return {
    ...given,
    cell: account.cell,
    id: newId(account.cell, now.getTime()),
    account_id: account.id,
    holder_name: account.name,
    since: now,
    until: null,
    last_used_at: null,
  }
}

/**
 * Ends appointments of an account and refuses the tokens of these workplaces. Switches the account off if the holder is
 * no citizen and works nowhere else. `choose` picks the appointments that end from those listed; it throws for an actor
 * who may not end them.
 */
export async function endAppointments(
  context: IdentityContext,
  accountId: AccountId,
  choose: (listed: readonly Workplace[]) => readonly Workplace[],
  origin: EventOrigin,
): Promise<void> {
  const revoked = await transaction(context.db, async (tx) => {
    const account = await lockAccount(tx, accountId)
    const all = account ? await listAppointments(tx, accountId) : []
    // If the person is still a citizen or works elsewhere, administrators no longer see the ended appointments.
    const listed = all.filter(({ until }) => until === null || account?.deactivated_at)
    if (!account || listed.length === 0) throw new Problem(notFound)
    const ending = choose(listed).filter(({ until }) => until === null)
    if (ending.length === 0) return []
    const now = context.clock.now()
    for (const workplace of ending) {
      await updateWorkplace(tx, workplace.id, { until: now })
      await publishAppointment(tx, staffDeactivated, workplace, origin)
    }
    // Somebody who may no longer appoint must not leave offers behind that others can still accept.
    await withdrawOffersBy(tx, accountId, now)
    const workplaceIds = ending.map(({ id }) => id)
    const left = all.filter(({ id, until }) => until === null && !workplaceIds.includes(id))
    const isAllOver = isOver(account, left)
    if (isAllOver) await setDeactivated(tx, accountId, now)
    const bound = isAllOver ? { accountId } : { accountId, workplaceIds }
    const ended = await endSessionsOf(tx, bound, endingNow(context))
    return [...ended, ...(await refuseWorkplaces(tx, workplaceIds, endingNow(context)))]
  })
  refuseTokens(context, revoked)
}

async function publishAppointment(
  tx: Tx<IdentityTables>,
  event: typeof staffAppointed,
  workplace: Workplace,
  origin: EventOrigin,
): Promise<void> {
  await publish(tx, origin, event, toAppointment(workplace))
}
