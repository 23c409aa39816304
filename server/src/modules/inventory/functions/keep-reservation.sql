-- Keeps a reservation for good, or ends it when its time is over or a lot of it may no longer be used. Gives the state.
create or replace function inventory.keep_reservation(
  p_cell int, p_id uuid, p_store uuid, p_now timestamptz, p_day date
) returns text language plpgsql as $$
declare
  v_held record;
  v_is_usable boolean;
begin
  select status, expires_at into v_held from inventory.reservations where cell = p_cell and id = p_id for update;
  if not found then
    return 'UNKNOWN';
  end if;
  if v_held.status <> 'HELD' then
    return v_held.status;
  end if;
  if v_held.expires_at <= p_now then
    return inventory.end_reservation(p_cell, p_id, p_store, 'EXPIRED', 'time', p_now, null);
  end if;
  select bool_and(k.state = 'usable' and k.expires_on >= p_day) into v_is_usable
  from inventory.reservation_lines h
  join inventory.lots k on k.cell = p_cell and k.store_id = p_store and k.item_code = h.item_code
    and k.lot = h.lot and k.maker = h.maker
  where h.cell = p_cell and h.reservation_id = p_id;
  if not v_is_usable then
    return inventory.end_reservation(p_cell, p_id, p_store, 'EXPIRED', 'lot-not-usable', p_now, null);
  end if;
  update inventory.reservations set status = 'KEPT', changed_at = p_now where cell = p_cell and id = p_id;
  return 'KEPT';
end $$;
