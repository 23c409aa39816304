-- Gives back to lots and levels what a reservation holds. What it held of a lot that is not usable becomes blocked. The
-- parts are in the order of their items, so levels are locked in that order, and each before its lots.
create or replace function inventory.free_stock(p_cell int, p_store uuid, p_reservation uuid)
returns void language plpgsql as $$
declare
  v_held record;
begin
  for v_held in
    select item_code, lot, maker, quantity from inventory.reservation_lines
    where cell = p_cell and reservation_id = p_reservation order by part
  loop
    perform from inventory.levels
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code for update;
    update inventory.levels set reserved = reserved - v_held.quantity, is_untold = true,
      blocked = blocked + case when exists (
        select from inventory.lots
        where cell = p_cell and store_id = p_store and item_code = v_held.item_code and lot = v_held.lot
          and maker = v_held.maker and state <> 'usable') then v_held.quantity else 0 end
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code;
    update inventory.lots set reserved = reserved - v_held.quantity
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code and lot = v_held.lot
      and maker = v_held.maker;
  end loop;
end $$;
