-- The end of one try of a callback: recorded with its lease, and the workflow completed with its last callback.
create function linkage.record_delivery(
  p_cell int, p_id uuid, p_lease int, p_duration_ms int, p_answer_status int, p_fault text,
  -- delivered, failed (given up), or pending for another try after p_retry_ms
  p_status text, p_reason text, p_retry_ms bigint, p_erase_seconds int, p_completable text[]
) returns text language plpgsql as $$
declare
  v_workflow_id uuid;
begin
  update linkage.deliveries set
    status = p_status, reason = p_reason,
    next_at = case when p_status = 'pending' then now() + make_interval(secs => p_retry_ms / 1000.0) else next_at end,
    ended_at = case when p_status <> 'pending' then now() end
  where cell = p_cell and id = p_id and lease = p_lease and status = 'pending'
  returning workflow_id into v_workflow_id;
  if not found then
    return 'lease-lost';
  end if;
  insert into linkage.delivery_attempts (cell, delivery_id, number, duration_ms, answer_status, fault)
  select p_cell, p_id, coalesce(max(number), 0) + 1, p_duration_ms, p_answer_status, p_fault
  from linkage.delivery_attempts where cell = p_cell and delivery_id = p_id;
  if p_status <> 'pending' then
    perform linkage.complete_workflow(p_cell, v_workflow_id, p_erase_seconds, p_completable);
  end if;
  return 'done';
end $$;

create function linkage.complete_workflow(p_cell int, p_id uuid, p_erase_seconds int, p_completable text[])
returns void language plpgsql as $$
begin
  -- Locked first: of two last callbacks that end at once, the second then sees the first.
  perform 1 from linkage.workflows where cell = p_cell and id = p_id for update;
  update linkage.workflows w
  set status = 'COMPLETED', revision = revision + 1, updated_at = now(), ended_at = now()
  where w.cell = p_cell and w.id = p_id and w.status = any (p_completable)
    and not exists (
      select from linkage.deliveries d where d.cell = w.cell and d.workflow_id = w.id and d.status = 'pending');
  if found then
    update linkage.requests set erase_at = now() + make_interval(secs => p_erase_seconds)
    where cell = p_cell and workflow_id = p_id;
  end if;
end $$;
comment on function linkage.complete_workflow is
  'A workflow whose answer is known is COMPLETED when its callbacks have ended';
