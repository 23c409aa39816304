// The SQL of cash sessions: who has which drawer, and how much cash it must hold.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BillingTables, CashSession } from '../tables.ts'
import type { CashSessionId } from './contract.ts'
import type { Counted } from './rules.ts'

type Tables = BillingTables
type Reading = Db<Tables> | Tx<Tables>

const select = (db: Reading, id: CashSessionId) =>
  db.selectFrom('billing.sessions').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findSession(db: Reading, id: CashSessionId): Promise<CashSession | undefined> {
  return select(db, id).executeTakeFirst()
}

export async function lockSession(tx: Tx<Tables>, id: CashSessionId): Promise<CashSession | undefined> {
  return select(tx, id).forUpdate().executeTakeFirst()
}

/** Locks the open session of a person at a facility. */
export async function lockOpenSession(
  tx: Tx<Tables>,
  facilityId: FacilityId,
  openedBy: string,
): Promise<CashSession | undefined> {
  return tx
    .selectFrom('billing.sessions')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('opened_by', '=', openedBy)
    .where('status', '=', 'OPEN')
    .forUpdate()
    .executeTakeFirst()
}

type SessionPlace = Pick<CashSession, 'cell' | 'facility_id' | 'counter' | 'opened_by'>

/** A session that is not closed, at the counter or of the person. */
export async function findBusy(tx: Tx<Tables>, place: SessionPlace): Promise<CashSession | undefined> {
  return tx
    .selectFrom('billing.sessions')
    .selectAll()
    .where('cell', '=', place.cell)
    .where('facility_id', '=', place.facility_id)
    .where('status', '<>', 'CLOSED')
    .where((where) => where.or([where('counter', '=', place.counter), where('opened_by', '=', place.opened_by)]))
    .orderBy('id')
    .executeTakeFirst()
}

/** Inserts an open session. False when the counter or the person has one already. */
export async function insertSession(tx: Tx<Tables>, session: CashSession & { denominations: null }): Promise<boolean> {
  const inserted = await tx
    .insertInto('billing.sessions')
    .values(session)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute()
  return inserted.length > 0
}

export type SessionChange = Partial<Omit<CashSession, 'denominations'>> & { readonly denominations?: Counted }

export async function updateSession(
  tx: Tx<Tables>,
  { cell, id }: Pick<CashSession, 'cell' | 'id'>,
  { denominations, ...change }: SessionChange,
): Promise<void> {
  await tx
    .updateTable('billing.sessions')
    .set({ ...change, ...(denominations && { denominations: JSON.stringify(denominations) }) })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}

/** Cash that came in, less cash that went out, in some sessions: counted from the payments each time. */
export async function sumCash(db: Reading, ids: readonly CashSessionId[]): Promise<Map<CashSessionId, number>> {
  if (ids.length === 0) return new Map()
  const rows = await db
    .selectFrom('billing.payments')
    .select([
      'session_id',
      sql<number>`sum(case direction when 'in' then amount_paise else -amount_paise end)::bigint`.as('paise'),
    ])
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('session_id', 'in', [...ids])
    .where('status', '=', 'DONE')
    .groupBy('session_id')
    .execute()
  return new Map(rows.map(({ session_id, paise }) => [session_id as CashSessionId, paise]))
}

export interface SessionPart {
  readonly openedBy?: string | undefined
  readonly isOpen: boolean
  readonly before?: CashSessionId | undefined
  readonly limit: number
}

/** Lists the sessions of a facility, the newest first. */
export async function listSessions(db: Db<Tables>, facilityId: FacilityId, part: SessionPart): Promise<CashSession[]> {
  let query = db
    .selectFrom('billing.sessions')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
  if (part.openedBy) query = query.where('opened_by', '=', part.openedBy)
  if (part.isOpen) query = query.where('status', '<>', 'CLOSED')
  if (part.before) query = query.where('id', '<', part.before)
  return query.orderBy('id', 'desc').limit(part.limit).execute()
}
