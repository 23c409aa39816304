-- Lets a further request wait for the result of the open workflow of its patient. The result goes to its webhook too.
-- If a person must choose, the offer goes there at once. The caller holds the lock of the patient.
create or replace function linkage.join_workflow(
  p_cell int, p_open_id uuid, p_facts_hash text, p_webhook_url text, p_delivery_id uuid, p_urls_max int,
  out verdict text, out workflow_id uuid
) language plpgsql as $$
declare
  v_open linkage.workflows;
  v_hears boolean;
begin
  select * into v_open from linkage.workflows w where w.cell = p_cell and w.id = p_open_id;
  v_hears := v_open.webhook_url is not distinct from p_webhook_url
    or array_position(v_open.also_urls, p_webhook_url) is not null;
  if v_open.facts_hash is distinct from p_facts_hash
    or (not v_hears and cardinality(v_open.also_urls) >= p_urls_max) then
    verdict := 'occupied';
    return;
  end if;
  verdict := 'pending';
  workflow_id := v_open.id;
  if not v_hears then
    update linkage.workflows w set also_urls = array_append(w.also_urls, p_webhook_url)
    where w.cell = p_cell and w.id = v_open.id;
  end if;
  if v_open.outcome = 'CHOICE' then
    insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
    select p_cell, p_delivery_id, v_open.id, v_open.customer_id, d.type, d.body, p_webhook_url
    from linkage.deliveries d
    where d.cell = p_cell and d.workflow_id = v_open.id and d.type = 'link.choice'
    order by d.id desc limit 1;
  end if;
end $$;
comment on function linkage.join_workflow is 'Verdicts: pending; occupied (other facts, or too many webhooks)';
