// The SQL of prices: what each facility takes from which day on.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BillingTables, Price } from '../tables.ts'

type Tables = BillingTables

/** Lets only one transaction at a time change a code of a facility. The code may have no row yet. */
export async function lockCode(tx: Tx<Tables>, facilityId: FacilityId, code: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`billing.prices ${facilityId} ${code}`}, 0))`.execute(tx)
}

/** All prices of a code, of all days. */
export async function listPricesOf(db: Db<Tables>, facilityId: FacilityId, code: string): Promise<Price[]> {
  return db
    .selectFrom('billing.prices')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('code', '=', code)
    .execute()
}

/** Writes a price in place of the one that begins on the same day. */
export async function savePrice(tx: Tx<Tables>, price: Price): Promise<void> {
  const { cell: _cell, facility_id: _facility, code: _code, valid_from: _day, ...facts } = price
  await tx
    .insertInto('billing.prices')
    .values(price)
    .onConflict((conflict) => conflict.columns(['cell', 'facility_id', 'code', 'valid_from']).doUpdateSet(facts))
    .execute()
}

export interface PriceSearch {
  readonly facilityId: FacilityId
  readonly day: string
  /** Only these codes. */
  readonly codes?: readonly string[]
  /** Words in search form; name and code must hold each, at any place. */
  readonly words?: readonly string[]
  /** Only codes after this one. */
  readonly after?: string | undefined
  readonly limit: number
}

/** Lists what a facility offers on a day, in the order of the codes. */
export async function listOffered(db: Db<Tables>, search: PriceSearch): Promise<Price[]> {
  const { facilityId, day, codes, words = [], after, limit } = search
  let ofDay = db
    .selectFrom('billing.prices')
    .selectAll()
    .distinctOn('code')
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('valid_from', '<=', day)
    .orderBy('code')
    .orderBy('valid_from', 'desc')
  if (codes) ofDay = ofDay.where('code', 'in', [...codes])
  if (after !== undefined) ofDay = ofDay.where('code', '>', after)
  let query = db.selectFrom(ofDay.as('p')).selectAll().where('p.is_offered', '=', true)
  // Search form holds only letters, digits and spaces, so `like` needs no escapes.
  for (const word of words) query = query.where('p.search_text', 'like', `%${word}%`)
  return query.orderBy('p.code').limit(limit).execute()
}
