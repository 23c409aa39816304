-- Records the first try of a callback one by one, whatever became of it.
create or replace function linkage.record_first_try(
  p_cell int, p_id uuid, p_delivery_id uuid, p_duration_ms int, p_answer_status int, p_fault text,
  p_status text, p_reason text, p_retry_ms bigint, p_completable text[]
) returns text language plpgsql as $$
begin
  if not linkage.queue_callback(p_cell, p_id, p_delivery_id, 1) then
    return 'lease-lost';
  end if;
  return linkage.record_delivery(p_cell, p_id, p_delivery_id, 1, p_duration_ms, p_answer_status, p_fault,
    p_status, p_reason, p_retry_ms, p_completable);
end $$;
