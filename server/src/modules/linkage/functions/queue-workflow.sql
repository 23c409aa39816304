-- Puts the message of a workflow into the queue. A message that is there stays as it is.
create or replace function linkage.queue_workflow(p_cell int, p_id uuid) returns void language plpgsql as $$
begin
  insert into linkage.queue (cell, workflow_id, customer_id, patient_id, choice_by, webhook_url, lease, attempts)
  select w.cell, w.id, w.customer_id, w.patient_id, w.choice_by, w.webhook_url, w.lease, w.attempts
  from linkage.workflows w where w.cell = p_cell and w.id = p_id
  on conflict do nothing;
end $$;
