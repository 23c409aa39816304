// Which records of patients are one person, as a module has heard it from the merges of patients. The module has a
// table `merged_patients` of this form and subscribes to the two events of `patients`; this keeps and reads the rows.
import { sql } from 'kysely'
import type { Clock } from '../clock.ts'
import { cellOf, type Id } from '../id.ts'
import { type Db, type Pool, type Tx, transaction } from '../postgres/db.ts'
import { type PlacedRecord, placeRecords, type RecordLink } from './rules.ts'

type PatientId = Id<'patient'>

/** The records of the person to whom a record belongs. */
export interface Person {
  /** The record that books; the asked one when it was never merged. */
  readonly staysId: PatientId
  /** The other records of the same person. */
  readonly sameIds: readonly PatientId[]
}

export interface Merge {
  readonly goneId: PatientId
  /** Null when the merge of `goneId` was undone. */
  readonly keptId: PatientId | null
  readonly version: number
}

export interface SamePeople {
  /**
   * Writes who is one person after a merge or its undo. What was made for a patient keeps its patient, so that an undo
   * gives each back to whom it was made for. An event that is older than the last one of `goneId` changes nothing.
   */
  follow<Tables>(parts: { readonly db: Db<Tables>; readonly clock: Clock }, merge: Merge): Promise<void>
  /** The person of one record. */
  find<Tables>(db: Db<Tables> | Tx<Tables>, id: PatientId): Promise<Person>
  /** The people of many records at once, for a giving engine. Leaves out records that were never merged. */
  list(pool: Pool, ids: readonly PatientId[]): Promise<Map<PatientId, Person>>
}

interface Row {
  readonly patient_id: PatientId
  readonly kept_id: PatientId | null
  readonly version: number
  readonly stays_id: PatientId
  readonly same_ids: PatientId[]
}

/** The same people of one module, whose name is its schema. */
export function samePeopleOf(module: string): SamePeople {
  const table = sql.table(`${module}.merged_patients`)

  const findRow = async <Tables>(db: Db<Tables> | Tx<Tables>, id: PatientId): Promise<Row | undefined> => {
    const { rows } = await sql<Row>`select patient_id, kept_id, version, stays_id, same_ids from ${table}
      where cell = ${cellOf(id)} and patient_id = ${id}`.execute(db)
    return rows[0]
  }
  const listRecords = async <Tables>(tx: Tx<Tables>, ids: readonly PatientId[]): Promise<PlacedRecord[]> => {
    const found: PlacedRecord[] = []
    for (const id of new Set(ids)) {
      const row = await findRow(tx, id)
      if (!row) continue
      const { patient_id: patientId, kept_id: keptId, version, stays_id: staysId, same_ids: sameIds } = row
      found.push({ patientId, keptId, version, staysId, sameIds })
    }
    return found
  }
  const write = async <Tables>(tx: Tx<Tables>, record: PlacedRecord, now: Date): Promise<void> => {
    const { patientId, keptId, version, staysId, sameIds } = record
    await sql`insert into ${table} (cell, patient_id, kept_id, version, stays_id, same_ids, changed_at)
      values (${cellOf(patientId)}, ${patientId}, ${keptId}, ${version}, ${staysId}, ${[...sameIds]}::uuid[], ${now})
      on conflict (cell, patient_id) do update set kept_id = excluded.kept_id, version = excluded.version,
        stays_id = excluded.stays_id, same_ids = excluded.same_ids, changed_at = excluded.changed_at`.execute(tx)
  }

  return {
    follow: ({ db, clock }, { goneId, keptId, version }) =>
      transaction(db, async (tx) => {
        // Only one transaction at a time changes which records are one person. Merges are rare.
        await sql`select pg_advisory_xact_lock(hashtext(${`${module}.merged_patients`}))`.execute(tx)
        const named = keptId === null ? [goneId] : [goneId, keptId]
        const direct = await listRecords(tx, named)
        if (direct.some((record) => record.patientId === goneId && record.version >= version)) return
        const all = [...named, ...direct.flatMap(({ sameIds }) => sameIds)]
        const known = new Map((await listRecords(tx, all)).map((record) => [record.patientId, record]))
        const links = [...new Set(all)].map((patientId): RecordLink => {
          if (patientId === goneId) return { patientId, keptId, version }
          return known.get(patientId) ?? { patientId, keptId: null, version: 0 }
        })
        for (const record of placeRecords(links)) await write(tx, record, clock.now())
      }),
    async find(db, id) {
      const row = await findRow(db, id)
      return row ? { staysId: row.stays_id, sameIds: row.same_ids } : { staysId: id, sameIds: [] }
    },
    async list(pool, ids) {
      const { rows } = await pool.query<Row>({
        name: `${module}-merged-patients-list`,
        text: `select m.patient_id, m.stays_id, m.same_ids
               from unnest($1::int[], $2::uuid[]) wanted (cell, id)
               join ${module}.merged_patients m on m.cell = wanted.cell and m.patient_id = wanted.id`,
        values: [ids.map(cellOf), ids],
      })
      return new Map(rows.map((row) => [row.patient_id, { staysId: row.stays_id, sameIds: row.same_ids }]))
    },
  }
}
