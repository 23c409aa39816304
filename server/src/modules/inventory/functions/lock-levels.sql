-- Locks the levels of a reservation, in the order in which everybody locks levels.
create or replace function inventory.lock_levels(p_cell int, p_store uuid, p_reservation uuid)
returns void language plpgsql as $$
begin
  perform from inventory.levels
  where cell = p_cell and store_id = p_store and item_code in (
    select item_code from inventory.reservation_lines where cell = p_cell and reservation_id = p_reservation)
  order by item_code for update;
end $$;
