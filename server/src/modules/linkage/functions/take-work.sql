-- Gives messages to a worker under new leases, in the order of their keys after a given one. It writes only the rows of
-- the queue, and these in place. No other worker gets a message while its lease lasts.
create or replace function linkage.take_work(
  p_after_cell int, p_after_id uuid, p_limit int, p_lease_seconds int
) returns table (
  cell int, id uuid, "customerId" uuid, "patientId" text, "choiceBy" text, "webhookUrl" text,
  attempts int, lease int, "deliveryId" uuid, sealed bytea
) language plpgsql
set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off set enable_material = off as $$
begin
  return query
  with picked as materialized (
    select q.ctid from linkage.queue q
    where (q.cell, q.workflow_id) > (p_after_cell, p_after_id) and q.leased_until <= now()
    order by q.cell, q.workflow_id limit p_limit for update skip locked),
  taken as (
    update linkage.queue q set lease = q.lease + 1, attempts = q.attempts + (q.delivery_id is null)::int,
      leased_until = now() + make_interval(secs => p_lease_seconds)
    from picked p where q.ctid = p.ctid
    returning q.*)
  select t.cell, t.workflow_id, t.customer_id, t.patient_id, t.choice_by, t.webhook_url, t.attempts, t.lease,
    t.delivery_id, r.sealed
  from taken t left join linkage.requests r
    on r.cell = t.cell and r.workflow_id = t.workflow_id and t.delivery_id is null;
end $$;
comment on function linkage.take_work is
  'With deliveryId: a process died or lost the database before it recorded the first try of a callback';
