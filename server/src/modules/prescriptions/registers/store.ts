// The SQL of the registers: numbers without a gap, and entries that are only ever added.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PrescriptionsTables, RegisterEntry } from '../tables.ts'

type Tables = PrescriptionsTables

export interface RegisterKey {
  readonly facilityId: FacilityId
  readonly register: RegisterEntry['register']
  readonly year: number
}

/** Takes the next numbers of a register and locks it until the end of the transaction. Gives the first of them. */
export async function takeNumbers(tx: Tx<Tables>, key: RegisterKey, count: number): Promise<number> {
  const { facilityId, register, year } = key
  const { rows } = await sql<{ last: number }>`
    insert into prescriptions.registers as r (cell, facility_id, register, year, last)
    values (${cellOf(facilityId)}, ${facilityId}, ${register}, ${year}, ${count})
    on conflict (cell, facility_id, register, year) do update set last = r.last + excluded.last
    returning last`.execute(tx)
  return (rows[0]?.last as number) - count + 1
}

export async function insertEntries(tx: Tx<Tables>, entries: readonly RegisterEntry[]): Promise<void> {
  await tx
    .insertInto('prescriptions.register_entries')
    .values([...entries])
    .execute()
}

export interface Position {
  readonly year: number
  readonly number: number
}

interface Listed {
  readonly facilityId: FacilityId
  readonly register: RegisterEntry['register']
  readonly from: Date
  readonly until: Date
  readonly after: Position | undefined
  readonly limit: number
}

/** The entries of a register in a time, in the order of their numbers. */
export async function listEntries(db: Db<Tables>, listed: Listed): Promise<RegisterEntry[]> {
  const { facilityId, register, from, until, after, limit } = listed
  let query = db
    .selectFrom('prescriptions.register_entries')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('register', '=', register)
    .where('entered_at', '>=', from)
    .where('entered_at', '<', until)
  if (after) query = query.where(sql<boolean>`(year, number) > (${after.year}, ${after.number})`)
  return query.orderBy('year').orderBy('number').limit(limit).execute()
}
