-- Runs a failed workflow again, as if its request had just come.
create or replace function linkage.restart_workflow(p_cell int, p_id uuid) returns text language plpgsql as $$
declare
  v_workflow linkage.workflows;
  v_open_id uuid;
begin
  select * into v_workflow from linkage.workflows w where w.cell = p_cell and w.id = p_id;
  if not found then
    return 'unknown';
  end if;
  -- Everybody locks the patient before its workflows.
  select p.open_id into v_open_id from linkage.patients p
  where p.cell = p_cell and p.customer_id = v_workflow.customer_id and p.patient_id = v_workflow.patient_id for update;
  select * into v_workflow from linkage.workflows w where w.cell = p_cell and w.id = p_id for update;
  if v_workflow.status <> 'FAILED' then
    return 'not-failed';
  elsif v_open_id is not null then
    return 'another-open';
  end if;
  update linkage.requests set erase_at = now() + interval '1 day', candidates = null
  where cell = p_cell and workflow_id = p_id and sealed is not null;
  if not found then
    return 'erased';
  end if;
  -- The new lease keeps late writes of an earlier worker away.
  update linkage.workflows set
    status = 'RECEIVED', outcome = null, reason = null, search_id = null, attempts = 0, requeues = 0,
    lease = lease + 1, revision = revision + 1, updated_at = now(), ended_at = null, choice_at = null
  where cell = p_cell and id = p_id;
  update linkage.patients set open_id = p_id
  where cell = p_cell and customer_id = v_workflow.customer_id and patient_id = v_workflow.patient_id;
  perform linkage.queue_workflow(p_cell, p_id);
  insert into linkage.workflow_moves (cell, id, workflow_id, from_status, to_status)
  values (p_cell, gen_random_uuid(), p_id, v_workflow.status, 'RECEIVED');
  return 'restarted';
end $$;
comment on function linkage.restart_workflow is
  'restarted, or why not: unknown, not-failed, erased (its data is gone), another-open (the patient has a newer one)';
