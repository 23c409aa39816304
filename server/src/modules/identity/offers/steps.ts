// Offers roles to the holder of a phone. Nothing shows or changes before the holder accepts with a code of the phone.
import { randomInt } from 'node:crypto'
import { newId } from '../../../platform/id.ts'
import { type Tx, transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { asHolder, getOwnAccount, newAccount } from '../accounts/account.ts'
import { insertOrLockAccount, lockAccount, setDeactivated } from '../accounts/store.ts'
import { tellHolder } from '../accounts/tell-holder.ts'
import { type AccountId, type OfferId, offerEnded, offerOpen, type WorkplaceId } from '../contract.ts'
import { isSamePlace, toPhone } from '../rules.ts'
import { withCode } from '../signing-in/codes.ts'
import { countTry, limitsOf } from '../signing-in/limits.ts'
import { appoint, readRoles, type StatedRoles } from '../staff/steps.ts'
import type { Account, IdentityContext, IdentityTables, Offer } from '../tables.ts'
import { listWorkplaces } from '../workplaces/store.ts'
import { endOfOffer, findSamePlace, isOpen } from './rules.ts'
import { endOffer, findOffer, insertOffer, listOpenClaims, listOpenOffers, lockOffer } from './store.ts'

export interface StatedOffer extends StatedRoles {
  readonly phone: string
  readonly name: string
}

/** Gives the offer to store; throws a 400 that names the wrong field. `by` is null for the console. */
export async function readOffer(
  context: IdentityContext,
  { phone: typed, name, ...stated }: StatedOffer,
  by: AccountId | null,
): Promise<Offer> {
  const given = await readRoles(context, stated)
  const now = context.clock.now()
  const cell = given.place_cell ?? 0
  const phone = toPhone(typed)
  return {
    ...given,
    cell,
    id: newId(cell, now.getTime()),
    phone,
    phone_hash: context.keys.hash('phone', phone),
    name: name.trim().normalize('NFC'),
    offered_by: by,
    claim_hash: null,
    offered_at: now,
    expires_at: endOfOffer(now, by === null),
    ended_at: null,
    ended_as: null,
    account_id: null,
  }
}

/** Counts one offer of this administrator and to this phone; throws `tooManyRequests`. */
export async function countOffer(context: IdentityContext, offer: Offer): Promise<void> {
  const { offersPerAccount, offersPerPhone } = limitsOf(context.config)
  await countTry(context, offersPerAccount, offer.offered_by ?? '')
  await countTry(context, offersPerPhone, offer.phone)
}

/** Stores an offer. Throws `offerOpen` when the phone has an open offer for the same place. */
export async function openOffer(tx: Tx<IdentityTables>, offer: Offer): Promise<void> {
  const open = await listOpenOffers(tx, offer.phone_hash, offer.offered_at)
  if (findSamePlace(open, offer)) throw new Problem(offerOpen)
  await insertOffer(tx, offer)
}

/** Tells the holder of the phone, whether the phone has an account or not. */
export function tellOffer({ messages }: IdentityContext, { phone, place_name }: Offer): void {
  const where = place_name ?? 'Sehat'
  const how = 'Sign in to Sehat with this phone and a code, and accept or decline.'
  messages.send({ to: phone, text: `Sehat: you are invited to work at ${where}. ${how} Otherwise do nothing.` })
}

/** Offers the role of a national administrator from the console. Gives the code with which the account is claimed. */
export async function offerFromConsole(context: IdentityContext, stated: StatedOffer): Promise<string> {
  const code = String(randomInt(10 ** 10)).padStart(10, '0')
  const offer = await readOffer(context, stated, null)
  const claim = { ...offer, claim_hash: toClaimHash(context, offer.id, code) }
  await transaction(context.db, async (tx) => {
    // An operator who lost the first code prints another one.
    for (const { id } of await listOpenClaims(tx, offer.phone_hash, offer.offered_at)) {
      await endOffer(tx, id, { as: 'withdrawn', at: offer.offered_at })
    }
    await insertOffer(tx, claim)
  })
  return code
}

const toClaimHash = ({ keys }: IdentityContext, id: OfferId, code: string): string =>
  keys.hash('claim', `${id} ${code}`)

/** Accepts the offer whose code the console printed; undefined when there is no such offer. */
export async function claimOffer(
  context: IdentityContext,
  { phone, otp }: { readonly phone: string; readonly otp: string },
  origin: EventOrigin,
): Promise<Account | undefined> {
  const { db, keys, clock } = context
  const open = await listOpenClaims(db, keys.hash('phone', phone), clock.now())
  const claimed = open.find(({ id, claim_hash }) => keys.equal(claim_hash ?? '', toClaimHash(context, id, otp)))
  if (!claimed) return undefined
  return transaction(db, async (tx) => {
    const offer = await lockOffer(tx, claimed.id)
    if (!offer || !isOpen(offer, tx.clock.now())) return undefined
    const account = await openAccountOfOffer(tx, context, offer)
    await accept(tx, account, offer, origin)
    return account
  })
}

/** Opens the account of a phone that was just proven: without a role, and with the name that the offer states. */
export async function openAccountOfOffer(
  tx: Tx<IdentityTables>,
  context: IdentityContext,
  { phone, phone_hash: phoneHash, name, cell }: Offer,
): Promise<Account> {
  const { account } = await insertOrLockAccount(tx, phoneHash, newAccount(context, { cell, phone, name }))
  if (account.deactivated_at) await setDeactivated(tx, account.id, null)
  return { ...account, deactivated_at: null }
}

interface Answered {
  readonly accountId: AccountId
  readonly offerId: OfferId
}

/**
 * Accepts an offer with a code of the phone. Gives undefined when the code is wrong. A repeat after the acceptance
 * changes nothing. Throws `notFound`, `offerEnded` and `tooManyWorkplaces`.
 */
export async function acceptOffer(
  context: IdentityContext,
  { accountId, offerId }: Answered,
  otp: string,
  origin: EventOrigin,
): Promise<WorkplaceId | undefined> {
  const { phone } = await getOwnAccount(context, { accountId })
  const known = await findOffer(context.db, offerId)
  if (known?.ended_as === 'accepted' && known.account_id === accountId) {
    return (await listWorkplaces(context.db, accountId)).find((one) => isSamePlace(one, known))?.id
  }
  requireOpen(context, known, phone)
  return withCode(context, { phone, otp }, async (tx) => {
    const offer = requireOpen(context, await lockOffer(tx, offerId), phone)
    const account = (await lockAccount(tx, accountId)) as Account
    return accept(tx, account, offer, origin)
  })
}

/** Declines an offer; a repeat changes nothing. Throws `notFound` and `offerEnded`. */
export async function declineOffer(context: IdentityContext, { accountId, offerId }: Answered): Promise<void> {
  const { phone } = await getOwnAccount(context, { accountId })
  await transaction(context.db, async (tx) => {
    const known = await lockOffer(tx, offerId)
    if (known?.ended_as === 'declined' && isFor(context, known, phone)) return
    const offer = requireOpen(context, known, phone)
    await endOffer(tx, offer.id, { as: 'declined', at: tx.clock.now() })
  })
}

/** Withdraws an offer; a repeat changes nothing. `permit` throws for an actor who may not. Throws `offerEnded`. */
export async function withdrawOffer(
  context: IdentityContext,
  offerId: OfferId,
  permit: (offer: Offer) => void,
): Promise<void> {
  await transaction(context.db, async (tx) => {
    const offer = await lockOffer(tx, offerId)
    if (!offer) throw new Problem(notFound)
    permit(offer)
    if (offer.ended_as === 'withdrawn') return
    if (offer.ended_as !== null) throw new Problem(offerEnded)
    await endOffer(tx, offer.id, { as: 'withdrawn', at: tx.clock.now() })
  })
}

async function accept(
  tx: Tx<IdentityTables>,
  account: Account,
  offer: Offer,
  origin: EventOrigin,
): Promise<WorkplaceId> {
  const own = asHolder(origin, account.id)
  const workplaceId = await appoint(tx, account, toPlaceAndRoles(offer), own)
  await endOffer(tx, offer.id, { as: 'accepted', at: tx.clock.now(), accountId: account.id })
  await tellHolder(tx, { accountId: account.id, change: 'role' }, own)
  return workplaceId
}

const toPlaceAndRoles = ({ facility_id, chain_id, district_cell, place_cell, place_name, roles }: Offer) => ({
  ...{ facility_id, chain_id, district_cell, place_cell, place_name, roles },
})

const isFor = ({ keys }: IdentityContext, offer: Offer, phone: string): boolean =>
  offer.phone_hash === keys.hash('phone', phone)

function requireOpen(context: IdentityContext, offer: Offer | undefined, phone: string): Offer {
  if (!offer || offer.claim_hash !== null || !isFor(context, offer, phone)) throw new Problem(notFound)
  if (!isOpen(offer, context.clock.now())) throw new Problem(offerEnded)
  return offer
}
