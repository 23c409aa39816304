-- Adds rows with these contents (hashes) to a locked chain. Gives the hash before the first row, then that of each row.
create or replace function audit.extend_chain(
  p_cell int, p_day date, p_kind text, p_hash bytea, p_contents bytea[]
) returns bytea[] language plpgsql as $$
declare
  v_hash bytea := p_hash;
  v_hashes bytea[] := array[p_hash];
  v_content bytea;
begin
  foreach v_content in array p_contents loop
    v_hash := sha256(v_hash || v_content);
    v_hashes := v_hashes || v_hash;
  end loop;
  update audit.chains set length = length + cardinality(p_contents), hash = v_hash
  where cell = p_cell and recorded_on = p_day and kind = p_kind;
  return v_hashes;
end $$;
