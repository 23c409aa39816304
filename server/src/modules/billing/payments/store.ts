// The SQL of payments: money in and out, by which way, in which drawer, and how much cash a person has paid on a day.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import type { BillingTables, Payment } from '../tables.ts'
import type { PaymentId } from './contract.ts'

type Tables = BillingTables
type Reading = Db<Tables> | Tx<Tables>

const select = (db: Reading, id: PaymentId) =>
  db.selectFrom('billing.payments').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findPayment(db: Reading, id: PaymentId): Promise<Payment | undefined> {
  return select(db, id).executeTakeFirst()
}

export async function lockPayment(tx: Tx<Tables>, id: PaymentId): Promise<Payment | undefined> {
  return select(tx, id).forUpdate().executeTakeFirst()
}

type Reference = Pick<Payment, 'cell' | 'facility_id' | 'method' | 'reference'>

/** The payment with this number of the bank. */
export async function findByReference(
  db: Reading,
  { cell, facility_id, method, reference }: Reference,
): Promise<Payment | undefined> {
  return db
    .selectFrom('billing.payments')
    .selectAll()
    .where('cell', '=', cell)
    .where('facility_id', '=', facility_id)
    .where('method', '=', method)
    .where('reference', '=', reference)
    .executeTakeFirst()
}

/** Lets only one transaction at a time use a number of the bank. It may stand in no row yet. */
export async function lockReference(tx: Tx<Tables>, { facility_id, method, reference }: Reference): Promise<void> {
  const key = `billing.payments ${facility_id} ${method} ${reference}`
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
}

export async function insertPayment(tx: Tx<Tables>, payment: Payment): Promise<void> {
  await tx.insertInto('billing.payments').values(payment).execute()
}

export async function updatePayment(tx: Tx<Tables>, payment: Payment): Promise<void> {
  const { cell, id, facility_id: _facility, asked_at: _asked, direction: _direction, ...facts } = payment
  await tx.updateTable('billing.payments').set(facts).where('cell', '=', cell).where('id', '=', id).execute()
}

/** The payments of some invoices, the oldest first. */
export async function listPaymentsOf(db: Reading, ids: readonly InvoiceId[]): Promise<Payment[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('billing.payments')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('invoice_id', 'in', [...ids])
    .orderBy('id')
    .execute()
}

export interface CashDay {
  readonly cell: number
  readonly facilityId: FacilityId
  readonly payerId: string
  readonly day: string
  readonly limitPaise: number | null
}

/** Locks what a person has paid in cash on a day at this facility, and gives the sum. */
export async function lockCashDay(tx: Tx<Tables>, cashDay: CashDay): Promise<number> {
  const { cell, facilityId, payerId, day, limitPaise } = cashDay
  const { rows } = await sql<{ cash_paise: number }>`
    insert into billing.cash_days as d (cell, facility_id, payer_id, day, cash_paise, limit_paise)
    values (${cell}, ${facilityId}, ${payerId}, ${day}, 0, ${limitPaise})
    on conflict (cell, facility_id, payer_id, day) do update set limit_paise = d.limit_paise
    returning cash_paise`.execute(tx)
  return rows[0]?.cash_paise as number
}

export async function addCash(tx: Tx<Tables>, { cell, facilityId, payerId, day }: CashDay, paise: number) {
  await tx
    .updateTable('billing.cash_days')
    .set({ cash_paise: sql`cash_paise + ${paise}` })
    .where('cell', '=', cell)
    .where('facility_id', '=', facilityId)
    .where('payer_id', '=', payerId)
    .where('day', '=', day)
    .execute()
}

export interface AdvancePart {
  readonly before?: PaymentId | undefined
  readonly limit: number
}

const advances = (db: Db<Tables>) =>
  db
    .selectFrom('billing.payments as p')
    .selectAll('p')
    .where('p.invoice_id', 'is', null)
    .where('p.direction', '=', 'in')
    .where('p.status', '=', 'DONE')
    .where(sql<boolean>`p.used_paise < p.amount_paise`)

/** Advances of a facility with money left, the newest first. */
export async function listAdvances(db: Db<Tables>, facilityId: FacilityId, part: AdvancePart): Promise<Payment[]> {
  let query = advances(db).where('p.cell', '=', cellOf(facilityId)).where('p.facility_id', '=', facilityId)
  if (part.before) query = query.where('p.id', '<', part.before)
  return query.orderBy('p.id', 'desc').limit(part.limit).execute()
}

/** Advances of some records of a person with money left, the newest first. */
export async function listAdvancesOf(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
  limit: number,
): Promise<Payment[]> {
  return advances(db)
    .innerJoin('billing.patient_rows as r', (join) =>
      join.onRef('p.cell', '=', 'r.record_cell').onRef('p.id', '=', 'r.record_id'),
    )
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('r.kind', '=', 'payment')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
}

/** Payments that wait for the word of the bank, of one invoice. */
export async function listPending(tx: Tx<Tables>, id: InvoiceId): Promise<Payment[]> {
  return tx
    .selectFrom('billing.payments')
    .selectAll()
    .where('cell', '=', cellOf(id))
    .where('invoice_id', '=', id)
    .where('status', '=', 'PENDING')
    .orderBy('id')
    .execute()
}

/** The payments of a facility that wait for the word of the bank. */
export async function listAsked(db: Db<Tables>, facilityId: FacilityId, now: Date): Promise<Payment[]> {
  return db
    .selectFrom('billing.payments')
    .selectAll()
    .where('cell', '=', cellOf(facilityId))
    .where('facility_id', '=', facilityId)
    .where('status', '=', 'PENDING')
    .where('expires_at', '>', now)
    .execute()
}

/** Locks payments whose time is over. Those that somebody else holds are left for the next time. */
export async function lockOverdue(tx: Tx<Tables>, now: Date, limit: number): Promise<Payment[]> {
  return tx
    .selectFrom('billing.payments')
    .selectAll()
    .where('status', '=', 'PENDING')
    .where('expires_at', '<=', now)
    .orderBy('expires_at')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
}

/** All payments of some records of a person. */
export async function listOfPatients(
  db: Db<Tables>,
  patientIds: readonly PatientId[],
  limit: number,
): Promise<Payment[]> {
  if (patientIds.length === 0) return []
  return db
    .selectFrom('billing.patient_rows as r')
    .innerJoin('billing.payments as p', (join) =>
      join.onRef('p.cell', '=', 'r.record_cell').onRef('p.id', '=', 'r.record_id'),
    )
    .selectAll('p')
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('r.kind', '=', 'payment')
    .orderBy('p.id', 'desc')
    .limit(limit)
    .execute()
}
