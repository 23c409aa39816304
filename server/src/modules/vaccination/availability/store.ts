// The SQL of centres: this module's copy of the facilities that vaccinate.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import { defineChanges, handOut } from '../../../platform/work/changes.ts'
import { CHANGED, changedSince, type Position } from '../../../platform/work/follow.ts'
import type { CentreRow, VaccinationTables } from '../tables.ts'

export type CentreFacts = Omit<CentreRow, 'changed_xid'>

/** Centres that this process has written, after the write. Availability listens to them. */
export const centresChanged = defineChanges<CentreFacts>('vaccination.centres')

/** Stores the copy of a facility, unless a newer copy is stored. Gives the stored copy. Keeps when it first closed. */
export async function upsertCentre(tx: Tx<VaccinationTables>, centre: CentreFacts): Promise<CentreFacts> {
  const { cell: _cell, facility_id: _facilityId, closed_at, ...facts } = centre
  const stillClosed = sql<Date | null>`coalesce(centres.closed_at, excluded.closed_at)`
  await tx
    .insertInto('vaccination.centres')
    .values(centre)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'facility_id'])
        .doUpdateSet({ ...facts, closed_at: closed_at === null ? null : stillClosed, ...CHANGED })
        .whereRef('vaccination.centres.version', '<', 'excluded.version'),
    )
    .execute()
  const kept = (await findCentre(tx, centre.facility_id)) as CentreFacts
  handOut(tx, centresChanged, kept)
  return kept
}

const COLUMNS = 'cell, facility_id, name, address, pin, district, state, state_code, version, closed_at'

/** All centres, or those changed since a position. */
export async function listCentres(pool: Pool, since?: Position): Promise<CentreFacts[]> {
  const { rows } = await pool.query<CentreFacts>({
    name: since === undefined ? 'centres-list' : 'centres-list-changed',
    text: `select ${COLUMNS} from vaccination.centres ${since === undefined ? '' : `where ${changedSince('$1')}`}`,
    values: since === undefined ? [] : [since],
  })
  return rows
}

export async function findCentre(
  db: Db<VaccinationTables> | Tx<VaccinationTables>,
  facilityId: CentreFacts['facility_id'],
): Promise<CentreFacts | undefined> {
  return db
    .selectFrom('vaccination.centres')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .executeTakeFirst()
}
