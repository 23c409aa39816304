-- Ends a reservation without taking its stock. RELEASED: its caller does not need it; an id that is not known yet never
-- reserves anything then. EXPIRED: what is kept stays, and `time` ends nothing early. Gives the state after it.
create or replace function inventory.end_reservation(
  p_cell int, p_id uuid, p_store uuid, p_status text, p_why text, p_now timestamptz, p_event json
) returns text language plpgsql as $$
declare
  v_held record;
begin
  if p_status = 'RELEASED' then
    insert into inventory.reservations (cell, id, store_id, status, expires_at, ended_why, made_at, changed_at)
    values (p_cell, p_id, p_store, 'RELEASED', p_now, p_why, p_now, p_now) on conflict do nothing;
    if found then
      return 'RELEASED';
    end if;
  end if;
  select status, expires_at into v_held from inventory.reservations where cell = p_cell and id = p_id for update;
  if not found then
    return 'UNKNOWN';
  end if;
  if v_held.status not in ('HELD', 'KEPT') or p_status = 'EXPIRED' and v_held.status = 'KEPT'
    or p_why = 'time' and v_held.expires_at > p_now then
    return v_held.status;
  end if;
  perform inventory.free_stock(p_cell, p_store, p_id);
  update inventory.reservations set status = p_status, ended_why = p_why, changed_at = p_now
  where cell = p_cell and id = p_id;
  if p_event is not null then
    insert into inventory.outbox (cell, id, name, body)
    values (p_cell, (p_event->>'id')::uuid, p_event->>'name', p_event);
  end if;
  return p_status;
end $$;
