-- Records many callbacks that the first try delivered, and completes their workflows. If one of them is not in the
-- queue any more, it raises LK001 and writes nothing; record_first_try then records each.
create or replace function linkage.record_delivered(
  p_cells int[], p_ids uuid[], p_delivery_ids uuid[], p_durations_ms int[], p_answers int[], p_completable text[]
) returns void language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $$
declare
  v_count int;
begin
  -- The lateral queries are as in settle_found.
  with gone as (
    delete from linkage.queue q
    using unnest(p_cells, p_ids, p_delivery_ids, p_durations_ms, p_answers) u (cell, id, delivery_id, ms, answer)
    cross join lateral (select x.ctid from linkage.queue x where x.cell = u.cell and x.workflow_id = u.id
      and x.delivery_id = u.delivery_id offset 0) found
    where q.ctid = found.ctid
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
  cross join lateral (select x.ctid from linkage.workflows x where x.cell = u.cell and x.id = u.id
    and x.status = any (p_completable) and not exists (
      select from linkage.deliveries d where d.cell = x.cell and d.workflow_id = x.id and d.ended_at is null)
    offset 0) found
  where w.ctid = found.ctid;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_ids) then
    -- Others of their callbacks are under way, or end at this moment.
    perform linkage.complete_workflow(u.cell, u.id, p_completable) from unnest(p_cells, p_ids) u (cell, id)
    order by u.cell, u.id;
  end if;
end $$;
