-- Locks a reservation. Ends one that is still HELD when its time is over, or when a lot of it may no longer be used.
-- Gives the state after it.
create or replace function inventory.check_reservation(
  p_cell int, p_id uuid, p_store uuid, p_now timestamptz, p_day date
) returns text language plpgsql as $$
declare
  v_reservation record;
  v_held record;
begin
  select status, expires_at into v_reservation from inventory.reservations where cell = p_cell and id = p_id for update;
  if not found then
    return 'UNKNOWN';
  end if;
  if v_reservation.status <> 'HELD' then
    return v_reservation.status;
  end if;
  if v_reservation.expires_at <= p_now then
    return inventory.end_reservation(p_cell, p_id, p_store, 'EXPIRED', 'time', p_now, null);
  end if;
  for v_held in
    select item_code, lot, maker from inventory.reservation_lines where cell = p_cell and reservation_id = p_id
  loop
    perform from inventory.lots
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code and lot = v_held.lot
      and maker = v_held.maker and state = 'usable' and expires_on >= p_day;
    if not found then
      return inventory.end_reservation(p_cell, p_id, p_store, 'EXPIRED', 'lot-not-usable', p_now, null);
    end if;
  end loop;
  return 'HELD';
end $$;
