// The SQL of offers.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { AccountId, OfferId } from '../contract.ts'
import { isAt, type StaffPlace } from '../staff/store.ts'
import type { IdentityTables, Offer } from '../tables.ts'

export async function insertOffer(tx: Tx<IdentityTables>, offer: Offer): Promise<void> {
  await tx.insertInto('identity.offers').values(offer).execute()
}

const selectOffer = (db: Db<IdentityTables>, id: OfferId) =>
  db.selectFrom('identity.offers').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findOffer(db: Db<IdentityTables>, id: OfferId): Promise<Offer | undefined> {
  return selectOffer(db, id).executeTakeFirst()
}

export async function lockOffer(tx: Tx<IdentityTables>, id: OfferId): Promise<Offer | undefined> {
  return selectOffer(tx, id).forUpdate().executeTakeFirst()
}

const selectOpen = (db: Db<IdentityTables>, phoneHash: string, now: Date) =>
  db
    .selectFrom('identity.offers')
    .selectAll()
    .where('phone_hash', '=', phoneHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .orderBy('offered_at')
    .orderBy('id')
    .limit(100)

/** The open offers to the holder of a phone, the oldest first. */
export async function listOpenOffers(db: Db<IdentityTables>, phoneHash: string, now: Date): Promise<Offer[]> {
  return selectOpen(db, phoneHash, now).where('claim_hash', 'is', null).execute()
}

/** The open offers of the console to a phone. Only somebody who has the printed code may see and accept them. */
export async function listOpenClaims(db: Db<IdentityTables>, phoneHash: string, now: Date): Promise<Offer[]> {
  return selectOpen(db, phoneHash, now).where('claim_hash', 'is not', null).execute()
}

interface OfferSearch {
  readonly place: StaffPlace
  /** Where the list continues. */
  readonly after: Pick<Offer, 'name' | 'id'> | undefined
  readonly limit: number
}

/** Lists the offers at a place that nobody accepted, declined or withdrew, by name; also those that have expired. */
export async function listOffers(db: Db<IdentityTables>, { place, after, limit }: OfferSearch): Promise<Offer[]> {
  let query = db
    .selectFrom('identity.offers as o')
    .selectAll('o')
    .where('o.ended_at', 'is', null)
    .where(isAt('o', place))
  if (after) query = query.where(sql<boolean>`(o.name, o.id) > (${after.name}, ${after.id}::uuid)`)
  return query.orderBy('o.name').orderBy('o.id').limit(limit).execute()
}

export interface OfferEnd {
  readonly as: NonNullable<Offer['ended_as']>
  readonly at: Date
  readonly accountId?: AccountId
}

export async function endOffer(tx: Tx<IdentityTables>, id: OfferId, { as, at, accountId }: OfferEnd): Promise<void> {
  await tx
    .updateTable('identity.offers')
    .set({ ended_at: at, ended_as: as, account_id: accountId ?? null })
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .execute()
}

/** Withdraws all open offers that this account made. */
export async function withdrawOffersBy(tx: Tx<IdentityTables>, accountId: AccountId, at: Date): Promise<void> {
  await tx
    .updateTable('identity.offers')
    .set({ ended_at: at, ended_as: 'withdrawn' })
    .where('offered_by', '=', accountId)
    .where('ended_at', 'is', null)
    .execute()
}

export async function deleteOldOffers(db: Db<IdentityTables>, before: Date): Promise<void> {
  await db.deleteFrom('identity.offers').where('expires_at', '<', before).execute()
}
