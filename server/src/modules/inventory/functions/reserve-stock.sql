-- Reserves stock for several callers of a district at once, each with all its lines or with none. An id that is known
-- gets its first answer. `p_asked` has each id once; the answers are in its order.
create or replace function inventory.reserve_stock(p_cell int, p_asked json, p_now timestamptz, p_day date)
returns json language plpgsql as $$
declare
  v_new uuid[] := '{}';
  v_level record;
  v_asked record;
  v_answers json[] := '{}';
begin
  for v_asked in
    select * from json_to_recordset(p_asked) asked (id uuid, "storeId" uuid, "expiresAt" timestamptz) order by id
  loop
    insert into inventory.reservations (cell, id, store_id, status, expires_at, made_at, changed_at)
    values (p_cell, v_asked.id, v_asked."storeId", 'HELD', v_asked."expiresAt", p_now, p_now) on conflict do nothing;
    if found then
      v_new := v_new || v_asked.id;
    end if;
  end loop;
  for v_level in
    select distinct "storeId", "itemCode"
    from json_to_recordset(p_asked) asked ("storeId" uuid, lines json),
      json_to_recordset(lines) line ("itemCode" text)
    order by "storeId", "itemCode"
  loop
    perform from inventory.levels
    where cell = p_cell and store_id = v_level."storeId" and item_code = v_level."itemCode" for update;
  end loop;
  for v_asked in
    select * from json_to_recordset(p_asked) asked (id uuid, "storeId" uuid, lines json)
  loop
    v_answers := v_answers || case when v_asked.id = any(v_new)
      then inventory.pick_stock(p_cell, v_asked.id, v_asked."storeId", v_asked.lines, p_day)
      else inventory.show_reservation(p_cell, v_asked.id) end;
  end loop;
  return array_to_json(v_answers);
end $$;
