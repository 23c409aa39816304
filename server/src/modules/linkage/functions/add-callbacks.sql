-- Writes the callback of a workflow, for its own webhook and for those of further requests that wait for its result.
create or replace function linkage.add_callbacks(
  p_workflow linkage.workflows, p_delivery_id uuid, p_type text, p_body text
) returns void language plpgsql as $$
begin
  insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
  values (p_workflow.cell, p_delivery_id, p_workflow.id, p_workflow.customer_id, p_type, p_body,
    p_workflow.webhook_url);
  if cardinality(p_workflow.also_urls) > 0 then
    -- The ids differ in their last random bits.
    insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
    select p_workflow.cell, (left(p_delivery_id::text, 24) || right(gen_random_uuid()::text, 12))::uuid,
      p_workflow.id, p_workflow.customer_id, p_type, p_body, u.url
    from unnest(p_workflow.also_urls) as u (url);
  end if;
end $$;
