-- Tells a further request of a linked patient of the link. Its webhook also hears of the end of the link.
create or replace function linkage.tell_linked(
  p_cell int, p_workflow_id uuid, p_customer_id uuid, p_patient_id text, p_link_id uuid, p_webhook_url text,
  p_delivery_id uuid, p_at text, p_urls_max int
) returns void language plpgsql as $$
begin
  -- A callback with these words may still wait to be sent to the same webhook. It serves this request too.
  perform 1 from linkage.deliveries d
  where d.cell = p_cell and d.workflow_id = p_workflow_id and d.type = 'link.linked' and d.status = 'pending'
    and d.webhook_url is not distinct from p_webhook_url and d.attempts = 0;
  if found then
    return;
  end if;
  insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
  values (p_cell, p_delivery_id, p_workflow_id, p_customer_id, 'link.linked',
    json_build_object('type', 'link.linked', 'timestamp', p_at, 'data', json_build_object(
      'workflow-id', p_workflow_id, 'patient-id', p_patient_id, 'outcome', 'LINKED', 'link-id', p_link_id))::text,
    p_webhook_url);
  update linkage.workflows w set also_urls = array_append(w.also_urls, p_webhook_url)
  where w.cell = p_cell and w.id = p_workflow_id and w.webhook_url is distinct from p_webhook_url
    and array_position(w.also_urls, p_webhook_url) is null and cardinality(w.also_urls) < p_urls_max;
end $$;
