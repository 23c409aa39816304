-- Runs a failed workflow again, as if its request had just come.
create or replace function linkage.restart_workflow(p_cell int, p_id uuid) returns text language plpgsql as $$
declare
  v_status text;
begin
  select w.status into v_status from linkage.workflows w where w.cell = p_cell and w.id = p_id for update;
  if not found then
    return 'unknown';
  elsif v_status <> 'FAILED' then
    return 'not-failed';
  end if;
  update linkage.requests set erase_at = null, candidates = null
  where cell = p_cell and workflow_id = p_id and sealed is not null;
  if not found then
    return 'erased';
  end if;
  begin
    -- The new lease keeps late writes of an earlier worker away.
    update linkage.workflows set
      status = 'RECEIVED', outcome = null, reason = null, search_id = null, attempts = 0, requeues = 0,
      lease = lease + 1, leased_until = null, revision = revision + 1, updated_at = now(), ended_at = null,
      choice_at = null, reconcile_at = '-infinity'
    where cell = p_cell and id = p_id;
  exception when unique_violation then
    return 'another-open';
  end;
  insert into linkage.queue (cell, workflow_id) values (p_cell, p_id) on conflict do nothing;
  insert into linkage.workflow_moves (cell, id, workflow_id, from_status, to_status)
  values (p_cell, gen_random_uuid(), p_id, v_status, 'RECEIVED');
  return 'restarted';
end $$;
comment on function linkage.restart_workflow is
  'restarted, or why not: unknown, not-failed, erased (its data is gone), another-open (the patient has a newer one)';
