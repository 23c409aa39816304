-- Takes the stock of a reservation out of its store: one movement for each lot, and the event. What is kept is never
-- refused. `commit_stock` has locked what it needs. Gives the state after it.
create or replace function inventory.commit_reservation(
  p_cell int, p_id uuid, p_store uuid, p_actor uuid, p_now timestamptz, p_day date, p_event jsonb
) returns text language plpgsql as $$
declare
  v_status text := inventory.check_reservation(p_cell, p_id, p_store, p_now, p_day);
  v_held record;
  v_balance int;
  v_lines jsonb := '[]';
begin
  if v_status not in ('HELD', 'KEPT') then
    return v_status;
  end if;
  for v_held in
    select part, item_code, lot, maker, quantity from inventory.reservation_lines
    where cell = p_cell and reservation_id = p_id order by part
  loop
    update inventory.levels set on_hand = on_hand - v_held.quantity, reserved = reserved - v_held.quantity,
      is_untold = true
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code;
    update inventory.lots set on_hand = on_hand - v_held.quantity, reserved = reserved - v_held.quantity
    where cell = p_cell and store_id = p_store and item_code = v_held.item_code and lot = v_held.lot
      and maker = v_held.maker
    returning on_hand into v_balance;
    insert into inventory.movements (cell, id, store_id, item_code, lot, maker, quantity, kind, balance_after,
      source_kind, source_id, source_line, actor_id, moved_at)
    values (p_cell, inventory.new_id(p_cell, p_now), p_store, v_held.item_code, v_held.lot, v_held.maker,
      -v_held.quantity, 'dispense', v_balance, 'inventory.reservation', p_id, v_held.part, p_actor, p_now);
    v_lines := v_lines || jsonb_build_object('itemCode', v_held.item_code, 'lot', v_held.lot,
      'maker', v_held.maker, 'quantity', -v_held.quantity);
  end loop;
  update inventory.reservations set status = 'COMMITTED', changed_at = p_now where cell = p_cell and id = p_id;
  insert into inventory.outbox (cell, id, name, body)
  values (p_cell, (p_event->>'id')::uuid, p_event->>'name', jsonb_set(p_event, '{body,lines}', v_lines));
  return 'COMMITTED';
end $$;
