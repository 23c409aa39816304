-- Adds reads of patients of one district to the chain of the day. Gives how many, or -1 when the day is signed.
create or replace function audit.append_reads(p_cell int, p_day date, p_rows json)
returns int language plpgsql as $$
declare
  v_chain record;
  v_contents bytea[];
  v_hashes bytea[];
begin
  select * into v_chain from audit.lock_chain(p_cell, p_day, 'reads');
  if not v_chain.o_is_open then
    return -1;
  end if;
  select array_agg(decode(content, 'hex') order by place) into v_contents
  from json_to_recordset(p_rows) given (place int, content text);
  v_hashes := audit.extend_chain(p_cell, p_day, 'reads', v_chain.o_hash, v_contents);
  insert into audit.reads (cell, id, patient_id, account_id, role, facility_id, basis, record_kind, action, record_id,
    at, request_id, recorded_on, seq, prev_hash, hash)
  select p_cell, id, patient_id, account_id, role, facility_id, basis, record_kind, action, record_id,
    at, request_id, p_day, v_chain.o_length + place, v_hashes[place], v_hashes[place + 1]
  from json_to_recordset(p_rows) given (place int, id uuid, patient_id uuid, account_id uuid, role text,
    facility_id uuid, basis text, record_kind text, action text, record_id uuid, at timestamptz, request_id text);
  return cardinality(v_contents);
end $$;
