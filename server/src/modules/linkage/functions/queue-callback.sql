-- Moves a callback from the queue to the deliveries: its first try failed or is unknown, or its receiver has no place.
create or replace function linkage.queue_callback(
  p_cell int, p_id uuid, p_delivery_id uuid,
  -- 1: the caller records the first try next; 0: it was not tried, or nobody knows
  p_attempts int
) returns boolean language plpgsql as $$
begin
  with gone as (
    delete from linkage.queue q where q.cell = p_cell and q.workflow_id = p_id and q.delivery_id = p_delivery_id
    returning q.*)
  insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url, attempts, lease,
    created_at, next_at)
  select g.cell, g.delivery_id, g.workflow_id, g.customer_id, g.delivery_type, g.delivery_body, g.webhook_url,
    p_attempts, p_attempts, g.answered_at, now()
  from gone g;
  return found;
end $$;
comment on function linkage.queue_callback is 'False: the callback is not in the queue any more';
