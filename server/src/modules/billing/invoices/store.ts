// The SQL of invoices: what was issued, with its lines, and what has been paid of it.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import type { ChargeGroup, ChargeId } from '../contract.ts'
import type { BillingTables, Charge, Invoice, InvoiceLine, NewInvoice } from '../tables.ts'
import type { InvoiceId, InvoiceStatus } from './contract.ts'

type Tables = BillingTables
type Reading = Db<Tables> | Tx<Tables>

const select = (db: Reading, id: InvoiceId) =>
  db.selectFrom('billing.invoices').selectAll().where('cell', '=', cellOf(id)).where('id', '=', id)

export async function findInvoice(db: Reading, id: InvoiceId): Promise<Invoice | undefined> {
  return select(db, id).executeTakeFirst()
}

export async function lockInvoice(tx: Tx<Tables>, id: InvoiceId): Promise<Invoice | undefined> {
  return select(tx, id).forUpdate().executeTakeFirst()
}

export async function insertInvoice(tx: Tx<Tables>, invoice: NewInvoice): Promise<void> {
  await tx.insertInto('billing.invoices').values(invoice).execute()
}

export async function insertLines(tx: Tx<Tables>, lines: readonly InvoiceLine[]): Promise<void> {
  await tx
    .insertInto('billing.invoice_lines')
    .values([...lines])
    .execute()
}

/** Puts an invoice or a payment on the list of its patient, which may lie in another district. */
export async function insertPatientRow(
  tx: Tx<Tables>,
  row: Omit<Tables['billing.patient_rows'], 'cell' | 'kind'> & { readonly kind: 'invoice' | 'payment' },
): Promise<void> {
  const cell = cellOf(row.patient_id)
  await tx
    .insertInto('billing.patient_rows')
    .values({ ...row, cell })
    .execute()
}

export type InvoiceSums = Pick<
  Invoice,
  'id' | 'cell' | 'status' | 'paid_paise' | 'refunded_paise' | 'credited_paise' | 'cash_paise'
>

export async function updateSums(tx: Tx<Tables>, invoice: InvoiceSums): Promise<void> {
  const { cell, id, status, paid_paise, refunded_paise, credited_paise, cash_paise } = invoice
  await tx
    .updateTable('billing.invoices')
    .set({ status, paid_paise, refunded_paise, credited_paise, cash_paise })
    .where('cell', '=', cell)
    .where('id', '=', id)
    .execute()
}

/** A line as issued, with its charge. */
export interface FullLine {
  readonly line: InvoiceLine
  readonly charge: Charge
}

/** The lines of invoices, in their order. */
export async function listLines(db: Reading, ids: readonly InvoiceId[]): Promise<FullLine[]> {
  if (ids.length === 0) return []
  const cells = [...new Set(ids.map(cellOf))]
  const lines = await db
    .selectFrom('billing.invoice_lines')
    .selectAll()
    .where('cell', 'in', cells)
    .where('invoice_id', 'in', [...ids])
    .orderBy('line')
    .execute()
  if (lines.length === 0) return []
  const charges = await db
    .selectFrom('billing.charges')
    .selectAll()
    .where('cell', 'in', cells)
    .where(
      'id',
      'in',
      lines.map(({ charge_id }) => charge_id),
    )
    .execute()
  const byId = new Map(charges.map((charge) => [charge.id, charge]))
  return lines.map((line) => ({ line, charge: byId.get(line.charge_id) as Charge }))
}

const groupsOf = (db: Reading, id: InvoiceId) =>
  db
    .selectFrom('billing.invoice_lines as l')
    .innerJoin('billing.charges as c', (join) => join.onRef('c.cell', '=', 'l.cell').onRef('c.id', '=', 'l.charge_id'))
    .select('c.charge_group')
    .distinct()
    .where('l.cell', '=', cellOf(id))
    .where('l.invoice_id', '=', id)

/** The groups of the charges on an invoice. They never change. */
export async function listGroupsOf(db: Reading, id: InvoiceId): Promise<ChargeGroup[]> {
  return (await groupsOf(db, id).execute()).map(({ charge_group }) => charge_group)
}

/** The groups on an invoice of which something was given back. */
export async function listGroupsGivenBack(db: Reading, id: InvoiceId): Promise<ChargeGroup[]> {
  const rows = await groupsOf(db, id).where('c.credited_quantity', '>', 0).execute()
  return rows.map(({ charge_group }) => charge_group)
}

/** The lines of some charges: on which invoice each stands. */
export async function listLinesOfCharges(db: Reading, ids: readonly ChargeId[]): Promise<InvoiceLine[]> {
  if (ids.length === 0) return []
  return db
    .selectFrom('billing.invoice_lines')
    .selectAll()
    .where('cell', 'in', [...new Set(ids.map(cellOf))])
    .where('charge_id', 'in', [...ids])
    .execute()
}

export interface InvoicePart {
  readonly status?: InvoiceStatus | undefined
  readonly day?: string | undefined
  readonly number?: string | undefined
  /** Only invoices with charges of these modules. */
  readonly modules?: readonly string[] | undefined
  /** Only invoices of which money must be given back. */
  readonly isRefundDue?: boolean
  readonly before?: InvoiceId | undefined
  readonly limit: number
}

/** Lists the invoices of a facility, the newest first. */
export async function listOfFacility(db: Db<Tables>, facilityId: FacilityId, part: InvoicePart): Promise<Invoice[]> {
  let query = db
    .selectFrom('billing.invoices as i')
    .selectAll('i')
    .where('i.cell', '=', cellOf(facilityId))
    .where('i.facility_id', '=', facilityId)
  if (part.isRefundDue) query = query.where(REFUND_DUE)
  if (part.modules) query = query.where(hasModule(part.modules))
  if (part.status) query = query.where('i.status', '=', part.status)
  if (part.day) query = query.where('i.issued_on', '=', part.day)
  if (part.number) query = query.where(hasNumber(part.number))
  if (part.before) query = query.where('i.id', '<', part.before)
  return query.orderBy('i.id', 'desc').limit(part.limit).execute()
}

/** Lists the invoices of some records of a person, at one facility or at all, the newest first. */
export async function listOfPatients(
  db: Db<Tables>,
  { patientIds, facilityId }: { patientIds: readonly PatientId[]; facilityId?: FacilityId | undefined },
  part: InvoicePart,
): Promise<Invoice[]> {
  if (patientIds.length === 0) return []
  let query = db
    .selectFrom('billing.patient_rows as r')
    .innerJoin('billing.invoices as i', (join) =>
      join.onRef('i.cell', '=', 'r.record_cell').onRef('i.id', '=', 'r.record_id'),
    )
    .selectAll('i')
    .where('r.cell', 'in', [...new Set(patientIds.map(cellOf))])
    .where('r.patient_id', 'in', [...patientIds])
    .where('r.kind', '=', 'invoice')
  if (facilityId) query = query.where('i.cell', '=', cellOf(facilityId)).where('i.facility_id', '=', facilityId)
  if (part.modules) query = query.where(hasModule(part.modules))
  if (part.status) query = query.where('i.status', '=', part.status)
  if (part.day) query = query.where('i.issued_on', '=', part.day)
  if (part.number) query = query.where(hasNumber(part.number))
  if (part.before) query = query.where('i.id', '<', part.before)
  return query.orderBy('i.id', 'desc').limit(part.limit).execute()
}

const REFUND_DUE = sql<boolean>`i.paid_paise - i.refunded_paise > i.total_paise - i.credited_paise`
const hasModule = (modules: readonly string[]) => sql<boolean>`i.source_modules && ${[...modules]}::text[]`
/** The year and the last digits find it by the index of the series; the prefix must agree too. */
const hasNumber = (number: string) => sql<boolean>`
  i.series = 'invoice' and i.fy = ${2000 + Number(number.split('/')[1]?.slice(0, 2))}
  and i.seq = ${Number(number.slice(-6))} and i.number = ${number}`
