// The SQL of fees that are stuck.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DoctorId } from '../../doctors/contract.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { TokenId } from '../queues/contract.ts'
import type { AppointmentsTables, Claim, FeePayment, Practice, Queue, StuckFee, Token } from '../tables.ts'

type Tables = AppointmentsTables

export type { FeePayment }
export type FeeDeed = StuckFee['deed']

export async function upsertStuck(tx: Tx<Tables>, stuck: StuckFee): Promise<void> {
  const { problem, failed_at, settled_at, settled_by, settled_reason } = stuck
  await tx
    .insertInto('appointments.stuck_fees')
    .values(stuck)
    .onConflict((conflict) =>
      conflict
        .columns(['cell', 'source_id', 'deed'])
        .doUpdateSet({ problem, failed_at, settled_at, settled_by, settled_reason }),
    )
    .execute()
}

const RANKS = sql`array['paid', 'refund-due', 'refunded']`

/** Notes what became of the money. Events come in any order, and money goes only forward. */
export async function upsertPayment(tx: Tx<Tables>, row: FeePayment): Promise<void> {
  await sql`insert into appointments.fee_payments as old (cell, source_id, payment, changed_at)
    values (${row.cell}, ${row.source_id}, ${row.payment}, ${row.changed_at})
    on conflict (cell, source_id) do update set payment = excluded.payment, changed_at = excluded.changed_at
    where array_position(${RANKS}, old.payment) < array_position(${RANKS}, excluded.payment)`.execute(tx)
}

type FeeKey = Pick<StuckFee, 'cell' | 'source_id' | 'deed'>

export async function deleteStuck(tx: Tx<Tables>, { cell, source_id, deed }: FeeKey): Promise<void> {
  await tx
    .deleteFrom('appointments.stuck_fees')
    .where('cell', '=', cell)
    .where('source_id', '=', source_id)
    .where('deed', '=', deed)
    .execute()
}

type Settled = { readonly [Each in 'settled_at' | 'settled_by' | 'settled_reason']: NonNullable<StuckFee[Each]> }

/** Notes that staff settled it by hand. Gives false when it is not stuck any more. */
export async function settleStuck(tx: Tx<Tables>, { cell, source_id, deed }: FeeKey, settled: Settled) {
  const { numUpdatedRows } = await tx
    .updateTable('appointments.stuck_fees')
    .set(settled)
    .where('cell', '=', cell)
    .where('source_id', '=', source_id)
    .where('deed', '=', deed)
    .where('settled_at', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** What is stuck at a hospital, the oldest first. */
export async function listStuck(db: Db<Tables>, facilityId: FacilityId, limit: number): Promise<StuckFee[]> {
  return db
    .selectFrom('appointments.stuck_fees')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('settled_at', 'is', null)
    .orderBy('failed_at')
    .orderBy('source_id')
    .orderBy('deed')
    .limit(limit)
    .execute()
}

/** What is stuck of an appointment or a walk-in: the charge before the reversal. */
export async function listStuckOf(db: Db<Tables>, id: StuckFee['source_id']): Promise<StuckFee[]> {
  return db
    .selectFrom('appointments.stuck_fees')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('source_id', '=', id)
    .where('settled_at', 'is', null)
    .orderBy('deed')
    .execute()
}

interface Visitor {
  readonly cells: readonly number[]
  readonly person: readonly PatientId[]
  readonly doctorId: DoctorId
}

/** The visits of a person at which this doctor has seen them. */
export async function listSeen(tx: Tx<Tables>, { cells, person, doctorId }: Visitor): Promise<Claim[]> {
  return tx
    .selectFrom('appointments.claims')
    .selectAll()
    .where('cell', 'in', [...cells])
    .where('patient_id', 'in', [...person])
    .where('doctor_id', '=', doctorId)
    .where('is_seen', '=', true)
    .execute()
}

/** The first token of a walk-in with its fee, and how the last one stands. */
export type WalkInFee = Pick<Token, 'cell' | 'id' | 'patient_id' | 'fee_paise' | 'status' | 'is_seen'> &
  Pick<Queue, 'facility_id' | 'day'> & { readonly doctor_name: Practice['doctor_name'] | null }

export async function listWalkIns(db: Db<Tables>, ids: readonly TokenId[]): Promise<WalkInFee[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('appointments.tokens as t')
    .innerJoin('appointments.tokens as last', (join) =>
      join.onRef('last.cell', '=', 't.cell').onRef('last.fee_id', '=', 't.id').on('last.status', '<>', 'MOVED'),
    )
    .innerJoin('appointments.queues as q', (join) =>
      join.onRef('q.cell', '=', 't.cell').onRef('q.id', '=', 't.queue_id'),
    )
    .leftJoin('appointments.practices as p', (join) =>
      join
        .onRef('p.cell', '=', 'q.cell')
        .onRef('p.facility_id', '=', 'q.facility_id')
        .onRef('p.doctor_id', '=', 'q.doctor_id'),
    )
    .select(['t.cell', 't.id', 't.patient_id', 't.fee_paise', 'last.status', 'last.is_seen'])
    .select(['q.facility_id', 'q.day', 'p.doctor_name'])
    .where('t.cell', 'in', [...new Set(ids.map(cellOf))])
    .where('t.id', 'in', [...ids])
    .execute()
}
