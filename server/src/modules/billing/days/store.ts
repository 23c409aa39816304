// The SQL of the day of a facility: its money by method and cashier, and its tax by rate and number of the law.
import { sql } from 'kysely'
import { cellOf } from '../../../platform/id.ts'
import type { Db } from '../../../platform/postgres/db.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { Method } from '../payments/contract.ts'
import type { BillingTables } from '../tables.ts'

type Tables = BillingTables

export interface Turnover {
  readonly by: string | null
  readonly method: Method
  readonly count: number
  readonly in_paise: number
  readonly out_paise: number
}

/** What came in and went out on a day, for each cashier and method. Used advances are no new money. */
export async function listTurnover(db: Db<Tables>, facilityId: FacilityId, day: string): Promise<Turnover[]> {
  const { rows } = await sql<Turnover>`
    select by, method, count(*) as count,
      coalesce(sum(amount_paise) filter (where direction = 'in'), 0)::bigint as in_paise,
      coalesce(sum(amount_paise) filter (where direction = 'out'), 0)::bigint as out_paise
    from billing.payments
    where cell = ${cellOf(facilityId)} and facility_id = ${facilityId} and day = ${day} and status = 'DONE'
      and method <> 'advance'
    group by by, method order by by, method`.execute(db)
  return rows
}

export interface TaxSum {
  readonly hsn_sac: string | null
  readonly basis_points: number
  readonly taxable_paise: number
  readonly tax_paise: number
  readonly total_paise: number
}

/** The invoices of a day, less its credit notes, for each rate and number of the law. */
export async function listTaxes(db: Db<Tables>, facilityId: FacilityId, day: string): Promise<TaxSum[]> {
  const cell = cellOf(facilityId)
  const { rows } = await sql<TaxSum>`
    select c.hsn_sac, c.basis_points, sum(l.sign * l.taxable_paise)::bigint as taxable_paise,
      sum(l.sign * (l.cgst_paise + l.sgst_paise))::bigint as tax_paise,
      sum(l.sign * l.total_paise)::bigint as total_paise
    from (
      select 1 as sign, l.charge_id, l.taxable_paise, l.cgst_paise, l.sgst_paise, l.total_paise
      from billing.invoices i join billing.invoice_lines l on l.cell = i.cell and l.invoice_id = i.id
      where i.cell = ${cell} and i.facility_id = ${facilityId} and i.issued_on = ${day}
      union all
      select -1, l.charge_id, d.taxable_paise, d.cgst_paise, d.sgst_paise, d.total_paise
      from billing.credit_notes n
      join billing.credit_lines d on d.cell = n.cell and d.credit_note_id = n.id
      join billing.invoice_lines l on l.cell = d.cell and l.invoice_id = d.invoice_id and l.line = d.line
      where n.cell = ${cell} and n.facility_id = ${facilityId} and n.written_on = ${day}) l
    join billing.charges c on c.cell = ${cell} and c.id = l.charge_id
    group by c.hsn_sac, c.basis_points order by c.basis_points, c.hsn_sac`.execute(db)
  return rows
}

export interface DaySums {
  readonly invoices: number
  readonly invoiced_paise: number
  readonly due_paise: number
  readonly credit_notes: number
  readonly credited_paise: number
  readonly unconfirmed: number
}

/** How many bills and credit notes a day has, what is still due of its bills, and what the bank has not confirmed. */
export async function sumDay(db: Db<Tables>, facilityId: FacilityId, day: string): Promise<DaySums> {
  const cell = cellOf(facilityId)
  const { rows } = await sql<DaySums>`
    select i.*, n.*, p.* from (
      select count(*) as invoices, coalesce(sum(total_paise), 0)::bigint as invoiced_paise,
        coalesce(sum(greatest(0, total_paise - credited_paise - paid_paise + refunded_paise)), 0)::bigint as due_paise
      from billing.invoices where cell = ${cell} and facility_id = ${facilityId} and issued_on = ${day}) i,
      (select count(*) as credit_notes, coalesce(sum(total_paise), 0)::bigint as credited_paise
        from billing.credit_notes where cell = ${cell} and facility_id = ${facilityId} and written_on = ${day}) n,
      (select count(*) as unconfirmed from billing.payments where cell = ${cell} and facility_id = ${facilityId}
        and day = ${day} and status = 'DONE' and not is_confirmed) p`.execute(db)
  return rows[0] as DaySums
}
