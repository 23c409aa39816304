-- Settles many healthy workflows at once: each was searched under a lease that still holds, and nothing else of its
-- patient has happened. It links the patient, or says that nobody was found. The callback stays in the queue until its
-- first try has ended. If one of them is not so, it raises LK001 and writes nothing; settle_workflow then decides each.
create or replace function linkage.settle_found(
  p_cells int[], p_ids uuid[], p_leases int[], p_customer_ids uuid[], p_patient_ids text[],
  -- null where nobody was found
  p_internal_ids text[], p_mapping_ids uuid[],
  p_delivery_ids uuid[], p_delivery_types text[], p_delivery_bodies text[],
  p_event_ids uuid[], p_event_names text[], p_events text[], p_send_seconds int
) returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $$
declare
  v_count int;
begin
  -- Each update finds its rows by key in a lateral query. Otherwise the planner may read a whole table that is small
  -- when it plans and large later. If somebody changes such a row meanwhile, the count below differs.
  update linkage.queue q set delivery_id = u.delivery_id, delivery_type = u.type, delivery_body = u.body,
    answered_at = now(), leased_until = now() + make_interval(secs => p_send_seconds)
  from unnest(p_cells, p_ids, p_leases, p_delivery_ids, p_delivery_types, p_delivery_bodies)
    u (cell, id, lease, delivery_id, type, body)
  cross join lateral (select x.ctid from linkage.queue x where x.cell = u.cell and x.workflow_id = u.id
    and x.lease = u.lease and x.delivery_id is null offset 0) found
  where q.ctid = found.ctid;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    raise exception 'a lease was lost' using errcode = 'LK001';
  end if;
  update linkage.patients p set open_id = null, link_id = coalesce(u.mapping_id, p.link_id),
    found_by = case when u.mapping_id is null then p.found_by else array[u.id] end
  from unnest(p_cells, p_ids, p_customer_ids, p_patient_ids, p_mapping_ids)
    u (cell, id, customer_id, patient_id, mapping_id)
  cross join lateral (select x.ctid from linkage.patients x where x.cell = u.cell and x.customer_id = u.customer_id
    and x.patient_id = u.patient_id and x.open_id = u.id and (u.mapping_id is null or x.link_id is null)
    offset 0) found
  where p.ctid = found.ctid;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    raise exception 'a patient has a link or another workflow' using errcode = 'LK001';
  end if;
  insert into linkage.patient_mappings
    (cell, id, customer_id, patient_id, internal_patient_id, status, is_live, workflow_id)
  select u.cell, u.mapping_id, u.customer_id, u.patient_id, u.internal_id, 'LINKED', true, u.id
  from unnest(p_cells, p_ids, p_customer_ids, p_patient_ids, p_internal_ids, p_mapping_ids)
    u (cell, id, customer_id, patient_id, internal_id, mapping_id)
  where u.mapping_id is not null;
  update linkage.workflows w set
    status = case when u.mapping_id is null then 'NO_RESULTS' else 'LINKED' end,
    outcome = case when u.mapping_id is null then 'NO_RESULTS' else 'LINKED' end,
    link_id = u.mapping_id, lease = u.lease, attempts = w.attempts + 1, revision = w.revision + 1, updated_at = now()
  from unnest(p_cells, p_ids, p_leases, p_mapping_ids) u (cell, id, lease, mapping_id)
  cross join lateral (select x.ctid from linkage.workflows x where x.cell = u.cell and x.id = u.id
    and x.status = 'RECEIVED' and x.also_urls = '{}' offset 0) found
  where w.ctid = found.ctid;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    raise exception 'further requests wait for a workflow' using errcode = 'LK001';
  end if;
  insert into linkage.outbox (cell, id, name, body)
  select u.cell, u.id, u.name, u.event::json from unnest(p_cells, p_event_ids, p_event_names, p_events)
    u (cell, id, name, event)
  where u.id is not null;
end $$;
