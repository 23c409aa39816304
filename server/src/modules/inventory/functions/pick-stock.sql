-- Picks the lots of all lines of a new reservation, or of none: first expiry, first out, as `pickLots` of
-- platform/ledger.ts decides. Callers hold the locks of the levels. Gives the answer to who reserves.
create or replace function inventory.pick_stock(p_cell int, p_id uuid, p_store uuid, p_lines json, p_day date)
returns json language plpgsql as $$
declare
  v_asked record;
  v_lot record;
  v_left int;
  v_taken int;
  v_part int := 0;
  v_short json[] := '{}';
begin
  for v_asked in
    select * from json_to_recordset(p_lines) asked (line int, "itemCode" text, quantity int, "allowLots" json)
    order by "itemCode", line
  loop
    v_left := v_asked.quantity;
    for v_lot in
      select lot, maker, expires_on, mrp_paise, on_hand - reserved as free from inventory.lots l
      where cell = p_cell and store_id = p_store and item_code = v_asked."itemCode"
        and state = 'usable' and expires_on >= p_day and on_hand > reserved
        and (v_asked."allowLots" is null or exists (
          select from json_to_recordset(v_asked."allowLots") allowed (lot text, maker text)
          where allowed.lot = l.lot and allowed.maker = l.maker))
      order by expires_on, lot collate "C", maker collate "C" for update
    loop
      v_taken := least(v_lot.free, v_left);
      v_left := v_left - v_taken;
      v_part := v_part + 1;
      update inventory.lots set reserved = reserved + v_taken
      where cell = p_cell and store_id = p_store and item_code = v_asked."itemCode"
        and lot = v_lot.lot and maker = v_lot.maker;
      insert into inventory.reservation_lines
        (cell, reservation_id, part, line, item_code, lot, maker, expires_on, mrp_paise, quantity)
      values (p_cell, p_id, v_part, v_asked.line, v_asked."itemCode", v_lot.lot, v_lot.maker, v_lot.expires_on,
        v_lot.mrp_paise, v_taken);
      exit when v_left = 0;
    end loop;
    update inventory.levels set reserved = reserved + v_asked.quantity - v_left, is_untold = true
    where cell = p_cell and store_id = p_store and item_code = v_asked."itemCode" and v_left < v_asked.quantity;
    if v_left > 0 then
      v_short := v_short || json_build_object(
        'line', v_asked.line, 'itemCode', v_asked."itemCode", 'free', v_asked.quantity - v_left);
    end if;
  end loop;
  if cardinality(v_short) > 0 then
    perform inventory.free_stock(p_cell, p_store, p_id);
    delete from inventory.reservation_lines where cell = p_cell and reservation_id = p_id;
    delete from inventory.reservations where cell = p_cell and id = p_id;
    return json_build_object('status', 'short', 'short', to_json(v_short));
  end if;
  return inventory.show_reservation(p_cell, p_id);
end $$;
