// What must hold of charges, invoices, payments and drawers at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const BILLS = `
    select 'invoice = sum of its lines' as rule, i.id::text from billing.invoices i
    left join lateral (
      select sum(l.total_paise) as total, sum(l.cgst_paise) as cgst, sum(l.sgst_paise) as sgst,
        sum(l.discount_paise) as discount
      from billing.invoice_lines l where l.cell = i.cell and l.invoice_id = i.id) s on true
    where (i.total_paise, i.cgst_paise, i.sgst_paise, i.discount_paise)
      is distinct from (s.total, s.cgst, s.sgst, s.discount)
    union all
    select 'lines have an invoice', l.invoice_id::text from billing.invoice_lines l
    left join billing.invoices i on i.cell = l.cell and i.id = l.invoice_id where i.id is null
    union all
    select 'invoiced charges have a line', c.id::text from billing.charges c
    left join billing.invoice_lines l on l.cell = c.cell and l.charge_id = c.id
    where (c.status = 'INVOICED' or c.status = 'SETTLED' and c.total_paise > 0) and l.charge_id is null
      or c.status in ('OPEN', 'CANCELLED', 'WAIVED') and l.charge_id is not null
    union all
    select 'paid and refunded = sums of what is done', i.id::text from billing.invoices i
    left join lateral (
      select coalesce(sum(p.amount_paise) filter (where p.direction = 'in'), 0) as paid,
        coalesce(sum(p.amount_paise) filter (where p.direction = 'out'), 0) as refunded,
        coalesce(sum(p.amount_paise) filter (where p.direction = 'in' and p.method = 'cash'), 0) as cash
      from billing.payments p where p.cell = i.cell and p.invoice_id = i.id and p.status = 'DONE') s on true
    where (i.paid_paise, i.refunded_paise, i.cash_paise) is distinct from (s.paid, s.refunded, s.cash)
    union all
    select 'credited = sum of credit notes', i.id::text from billing.invoices i
    left join lateral (select coalesce(sum(n.total_paise), 0) as credited from billing.credit_notes n
      where n.cell = i.cell and n.invoice_id = i.id) s on true
    where i.credited_paise <> s.credited
    union all
    select 'credit note = sum of its lines', n.id::text from billing.credit_notes n
    left join lateral (select sum(l.total_paise) as total, sum(l.cgst_paise) as cgst from billing.credit_lines l
      where l.cell = n.cell and l.credit_note_id = n.id) s on true
    where (n.total_paise, n.cgst_paise) is distinct from (s.total, s.cgst)
    union all
    select 'credited charges = credited lines', c.id::text from billing.charges c
    join billing.invoice_lines l on l.cell = c.cell and l.charge_id = c.id
    left join lateral (select coalesce(sum(d.quantity), 0) as quantity from billing.credit_lines d
      where d.cell = l.cell and d.invoice_id = l.invoice_id and d.line = l.line) s on true
    where c.credited_quantity <> s.quantity or l.quantity <> c.quantity - c.reversed_quantity
    union all
    select 'state of an invoice', i.id::text from billing.invoices i
    where i.status <> case
      when i.credited_paise = i.total_paise then 'CREDITED'
      when i.paid_paise - i.refunded_paise >= i.total_paise - i.credited_paise then 'PAID'
      when i.paid_paise > i.refunded_paise then 'PART_PAID' else 'ISSUED' end
    union all
    select 'charges settled with their invoice', c.id::text from billing.invoices i
    join billing.invoice_lines l on l.cell = i.cell and l.invoice_id = i.id
    join billing.charges c on c.cell = l.cell and c.id = l.charge_id
    where (c.status = 'SETTLED') <> (i.status = 'PAID' and c.status <> 'CREDITED')
      or (c.status = 'CREDITED') <> (c.reversed_quantity + c.credited_quantity = c.quantity)`

const NUMBERS = `
    select 'numbers without a gap', s.series || ' ' || s.fy || ' ' || s.facility_id from billing.series s
    left join lateral (
      select count(*) as used, count(distinct n.seq) as numbers, max(n.seq) as last from (
        select seq from billing.invoices i where s.series = 'invoice'
          and (i.cell, i.facility_id, i.fy) = (s.cell, s.facility_id, s.fy)
        union all
        select seq from billing.credit_notes c where s.series = 'credit-note'
          and (c.cell, c.facility_id, c.fy) = (s.cell, s.facility_id, s.fy)
        union all
        select right(receipt_number, 6)::int from billing.payments p where s.series = 'receipt'
          and p.status = 'DONE' and (p.cell, p.facility_id, p.fy) = (s.cell, s.facility_id, s.fy)) n) u on true
    where u.used <> s.last or u.numbers <> s.last or u.last <> s.last
    union all
    select 'numbers of the year of their day', i.id::text from billing.invoices i
    where i.fy <> extract(year from i.issued_on - interval '3 months')`

const CASH = `
    select 'expected = float + in - out' as rule, s.id::text from billing.sessions s
    left join lateral (
      select coalesce(sum(case p.direction when 'in' then p.amount_paise else -p.amount_paise end), 0) as cash
      from billing.payments p where p.cell = s.cell and p.session_id = s.id and p.status = 'DONE') c on true
    where s.status = 'CLOSED' and s.expected_paise <> s.float_paise + c.cash
    union all
    select 'days of cash', d.payer_id::text from billing.cash_days d
    left join lateral (
      select coalesce(sum(p.amount_paise), 0) as cash from billing.payments p
      left join billing.merged_patients m on m.patient_id = p.patient_id
      where p.cell = d.cell and p.facility_id = d.facility_id and p.day = d.day and p.method = 'cash'
        and p.direction = 'in' and p.status = 'DONE'
        and coalesce(m.stays_id, p.patient_id, p.invoice_id, p.id) = d.payer_id) c on true
    where d.cash_paise <> c.cash
    union all
    select 'advances', a.id::text from billing.payments a
    left join lateral (select coalesce(sum(p.amount_paise), 0) as used from billing.payments p
      where p.cell = a.cell and p.advance_id = a.id and p.status = 'DONE') u on true
    where a.used_paise <> u.used`

const BROKEN = `${BILLS} union all ${NUMBERS} union all ${CASH}`

/** Checks everything that must hold, in one statement. */
export async function assertInvariants({ program }: Pick<Setup, 'program'>): Promise<void> {
  assert.deepEqual((await program.context('billing').pool.query(BROKEN)).rows, [])
}
