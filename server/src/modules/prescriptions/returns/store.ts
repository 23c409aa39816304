// The SQL of returns.
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { DispenseId } from '../dispensing/contract.ts'
import type { PrescriptionsTables, Return } from '../tables.ts'

type Tables = PrescriptionsTables

export async function insertReturn(tx: Tx<Tables>, one: Return): Promise<void> {
  await tx
    .insertInto('prescriptions.returns')
    .values({ ...one, lines: JSON.stringify(one.lines) as never })
    .execute()
}

export async function findReturn(db: Db<Tables>, id: DispenseId, number: number): Promise<Return | undefined> {
  return db
    .selectFrom('prescriptions.returns')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('dispense_id', '=', id)
    .where('number', '=', number)
    .executeTakeFirst()
}

type Change = Partial<Pick<Return, 'is_stock_settled' | 'is_money_settled' | 'due_at' | 'problem'>>

export async function changeReturn(tx: Tx<Tables>, { cell, dispense_id, number }: Return, change: Change) {
  await tx
    .updateTable('prescriptions.returns')
    .set(change)
    .where('cell', '=', cell)
    .where('dispense_id', '=', dispense_id)
    .where('number', '=', number)
    .execute()
}

export async function listDueReturns(db: Db<Tables>, now: Date, limit: number): Promise<Return[]> {
  return db
    .selectFrom('prescriptions.returns')
    .selectAll()
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(limit)
    .execute()
}
