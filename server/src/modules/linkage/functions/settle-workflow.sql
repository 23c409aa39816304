-- The careful way to move a workflow: writes the mapping, the callbacks and the event that belong to the move. It
-- refuses the move if the workflow is not in one of the expected states, or if the writer has lost its lease.
-- linkage.settle_found does the same for many healthy workflows at once.
create or replace function linkage.settle_workflow(
  p_cell int, p_id uuid,
  -- null for writers without a lease: a person, an index that answers later, reconciliation
  p_lease int, p_from text[], p_to text, p_outcome text, p_reason text, p_search_id text,
  p_internal_patient_id text, p_mapping_id uuid, p_candidates bytea,
  p_delivery_id uuid, p_delivery_type text, p_delivery_body text,
  p_event_id uuid, p_event_name text, p_event text,
  p_retry_ms int, p_erase_seconds int
) returns text language plpgsql as $$
declare
  v_workflow linkage.workflows;
  v_patient linkage.patients;
  v_lease int;
  v_attempts int;
  v_refusal text;
  v_link_id uuid := p_mapping_id;
  v_person_id text;
  v_body text := p_delivery_body;
  v_ends boolean := p_to in ('COMPLETED', 'FAILED');
begin
  -- Everybody locks the patient before its workflows.
  select * into v_workflow from linkage.workflows where cell = p_cell and id = p_id;
  if not found then
    return 'unknown';
  end if;
  select * into v_patient from linkage.patients
  where cell = p_cell and customer_id = v_workflow.customer_id and patient_id = v_workflow.patient_id for update;
  select * into v_workflow from linkage.workflows where cell = p_cell and id = p_id for update;
  select q.lease, q.attempts into v_lease, v_attempts from linkage.queue q
  where q.cell = p_cell and q.workflow_id = p_id and q.delivery_id is null for update;
  if p_to = 'REQUESTED' and v_workflow.outcome is not null then
    -- The index answered before we wrote that it answers later. Nothing is wrong.
    return 'answered-already';
  elsif not v_workflow.status = any (p_from) then
    v_refusal := 'not-in-the-table';
  elsif p_lease is not null and v_lease is distinct from p_lease then
    v_refusal := 'lease-lost';
  end if;
  if v_refusal is null and p_mapping_id is not null and v_patient.link_id is not null then
    -- Another workflow has linked the patient. If it found the same person, the goal is reached: this workflow ends
    -- LINKED too, and its callback names the link that exists.
    v_link_id := v_patient.link_id;
    select m.internal_patient_id into v_person_id from linkage.patient_mappings m
    where m.cell = p_cell and m.customer_id = v_workflow.customer_id and m.patient_id = v_workflow.patient_id
      and m.id = v_link_id;
    if v_person_id is distinct from p_internal_patient_id then
      v_refusal := 'already-linked';
    end if;
    v_body := replace(p_delivery_body, p_mapping_id::text, v_link_id::text);
  end if;
  if v_refusal is not null then
    insert into linkage.workflow_moves (cell, id, workflow_id, from_status, to_status, refusal)
    values (p_cell, gen_random_uuid(), p_id, v_workflow.status, p_to, v_refusal);
    if v_workflow.status <> 'RECEIVED' then
      -- A message of a workflow that waits for no worker. Nobody needs it.
      delete from linkage.queue where cell = p_cell and workflow_id = p_id and delivery_id is null;
    end if;
    return v_refusal;
  end if;

  if p_mapping_id is not null and v_link_id = p_mapping_id then
    insert into linkage.patient_mappings
      (cell, id, customer_id, patient_id, internal_patient_id, status, is_live, workflow_id)
    values (p_cell, p_mapping_id, v_workflow.customer_id, v_workflow.patient_id, p_internal_patient_id, 'LINKED',
      true, p_id);
  end if;
  update linkage.patients set
    open_id = case when p_to in ('LINKED', 'NO_RESULTS') or v_ends then nullif(open_id, p_id) else open_id end,
    link_id = coalesce(link_id, v_link_id),
    found_by = case when v_link_id is null or p_id = any (found_by) then found_by else found_by || p_id end
  where cell = p_cell and customer_id = v_workflow.customer_id and patient_id = v_workflow.patient_id;
  -- A lost message may have had leases that this row does not know. So the next one skips their numbers.
  v_lease := case
    when p_lease is not null then p_lease
    when v_lease is null and v_workflow.status = 'RECEIVED' then v_workflow.lease + 1000
    else greatest(v_lease, v_workflow.lease) + 1 end;
  update linkage.workflows set
    status = p_to, outcome = coalesce(p_outcome, outcome), reason = coalesce(p_reason, reason),
    search_id = coalesce(p_search_id, search_id), revision = revision + 1, updated_at = now(),
    lease = v_lease, attempts = coalesce(v_attempts, attempts), ended_at = case when v_ends then now() end,
    choice_at = case when p_to = 'CHOICE' then now() end, link_id = coalesce(v_link_id, link_id)
  where cell = p_cell and id = p_id;
  if p_candidates is not null or v_ends then
    update linkage.requests set candidates = coalesce(p_candidates, candidates),
      erase_at = case when v_ends then now() + make_interval(secs => p_erase_seconds) else erase_at end
    where cell = p_cell and workflow_id = p_id;
  end if;
  perform linkage.move_message(p_cell, p_id, p_to, p_retry_ms);
  perform linkage.add_callbacks(v_workflow, p_delivery_id, p_delivery_type, v_body) where p_delivery_id is not null;
  if p_event_id is not null and v_link_id is not distinct from p_mapping_id then
    insert into linkage.outbox (cell, id, name, body) values (p_cell, p_event_id, p_event_name, p_event::json);
  end if;
  return 'done';
end $$;
comment on function linkage.settle_workflow is
  'done, or why it refused: unknown, answered-already; recorded too: not-in-the-table, lease-lost, already-linked '
  '(to another person)';
