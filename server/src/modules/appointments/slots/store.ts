// The SQL of slots: what the search in memory follows, and the slot that a request names.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Pool, Tx } from '../../../platform/postgres/db.ts'
import { defineChanges, handOut } from '../../../platform/work/changes.ts'
import { changedSince, type Position } from '../../../platform/work/follow.ts'
import type { SlotId } from '../contract.ts'
import type { AppointmentsTables, Practice, Slot } from '../tables.ts'
import type { SlotRow } from './projection.ts'

type Tables = AppointmentsTables

/** Practices and slots that this process has written, after the write. The search in memory listens to them. */
export const practicesChanged = defineChanges<Practice>('appointments.practices')
export const slotsChanged = defineChanges<SlotRow>('appointments.slots')

/** All practices, or those changed since a position. */
export async function listPractices(pool: Pool, since?: Position): Promise<Practice[]> {
  const { rows } = await pool.query<Practice>({
    name: since === undefined ? 'practices-list' : 'practices-list-changed',
    text: `select * from appointments.practices ${since === undefined ? '' : `where ${changedSince('$1')}`}`,
    values: since === undefined ? [] : [since],
  })
  return rows
}

const STATE = `s.cell, s.id, s.facility_id, s.doctor_id, s.held_on, s.starts_minute, s.ends_minute, s.mode,
  s.audience, s.capacity, s.booked, s.status, s.revision,
  array(select (extract(epoch from a.held_until) * 1000)::float8 from appointments.appointments a
    where a.cell = s.cell and a.slot_id = s.id and a.status = 'HELD') as holds`

type Read = Omit<Slot, 'over'> & { readonly holds: number[] }

const toRow = (slot: Read): SlotRow & { readonly cell: number } => {
  const { cell, facility_id, doctor_id, held_on, status, ...rest } = slot
  return { cell, facility_id, doctor_id, held_on, state: { ...rest, isOpen: status === 'open' } as SlotRow['state'] }
}

/** One page of the slots from a day on, in the order of their key. */
export async function listSlotsFrom(
  pool: Pool,
  fromOn: string,
  after: { readonly cell: number; readonly id: string },
  limit: number,
): Promise<(SlotRow & { readonly cell: number })[]> {
  const { rows } = await pool.query<Read>({
    name: 'slots-list-states',
    text: `select ${STATE} from appointments.slots s
           where (s.cell, s.id) > ($1, $2) and s.held_on >= $3 order by s.cell, s.id limit $4`,
    values: [after.cell, after.id, fromOn, limit],
  })
  return rows.map(toRow)
}

/** Slots from a day on that have changed since a position, or whose holds have. */
export async function listChangedSlots(pool: Pool, since: Position, fromOn: string): Promise<SlotRow[]> {
  const { rows } = await pool.query<Read>({
    name: 'slots-list-changed',
    text: `select ${STATE} from appointments.slots s where ${changedSince('$1')} and s.held_on >= $2`,
    values: [since, fromOn],
  })
  return rows.map(toRow)
}

/** Hands out slots as they are in this transaction, when it is committed. */
export async function handOutSlots(tx: Tx<Tables>, ids: readonly SlotId[]): Promise<void> {
  if (ids.length === 0) return
  const { rows } = await sql<Read>`
    select ${sql.raw(STATE)} from unnest(${ids.map(cellOf)}::int[], ${[...ids]}::uuid[]) wanted (cell, id)
      join appointments.slots s on s.cell = wanted.cell and s.id = wanted.id`.execute(tx)
  for (const row of rows) handOut(tx, slotsChanged, toRow(row))
}

/** A slot with the account of its doctor. */
export async function findSlot(
  db: Db<Tables>,
  id: SlotId,
): Promise<(Slot & { readonly doctor_account_id: Practice['account_id'] }) | undefined> {
  return db
    .selectFrom('appointments.slots as s')
    .innerJoin('appointments.practices as p', (join) =>
      join
        .onRef('p.cell', '=', 's.cell')
        .onRef('p.facility_id', '=', 's.facility_id')
        .onRef('p.doctor_id', '=', 's.doctor_id'),
    )
    .selectAll('s')
    .select('p.account_id as doctor_account_id')
    .where('s.cell', '=', cellOf(id))
    .where('s.id', '=', id)
    .executeTakeFirst()
}
