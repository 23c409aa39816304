-- The careful accept path: one call accepts one request, or finds the workflow that already answers it.
create or replace function linkage.accept_link(
  p_cell int, p_workflow_id uuid, p_request_id uuid, p_customer_id uuid, p_patient_id text, p_facts_hash text,
  p_webhook_url text, p_choice_by text,
  -- when another store keeps the data and the keys, the data is empty and key and fingerprint are null
  p_sealed bytea, p_key_cell int, p_key text, p_fingerprint text,
  -- for the callback of a request that another workflow answers
  p_delivery_id uuid, p_at text, p_urls_max int, p_erase_seconds int,
  out verdict text, out found_id uuid
) language plpgsql as $$
declare
  v_key linkage.idempotency_keys;
  v_patient linkage.patients;
begin
  found_id := p_workflow_id;
  if p_key is not null then
    insert into linkage.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
    values (p_key_cell, p_customer_id, p_key, p_fingerprint, 202, to_json(p_workflow_id))
    on conflict do nothing;
    if not found then
      select * into v_key from linkage.idempotency_keys
      where cell = p_key_cell and account_id = p_customer_id and key = p_key;
      if v_key.fingerprint is distinct from p_fingerprint then
        verdict := 'key-reused';
      else
        verdict := 'replayed';
        found_id := (v_key.answer #>> '{}')::uuid;
      end if;
      return;
    end if;
  end if;

  -- The lock of this row holds up everybody who answers or asks for the same patient. So what we read stays true.
  insert into linkage.patients (cell, customer_id, patient_id) values (p_cell, p_customer_id, p_patient_id)
  on conflict do nothing;
  select * into v_patient from linkage.patients
  where cell = p_cell and customer_id = p_customer_id and patient_id = p_patient_id for update;
  select w.id into found_id from linkage.workflows w
  where w.cell = p_cell and w.id = any (v_patient.found_by) and w.facts_hash = p_facts_hash order by w.id limit 1;
  if found_id is not null then
    verdict := 'linked';
    perform linkage.tell_linked(p_cell, found_id, p_customer_id, p_patient_id, v_patient.link_id, p_webhook_url,
      p_delivery_id, p_at, p_urls_max);
  elsif v_patient.open_id is not null then
    select j.verdict, j.workflow_id into verdict, found_id
    from linkage.join_workflow(p_cell, v_patient.open_id, p_facts_hash, p_webhook_url, p_delivery_id, p_urls_max) j;
  else
    verdict := 'accepted';
    found_id := p_workflow_id;
    update linkage.patients set open_id = p_workflow_id
    where cell = p_cell and customer_id = p_customer_id and patient_id = p_patient_id;
    insert into linkage.workflows
      (cell, id, request_id, customer_id, patient_id, facts_hash, status, webhook_url, choice_by)
    values (p_cell, p_workflow_id, p_request_id, p_customer_id, p_patient_id, p_facts_hash, 'RECEIVED',
      p_webhook_url, p_choice_by);
    insert into linkage.requests (cell, workflow_id, sealed, erase_at)
    values (p_cell, p_workflow_id, p_sealed, now() + make_interval(secs => p_erase_seconds));
    insert into linkage.queue (cell, workflow_id, customer_id, patient_id, choice_by, webhook_url)
    values (p_cell, p_workflow_id, p_customer_id, p_patient_id, p_choice_by, p_webhook_url);
  end if;
  if verdict = 'occupied' then
    -- A refusal changes nothing. The customer may use the key again.
    found_id := p_workflow_id;
    delete from linkage.idempotency_keys where cell = p_key_cell and account_id = p_customer_id and key = p_key;
  elsif found_id <> p_workflow_id then
    update linkage.idempotency_keys set answer = to_json(found_id)
    where cell = p_key_cell and account_id = p_customer_id and key = p_key;
  end if;
end $$;
comment on function linkage.accept_link is
  'Verdicts: accepted; replayed (same key and body); key-reused (other body); linked or pending (found_id answers it); '
  'occupied (an open workflow has other facts, or too many webhooks wait for it)';
