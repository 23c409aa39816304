-- Keeps a reservation for good, unless `check_reservation` ends it. Gives the state.
create or replace function inventory.keep_reservation(
  p_cell int, p_id uuid, p_store uuid, p_now timestamptz, p_day date
) returns text language plpgsql as $$
declare
  v_status text := inventory.check_reservation(p_cell, p_id, p_store, p_now, p_day);
begin
  if v_status <> 'HELD' then
    return v_status;
  end if;
  update inventory.reservations set status = 'KEPT', changed_at = p_now where cell = p_cell and id = p_id;
  return 'KEPT';
end $$;
