-- Locks the chain of a district, day and table, and makes it if it is missing. Gives its length and its last hash.
-- `o_is_open` is false when the chain or its day is signed: then nothing may be added.
create or replace function audit.lock_chain(
  p_cell int, p_day date, p_kind text,
  out o_is_open boolean, out o_length int, out o_hash bytea
) language plpgsql as $$
begin
  select signature is null, length, hash into o_is_open, o_length, o_hash from audit.chains
  where cell = p_cell and recorded_on = p_day and kind = p_kind for update;
  if found then
    return;
  end if;
  if exists (select from audit.days where day >= p_day) then
    o_is_open := false;
    return;
  end if;
  insert into audit.chains (cell, recorded_on, kind, length, hash)
  values (p_cell, p_day, p_kind, 0,
    sha256(convert_to(format('sehat audit %s %s %s', p_kind, p_cell, to_char(p_day, 'YYYY-MM-DD')), 'UTF8')))
  on conflict (cell, recorded_on, kind) do nothing;
  select signature is null, length, hash into o_is_open, o_length, o_hash from audit.chains
  where cell = p_cell and recorded_on = p_day and kind = p_kind for update;
end $$;
