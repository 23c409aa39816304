-- Takes due callbacks under new leases: of each customer at most as many as it has free places.
create or replace function linkage.claim_deliveries(p_customer_ids uuid[], p_places int[], p_lease_seconds int)
returns table (
  cell int, "workflowId" uuid, id uuid, "customerId" uuid, body text, "webhookUrl" text, attempts int, lease int
) language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $$
begin
  return query
  with due as materialized (
    select f.ctid from unnest(p_customer_ids, p_places) c (customer_id, places)
    cross join lateral (
      select o.ctid from linkage.deliveries o
      where o.customer_id = c.customer_id and o.status = 'pending' and o.next_at <= now()
      order by o.next_at limit c.places for update skip locked) f)
  update linkage.deliveries d
  set lease = d.lease + 1, attempts = d.attempts + 1, next_at = now() + make_interval(secs => p_lease_seconds)
  from due where d.ctid = due.ctid
  returning d.cell, d.workflow_id, d.id, d.customer_id, d.body, d.webhook_url, d.attempts, d.lease;
end $$;
