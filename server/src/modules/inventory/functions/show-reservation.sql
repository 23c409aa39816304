-- A reservation with its state and its lots, as the call `inventory.reserve` answers. Null when there is none.
create or replace function inventory.show_reservation(p_cell int, p_id uuid)
returns json language plpgsql as $$
begin
  return (
    select json_build_object(
      'status', case status when 'HELD' then 'reserved' else lower(status) end,
      'expiresAt', to_char(expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
      'lines', coalesce((
        select json_agg(json_build_object('line', line, 'itemCode', item_code, 'lot', lot, 'maker', maker,
          'expiresOn', expires_on, 'quantity', quantity, 'mrpPaise', mrp_paise) order by part)
        from inventory.reservation_lines taken where taken.cell = p_cell and taken.reservation_id = p_id), '[]'))
    from inventory.reservations where cell = p_cell and id = p_id);
end $$;
