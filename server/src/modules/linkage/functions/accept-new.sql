-- The accept path for requests that nothing speaks against: a new key, and a patient without link and open workflow.
-- It takes all of them in a few statements. accept_link decides the others, one by one.
create or replace function linkage.accept_new(
  p_cells int[], p_ids uuid[], p_request_ids uuid[], p_customer_ids uuid[], p_patient_ids text[], p_facts text[],
  p_urls text[], p_choice_by text[],
  -- null when another store keeps the data and the keys
  p_sealed bytea[], p_key_cells int[], p_keys text[], p_fingerprints text[], p_erase_seconds int
) returns uuid[] language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $$
declare
  v_keyed uuid[] := p_ids;
  v_free uuid[];
  v_count int;
begin
  insert into linkage.idempotency_keys (cell, account_id, key, fingerprint, status, answer)
  select u.key_cell, u.customer_id, u.key, u.fingerprint, 202, to_json(u.id)
  from unnest(p_key_cells, p_customer_ids, p_keys, p_fingerprints, p_ids)
    u (key_cell, customer_id, key, fingerprint, id)
  where u.key is not null order by 1, 2, 3
  on conflict do nothing;
  get diagnostics v_count = row_count;
  if v_count < cardinality(p_ids) then
    -- Some keys are known, or another store keeps them. Ours name our workflows.
    select array_agg(u.id) into v_keyed
    from unnest(p_key_cells, p_customer_ids, p_keys, p_ids) u (key_cell, customer_id, key, id)
    where u.key is null or exists (select from linkage.idempotency_keys k where k.cell = u.key_cell
      and k.account_id = u.customer_id and k.key = u.key and (k.answer #>> '{}') = u.id::text);
  end if;
  insert into linkage.patients as p (cell, customer_id, patient_id, open_id)
  select u.cell, u.customer_id, u.patient_id, u.id
  from unnest(p_cells, p_customer_ids, p_patient_ids, p_ids) u (cell, customer_id, patient_id, id)
  where u.id = any (v_keyed) order by 1, 2, 3
  on conflict do nothing;
  get diagnostics v_count = row_count;
  v_free := v_keyed;
  if v_count < coalesce(cardinality(v_keyed), 0) then
    select array_agg(u.id) into v_free
    from unnest(p_cells, p_customer_ids, p_patient_ids, p_ids) u (cell, customer_id, patient_id, id)
    where u.id = any (v_keyed) and exists (select from linkage.patients p where p.cell = u.cell
      and p.customer_id = u.customer_id and p.patient_id = u.patient_id and p.open_id = u.id);
    -- These patients are known. The careful way claims the key anew.
    delete from linkage.idempotency_keys k
    using unnest(p_key_cells, p_customer_ids, p_keys, p_ids) u (key_cell, customer_id, key, id)
    where k.cell = u.key_cell and k.account_id = u.customer_id and k.key = u.key
      and u.id = any (v_keyed) and not u.id = any (coalesce(v_free, '{}'));
  end if;
  insert into linkage.workflows
    (cell, id, request_id, customer_id, patient_id, facts_hash, status, webhook_url, choice_by)
  select u.cell, u.id, u.request_id, u.customer_id, u.patient_id, u.facts, 'RECEIVED', u.url, u.choice_by
  from unnest(p_cells, p_ids, p_request_ids, p_customer_ids, p_patient_ids, p_facts, p_urls, p_choice_by)
    u (cell, id, request_id, customer_id, patient_id, facts, url, choice_by)
  where u.id = any (v_free);
  insert into linkage.requests (cell, workflow_id, sealed, erase_at)
  select u.cell, u.id, u.sealed, now() + make_interval(secs => p_erase_seconds)
  from unnest(p_cells, p_ids, p_sealed) u (cell, id, sealed) where u.id = any (v_free);
  insert into linkage.queue (cell, workflow_id, customer_id, patient_id, choice_by, webhook_url)
  select u.cell, u.id, u.customer_id, u.patient_id, u.choice_by, u.url
  from unnest(p_cells, p_ids, p_customer_ids, p_patient_ids, p_choice_by, p_urls)
    u (cell, id, customer_id, patient_id, choice_by, url)
  where u.id = any (v_free);
  return coalesce(v_free, '{}');
end $$;
comment on function linkage.accept_new is 'Gives the ids of the accepted requests. It writes nothing of the others';
