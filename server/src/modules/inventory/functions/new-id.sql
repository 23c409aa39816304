-- Makes an id for a row of a district, as platform/id.ts does: 48 bits of milliseconds, version 8, the cell, and
-- random bits.
create or replace function inventory.new_id(p_cell int, p_at timestamptz)
returns uuid language plpgsql as $$
declare
  v_random text := replace(gen_random_uuid()::text, '-', '');
begin
  return (
    lpad(to_hex(floor(extract(epoch from p_at) * 1000)::bigint), 12, '0')
    || '8' || lpad(to_hex(p_cell >> 4), 3, '0')
    || to_hex(128 | ((p_cell & 15) << 2) | (('x' || left(v_random, 1))::bit(4)::int & 3))
    || substr(v_random, 2, 11) || substr(v_random, 18, 3)
  )::uuid;
end $$;
