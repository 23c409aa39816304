-- Takes the stock of several reservations of a district out of their stores at once. `p_asked` has each id once; the
-- states are in its order. The locks: the reservations, then the levels, each in one order for everybody.
create or replace function inventory.commit_stock(p_cell int, p_asked json, p_now timestamptz, p_day date)
returns json language plpgsql as $$
declare
  v_reservation record;
  v_level record;
  v_asked record;
  v_states text[] := '{}';
begin
  for v_reservation in
    select id from json_to_recordset(p_asked) asked (id uuid) order by id
  loop
    perform from inventory.reservations where cell = p_cell and id = v_reservation.id for update;
  end loop;
  for v_level in
    select distinct asked."storeId", held.item_code
    from json_to_recordset(p_asked) asked (id uuid, "storeId" uuid),
      lateral (
        select item_code from inventory.reservation_lines
        where cell = p_cell and reservation_id = asked.id) held
    order by asked."storeId", held.item_code
  loop
    perform from inventory.levels
    where cell = p_cell and store_id = v_level."storeId" and item_code = v_level.item_code for update;
  end loop;
  for v_asked in
    select * from json_to_recordset(p_asked) asked (id uuid, "storeId" uuid, "actorId" uuid, event jsonb)
  loop
    v_states := v_states || inventory.commit_reservation(
      p_cell, v_asked.id, v_asked."storeId", v_asked."actorId", p_now, p_day, v_asked.event);
  end loop;
  return array_to_json(v_states);
end $$;
