-- Records many callbacks that the first try delivered, and completes their workflows. If one of them is not in the
-- queue any more, it raises LK001 and writes nothing; record_first_try then records each.
create or replace function linkage.record_delivered(
  p_cells int[], p_ids uuid[], p_delivery_ids uuid[], p_durations_ms int[], p_answers int[], p_completable text[]
) returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
declare
  v_count int;
begin
  with gone as (
    delete from linkage.queue q
    using unnest(p_cells, p_ids, p_delivery_ids, p_durations_ms, p_answers) u (cell, id, delivery_id, ms, answer)
    where q.cell = u.cell and q.workflow_id = u.id and q.delivery_id = u.delivery_id
    returning q.*, u.ms, u.answer)
  insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url, status, attempts, lease,
    created_at, ended_at, duration_ms, answer_status)
  select g.cell, g.delivery_id, g.workflow_id, g.customer_id, g.delivery_type, g.delivery_body, g.webhook_url,
    'delivered', 1, 1, g.answered_at, now(), g.ms, g.answer
  from gone g;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    raise exception 'a callback is recorded by somebody else' using errcode = 'LK001';
  end if;
  update linkage.workflows w set status = 'COMPLETED', revision = w.revision + 1, updated_at = now(), ended_at = now()
  from unnest(p_cells, p_ids) u (cell, id)
  where w.cell = u.cell and w.id = u.id and w.status = any (p_completable)
    and not exists (
      select from linkage.deliveries d where d.cell = w.cell and d.workflow_id = w.id and d.ended_at is null);
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    -- Others of their callbacks are under way, or end at this moment.
    perform linkage.complete_workflow(u.cell, u.id, p_completable) from unnest(p_cells, p_ids) u (cell, id)
    order by u.cell, u.id;
  end if;
end $$;
