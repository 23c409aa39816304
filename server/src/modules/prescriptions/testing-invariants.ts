// What must hold of prescriptions, of stock and of bills together at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const LINES = `
    select 'promised is what is under way' as rule, l.prescription_id || ' ' || l.line_key as id
    from prescriptions.lines l
    left join lateral (
      select coalesce(sum(a.quantity), 0) as promised from prescriptions.dispenses d
      join prescriptions.asked_lines a on a.cell = d.cell and a.dispense_id = d.id
      where d.cell = l.cell and d.prescription_id = l.prescription_id and a.line_key = l.line_key
        and d.status in ('PREPARING', 'PREPARED', 'CHARGED', 'READY')) u on true
    where l.promised <> u.promised
    union all
    select 'dispensed is what was handed over', l.prescription_id || ' ' || l.line_key from prescriptions.lines l
    left join lateral (
      select coalesce(sum(g.quantity), 0) as given, coalesce(sum(g.returned), 0) as returned
      from prescriptions.dispenses d
      join prescriptions.asked_lines a on a.cell = d.cell and a.dispense_id = d.id
      join prescriptions.dispense_lines g on g.cell = a.cell and g.dispense_id = a.dispense_id
        and g.asked_line = a.line
      where d.cell = l.cell and d.prescription_id = l.prescription_id and a.line_key = l.line_key
        and d.status = 'HANDED_OVER') h on true
    where l.dispensed <> h.given or l.returned <> h.returned
    union all
    select 'never more than prescribed', l.prescription_id || ' ' || l.line_key from prescriptions.lines l
    where l.promised + l.dispensed - l.returned > l.quantity * (1 + l.repeats)
    union all
    select 'lots are what was asked', a.dispense_id || ' ' || a.line from prescriptions.asked_lines a
    join prescriptions.dispenses d on d.cell = a.cell and d.id = a.dispense_id
    left join prescriptions.dispense_lines g on g.cell = a.cell and g.dispense_id = a.dispense_id
      and g.asked_line = a.line
    where d.status in ('PREPARED', 'CHARGED', 'READY', 'HANDED_OVER')
    group by a.cell, a.dispense_id, a.line, a.quantity having coalesce(sum(g.quantity), 0) <> a.quantity
    union all
    select 'own lists', p.id::text from prescriptions.prescriptions p
    left join prescriptions.patient_rows r on r.patient_id = p.patient_id and r.prescription_id = p.id
    where r.prescription_id is null
    union all
    select 'lists of stores', d.id::text from prescriptions.dispenses d
    left join prescriptions.store_rows r on r.store_id = d.store_id and r.dispense_id = d.id
    where r.dispense_id is null
    union all
    select 'versions without a gap', p.id::text from prescriptions.prescriptions p
    join prescriptions.versions v on v.cell = p.cell and v.prescription_id = p.id
    group by p.cell, p.id, p.version having count(*) <> p.version or max(v.version) <> p.version`

const REGISTERS = `
    select 'numbers without a gap' as rule, r.register || ' ' || r.year as id from prescriptions.registers r
    left join prescriptions.register_entries e on e.cell = r.cell and e.facility_id = r.facility_id
      and e.register = r.register and e.year = r.year
    group by r.cell, r.facility_id, r.register, r.year, r.last
    having count(e.number) <> r.last or min(e.number) <> 1 or max(e.number) <> r.last
    union all
    select 'an entry for each hand-over of a register', g.dispense_id || ' ' || g.line
    from prescriptions.dispense_lines g
    join prescriptions.dispenses d on d.cell = g.cell and d.id = g.dispense_id
    left join prescriptions.register_entries e on e.dispense_id = g.dispense_id and e.dispense_line = g.line
      and e.quantity = g.quantity and e.lot = g.lot
    where (d.status = 'HANDED_OVER' and g.schedule in ('H1', 'X')) <> (e.dispense_id is not null)`

const STOCK = `
    select 'what is under way is reserved' as rule, d.id::text as id from prescriptions.dispenses d
    left join inventory.reservations r on r.id = d.reservation_id
    where d.status in ('PREPARED', 'CHARGED', 'READY') and r.id is null
    union all
    select 'what is handed over has left or is kept', d.id::text from prescriptions.dispenses d
    left join inventory.reservations r on r.id = d.reservation_id
    where d.status = 'HANDED_OVER'
      and r.status is distinct from (case when d.is_stock_settled then 'COMMITTED' else 'KEPT' end)
      and (d.is_stock_settled or r.status is distinct from 'COMMITTED')
    union all
    select 'what has ended holds nothing', d.id::text from prescriptions.dispenses d
    join inventory.reservations r on r.id = d.reservation_id
    where d.status in ('REFUSED', 'ABANDONED') and d.is_stock_settled and r.status in ('HELD', 'KEPT', 'COMMITTED')
    union all
    select 'only what is handed over has left', d.id::text from prescriptions.dispenses d
    join inventory.reservations r on r.id = d.reservation_id
    where r.status = 'COMMITTED' and d.status <> 'HANDED_OVER'
    union all
    select 'the lots that left are those of the dispense', coalesce(g.dispense_id, h.dispense_id)::text
    from (
      select d.id as dispense_id, g.item_code, g.lot, g.maker, sum(g.quantity) as quantity
      from prescriptions.dispenses d
      join prescriptions.dispense_lines g on g.cell = d.cell and g.dispense_id = d.id
      where d.status in ('CHARGED', 'READY', 'HANDED_OVER') group by 1, 2, 3, 4) g
    full join (
      select d.id as dispense_id, h.item_code, h.lot, h.maker, sum(h.quantity) as quantity
      from prescriptions.dispenses d
      join inventory.reservation_lines h on h.reservation_id = d.reservation_id
      where d.status in ('CHARGED', 'READY', 'HANDED_OVER') group by 1, 2, 3, 4) h
      on h.dispense_id = g.dispense_id and h.item_code = g.item_code and h.lot = g.lot and h.maker = g.maker
    where g.quantity is distinct from h.quantity`

const BILLS = `
    select 'the bill is the dispense' as rule, d.id::text as id from prescriptions.dispenses d
    left join lateral (
      select coalesce(sum(c.quantity * c.unit_price_paise), 0) as charged, count(*) as charges
      from billing.charges c where c.charge_group = d.charge_group) c on true
    where d.is_charged and c.charged <> d.total_paise or d.is_free and c.charges > 0
    union all
    select 'what has ended is not charged', d.id::text from prescriptions.dispenses d
    join billing.charges c on c.charge_group = d.charge_group
    where d.status in ('REFUSED', 'ABANDONED') and d.is_money_settled and c.status in ('OPEN', 'INVOICED', 'SETTLED')
    union all
    select 'what is ready is paid', d.id::text from prescriptions.dispenses d
    join billing.charges c on c.charge_group = d.charge_group
    where d.status in ('READY', 'HANDED_OVER') and c.status in ('OPEN', 'INVOICED')
    union all
    select 'what came back is credited', g.dispense_id || ' ' || g.line from prescriptions.dispense_lines g
    join prescriptions.dispenses d on d.cell = g.cell and d.id = g.dispense_id
    join billing.charges c on c.source_id = g.dispense_id and c.source_line = g.line
    where d.status = 'HANDED_OVER' and not exists (select from prescriptions.returns r
        where r.dispense_id = d.id and not r.is_money_settled)
      and c.status <> 'WAIVED' and c.credited_quantity + c.reversed_quantity <> g.returned`

/** Checks all of it. The other modules check their own books. */
export async function assertPrescriptions({ program }: Pick<Setup, 'program'>): Promise<void> {
  const { pool } = program.context('prescriptions')
  for (const query of [LINES, REGISTERS, STOCK, BILLS]) assert.deepEqual((await pool.query(query)).rows, [])
}
