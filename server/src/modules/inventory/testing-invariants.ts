// What must hold of stock at every moment, whatever ran at once or died.
import assert from 'node:assert/strict'
import type { Setup } from '../../testing/setup.ts'

const STOCK = `
    select 'levels are the sum of lots' as rule, l.store_id || ' ' || l.item_code as id from inventory.levels l
    left join inventory.lots k on k.cell = l.cell and k.store_id = l.store_id and k.item_code = l.item_code
    group by l.cell, l.store_id, l.item_code
    having l.on_hand <> coalesce(sum(k.on_hand), 0) or l.reserved <> coalesce(sum(k.reserved), 0)
      or l.blocked <> coalesce(sum(k.on_hand - k.reserved) filter (where k.state <> 'usable'), 0)
    union all
    select 'lots have levels', k.store_id || ' ' || k.item_code from inventory.lots k
    where not exists (select from inventory.levels l
      where l.cell = k.cell and l.store_id = k.store_id and l.item_code = k.item_code)
    union all
    select 'lots are the sum of movements', coalesce(k.lot, m.lot) || ' of ' || coalesce(k.item_code, m.item_code)
    from inventory.lots k full join (
      select cell, store_id, item_code, lot, maker, sum(quantity) as quantity, min(balance_after) as lowest
      from inventory.movements group by cell, store_id, item_code, lot, maker) m
      on m.cell = k.cell and m.store_id = k.store_id and m.item_code = k.item_code and m.lot = k.lot
      and m.maker = k.maker
    where coalesce(k.on_hand, 0) <> coalesce(m.quantity, 0) or m.lowest < 0
    union all
    select 'reserved is what live reservations hold', k.lot from inventory.lots k left join (
      select r.cell, r.store_id, h.item_code, h.lot, h.maker, sum(h.quantity) as quantity
      from inventory.reservations r
      join inventory.reservation_lines h on h.cell = r.cell and h.reservation_id = r.id
      where r.status in ('HELD', 'KEPT') group by r.cell, r.store_id, h.item_code, h.lot, h.maker) held
      on held.cell = k.cell and held.store_id = k.store_id and held.item_code = k.item_code and held.lot = k.lot
      and held.maker = k.maker
    where k.reserved <> coalesce(held.quantity, 0)
    union all
    select 'what is committed has left, once, and nothing else has', r.id::text from inventory.reservations r
    left join (
      select cell, reservation_id, sum(quantity) as quantity from inventory.reservation_lines
      group by cell, reservation_id) held on held.cell = r.cell and held.reservation_id = r.id
    left join (
      select cell, source_id, sum(quantity) as quantity from inventory.movements
      where source_kind = 'inventory.reservation' group by cell, source_id) left_ on left_.cell = r.cell
      and left_.source_id = r.id
    where coalesce(left_.quantity, 0) <> (case r.status when 'COMMITTED' then -coalesce(held.quantity, 0) else 0 end)
    union all
    select 'nothing appears or vanishes between stores', coalesce(sum(quantity), 0)::text
    from (
      select quantity::bigint from inventory.movements where kind in ('send', 'arrive')
      union all
      select p.sent - case a.status when 'RECEIVED' then q.received else 0 end
      from inventory.transfers t
      join inventory.transfer_lots p on p.cell = t.cell and p.transfer_id = t.id
      left join inventory.arrivals a on a.cell = t.to_cell and a.transfer_id = t.id
      left join inventory.arrival_lots q on q.cell = a.cell and q.transfer_id = a.transfer_id and q.part = p.part
      where t.status in ('SENT', 'RECEIVED')) moved
    having coalesce(sum(quantity), 0) <> 0`

/** Checks all of it in one statement, so as of one moment. */
export async function assertStock({ program }: Pick<Setup, 'program'>): Promise<void> {
  const broken = await program.context('inventory').pool.query(STOCK)
  assert.deepEqual(broken.rows, [])
}
