// The SQL of sessions: insert, change, lock and list them.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import { defineChanges, handOut } from '../../../platform/work/changes.ts'
import { CHANGED, changedSince, type Position } from '../../../platform/work/follow.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { SessionId } from '../contract.ts'
import type { SessionRow, VaccinationTables } from '../tables.ts'

/** A session as it is in the database. */
export type Session = Omit<SessionRow, 'changed_xid'>
/** The columns of a session that availability keeps in memory. */
export type SessionState = Pick<
  Session,
  | 'id'
  | 'cell'
  | 'facility_id'
  | 'held_on'
  | 'course'
  | 'vaccine'
  | 'dose'
  | 'interval_days_min'
  | 'age_min'
  | 'age_max'
  | 'windows'
  | 'opens_at'
  | 'status'
  | 'capacity'
  | 'booked'
  | 'revision'
> & { readonly fee_paise: number }

/** Sessions that this process has changed, after the change. Availability listens to them. */
export const sessionsChanged = defineChanges<SessionState>('vaccination.sessions')

export async function insertSession(tx: Tx<VaccinationTables>, session: Session): Promise<void> {
  await tx.insertInto('vaccination.sessions').values(session).execute()
  const { cell, facility_id, held_on } = session
  // The engine gives the tokens of all sessions of this day from one row.
  await tx
    .insertInto('vaccination.queues')
    .values({ cell, facility_id, held_on })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  handOut(tx, sessionsChanged, session)
}

export async function findSession(db: Db<VaccinationTables>, id: SessionId): Promise<Session | undefined> {
  return db
    .selectFrom('vaccination.sessions')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Locks sessions by cell and id, the order that everybody uses. Leaves out sessions that do not exist. */
export async function lockSessions(tx: Tx<VaccinationTables>, ids: readonly SessionId[]): Promise<Session[]> {
  const sorted = [...new Set(ids)].sort((left, right) => cellOf(left) - cellOf(right) || (left < right ? -1 : 1))
  const locked: Session[] = []
  for (const id of sorted) {
    const session = await tx
      .selectFrom('vaccination.sessions')
      .selectAll()
      .where('cell', '=', cellOf(id))
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (session) locked.push(session)
  }
  return locked
}

export type SessionSet = Partial<
  Pick<Session, 'capacity' | 'windows' | 'age_min' | 'age_max' | 'fee_paise' | 'opens_at' | 'status'>
>

/** Changes a locked session and gives it after the change. */
export async function updateSession(tx: Tx<VaccinationTables>, id: SessionId, set: SessionSet): Promise<Session> {
  const session = await tx
    .updateTable('vaccination.sessions')
    .set((row) => ({ ...set, revision: row('revision', '+', 1), ...CHANGED }))
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  handOut(tx, sessionsChanged, session)
  return session
}

/** Adds to the booked seats and the given doses of a locked session. Gives the session after that. */
export async function addCounts(
  tx: Tx<VaccinationTables>,
  id: SessionId,
  { booked = 0, given = 0 }: { booked?: number; given?: number },
): Promise<Session> {
  const session = await tx
    .updateTable('vaccination.sessions')
    .set((row) => ({
      booked: row('booked', '+', booked),
      given: row('given', '+', given),
      revision: row('revision', '+', 1),
      ...CHANGED,
    }))
    .where('cell', '=', cellOf(id))
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  handOut(tx, sessionsChanged, session)
  return session
}

/** Sessions of a centre from one day to another, in the order of day and id. */
export async function listSessionsOfFacility(
  db: Db<VaccinationTables>,
  { cell, facilityId, from, to }: { cell: number; facilityId: FacilityId; from: string; to: string },
  after: { day: string; id: SessionId } | undefined,
  limit: number,
): Promise<Session[]> {
  return db
    .selectFrom('vaccination.sessions')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('held_on', '>=', from)
    .where('held_on', '<=', to)
    .$if(after !== undefined, (query) =>
      query.where(sql<boolean>`(held_on, id) > (${after?.day}::date, ${after?.id}::uuid)`),
    )
    .orderBy('held_on')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** Open sessions of past days, up to 500. */
export async function listPastOpen(db: Db<VaccinationTables>, today: string): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('vaccination.sessions')
    .select('id')
    .where('status', '=', 'open')
    .where('held_on', '<', today)
    .limit(500)
    .execute()
  return rows.map((row) => row.id)
}

/** Open sessions of a facility from a day on, up to 5,000. */
export async function listOpenOfFacility(
  db: Db<VaccinationTables>,
  { cell, facilityId }: { cell: number; facilityId: FacilityId },
  fromDay: string,
): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('vaccination.sessions')
    .select('id')
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('held_on', '>=', fromDay)
    .where('status', '=', 'open')
    .limit(5_000)
    .execute()
  return rows.map((row) => row.id)
}

/** Sessions from a day on that have bookings, of centres that closed before an instant; up to 500. */
export async function listBookedAtClosed(
  db: Db<VaccinationTables>,
  closedBefore: Date,
  fromDay: string,
): Promise<SessionId[]> {
  const rows = await db
    .selectFrom('vaccination.centres as centre')
    .innerJoin('vaccination.sessions as session', (join) =>
      join.onRef('session.cell', '=', 'centre.cell').onRef('session.facility_id', '=', 'centre.facility_id'),
    )
    .select('session.id')
    .where('centre.closed_at', '<', closedBefore)
    .where('session.held_on', '>=', fromDay)
    .whereRef('session.booked', '>', 'session.given')
    .limit(500)
    .execute()
  return rows.map((row) => row.id)
}

const STATE_COLUMNS = `cell, id, facility_id, held_on, course, vaccine, dose, interval_days_min, age_min, age_max,
  windows, opens_at, status, capacity, booked, revision, fee_paise`

/** A page of all sessions from a day on, in the order of the key. */
export async function listSessionStates(
  pool: Pool,
  fromDay: string,
  after: { cell: number; id: string },
  limit: number,
): Promise<SessionState[]> {
  const { rows } = await pool.query<SessionState>({
    name: 'sessions-list-states',
    text: `select ${STATE_COLUMNS} from vaccination.sessions
           where (cell, id) > ($1, $2) and held_on >= $3 order by cell, id limit $4`,
    values: [after.cell, after.id, fromDay, limit],
  })
  return rows
}

/** Sessions from a day on that have changed since a position. */
export async function listChangedStates(pool: Pool, since: Position, fromDay: string): Promise<SessionState[]> {
  const { rows } = await pool.query<SessionState>({
    name: 'sessions-list-changed',
    text: `select ${STATE_COLUMNS} from vaccination.sessions where ${changedSince('$1')} and held_on >= $2`,
    values: [since, fromDay],
  })
  return rows
}
