-- Records the end of one try of a callback, if the lease still holds. The last callback completes its workflow.
create or replace function linkage.record_delivery(
  p_cell int, p_workflow_id uuid, p_id uuid, p_lease int, p_duration_ms int, p_answer_status int, p_fault text,
  -- p_status: delivered, failed (given up), or pending (another try after p_retry_ms)
  p_status text, p_reason text, p_retry_ms bigint, p_completable text[]
) returns text language plpgsql as $$
declare
  v_earlier int;
begin
  -- "ended_at is null" and not "status = 'pending'": the latter lets the planner read the index of all pending
  -- callbacks, which is small when it plans and may hold a million later.
  update linkage.deliveries set
    status = p_status, reason = p_reason,
    next_at = case when p_status = 'pending' then now() + make_interval(secs => p_retry_ms / 1000.0) else next_at end,
    ended_at = case when p_status <> 'pending' then now() end
  where cell = p_cell and workflow_id = p_workflow_id and id = p_id and lease = p_lease and ended_at is null
  -- The first try has no row of its own when it delivered the callback. Somebody has replayed this one.
  returning (duration_ms is not null)::int into v_earlier;
  if not found then
    return 'lease-lost';
  end if;
  insert into linkage.delivery_attempts (cell, delivery_id, number, duration_ms, answer_status, fault)
  select p_cell, p_id, coalesce(max(number), v_earlier) + 1, p_duration_ms, p_answer_status, p_fault
  from linkage.delivery_attempts where cell = p_cell and delivery_id = p_id;
  if p_status <> 'pending' then
    perform linkage.complete_workflow(p_cell, p_workflow_id, p_completable);
  end if;
  return 'done';
end $$;
