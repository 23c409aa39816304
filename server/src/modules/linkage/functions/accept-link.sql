-- The accept path: one call accepts one request, or finds the workflow that already answers it.
create or replace function linkage.accept_link(
  p_cell int, p_workflow_id uuid, p_request_id uuid, p_customer_id uuid, p_patient_id text, p_facts_hash text,
  p_webhook_url text, p_choice_by text,
  -- when another store keeps the data and the keys, the data is empty and key and fingerprint are null
  p_sealed bytea, p_key_cell int, p_key text, p_fingerprint text,
  -- for the callback of a request that another workflow answers
  p_delivery_id uuid, p_at text, p_urls_max int,
  out verdict text, out found_id uuid
) language plpgsql as $$
declare
  v_key linkage.idempotency_keys;
  v_link_id uuid;
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

  -- A workflow may end between two statements. Then the loop starts again. A third round is needed only if somebody
  -- links and de-links the patient faster than we can read.
  for round in 1..3 loop
    select f.link_id, f.workflow_id into v_link_id, found_id
    from linkage.find_link(p_cell, p_customer_id, p_patient_id, p_facts_hash) f;
    if found_id is null then
      insert into linkage.workflows
        (cell, id, request_id, customer_id, patient_id, facts_hash, status, webhook_url, choice_by)
      values (p_cell, p_workflow_id, p_request_id, p_customer_id, p_patient_id, p_facts_hash, 'RECEIVED',
        p_webhook_url, p_choice_by)
      on conflict (cell, customer_id, patient_id) where ended_at is null and (outcome is null or outcome = 'CHOICE')
      do nothing;
      if found then
        -- The insert waits for a workflow that is being answered. That workflow may have linked the patient after we
        -- looked for a link. While ours is open, no other workflow of the patient is. So now the look is final.
        select f.link_id, f.workflow_id into v_link_id, found_id
        from linkage.find_link(p_cell, p_customer_id, p_patient_id, p_facts_hash) f;
        if found_id is null then
          insert into linkage.requests (cell, workflow_id, sealed) values (p_cell, p_workflow_id, p_sealed);
          insert into linkage.queue (cell, workflow_id) values (p_cell, p_workflow_id);
          verdict := 'accepted';
          found_id := p_workflow_id;
          return;
        end if;
        delete from linkage.workflows where cell = p_cell and id = p_workflow_id;
      end if;
    end if;
    if found_id is not null then
      perform linkage.tell_linked(p_cell, found_id, p_customer_id, p_patient_id, v_link_id, p_webhook_url,
        p_delivery_id, p_at, p_urls_max);
      verdict := 'linked';
    else
      select j.verdict, j.workflow_id into verdict, found_id
      from linkage.join_workflow(p_cell, p_customer_id, p_patient_id, p_facts_hash, p_webhook_url, p_delivery_id,
        p_urls_max) j;
    end if;
    exit when verdict is not null;
  end loop;
  if verdict is null then
    raise exception 'the patient is being linked and de-linked at this moment' using errcode = '40001';
  elsif verdict = 'occupied' then
    -- A refusal changes nothing. The customer may use the key again.
    found_id := p_workflow_id;
    delete from linkage.idempotency_keys where cell = p_key_cell and account_id = p_customer_id and key = p_key;
  else
    update linkage.idempotency_keys set answer = to_json(found_id)
    where cell = p_key_cell and account_id = p_customer_id and key = p_key;
  end if;
end $$;
comment on function linkage.accept_link is
  'Verdicts: accepted; replayed (same key and body); key-reused (other body); linked or pending (found_id answers it); '
  'occupied (an open workflow has other facts, or too many webhooks wait for it)';
