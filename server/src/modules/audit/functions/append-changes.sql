-- Adds events of one district to the chain of the day, and leaves out known ones. Gives how many, or -1 when the day is
-- signed.
create or replace function audit.append_changes(p_cell int, p_day date, p_rows json)
returns int language plpgsql as $$
declare
  v_chain record;
  v_ids uuid[];
  v_contents bytea[];
  v_hashes bytea[];
begin
  select * into v_chain from audit.lock_chain(p_cell, p_day, 'changes');
  if not v_chain.o_is_open then
    return -1;
  end if;
  select array_agg(id order by place), array_agg(decode(content, 'hex') order by place) into v_ids, v_contents
  from json_to_recordset(p_rows) given (place int, id uuid, content text)
  where not exists (select from audit.changes known where known.cell = p_cell and known.id = given.id);
  if v_ids is null then
    return 0;
  end if;
  v_hashes := audit.extend_chain(p_cell, p_day, 'changes', v_chain.o_hash, v_contents);
  insert into audit.changes (cell, id, name, account_id, role, facility_id, on_behalf_of_id, patient_id,
    other_patient_id, body_hash, at, request_id, recorded_on, seq, prev_hash, hash)
  select p_cell, given.id, name, account_id, role, facility_id, on_behalf_of_id, patient_id,
    other_patient_id, decode(body_hash, 'hex'), at, request_id, p_day,
    v_chain.o_length + added.place, v_hashes[added.place], v_hashes[added.place + 1]
  from unnest(v_ids) with ordinality added (id, place)
  join json_to_recordset(p_rows) given (id uuid, name text, account_id uuid, role text, facility_id uuid,
    on_behalf_of_id uuid, patient_id uuid, other_patient_id uuid, body_hash text, at timestamptz, request_id text)
    on given.id = added.id;
  return cardinality(v_ids);
end $$;
