-- Gives back to the lots what a reservation holds of them. Callers hold the locks of the levels.
create or replace function inventory.free_lots(p_cell int, p_store uuid, p_reservation uuid)
returns void language plpgsql as $$
begin
  update inventory.lots l set reserved = l.reserved - held.quantity
  from (
    select item_code, lot, maker, sum(quantity)::int as quantity from inventory.reservation_lines
    where cell = p_cell and reservation_id = p_reservation group by item_code, lot, maker) held
  where l.cell = p_cell and l.store_id = p_store and l.item_code = held.item_code and l.lot = held.lot
    and l.maker = held.maker;
end $$;
