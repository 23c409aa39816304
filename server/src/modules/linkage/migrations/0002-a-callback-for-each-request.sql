-- Adds to workflows who waits for the result, which link they found, and when that link ended. A callback that ended
-- without delivery has a reason.

alter table linkage.workflows
  add column facts_hash text,
  add column also_urls text[] not null default '{}',
  add column link_id uuid,
  add column delinked_at timestamptz;
comment on column linkage.workflows.facts_hash is
  'Keyed hash of the patient as sent: a request with other facts may mean another person, so it gets its own search';
comment on column linkage.workflows.also_urls is
  'Webhooks of further requests that wait for this result; null in the list: that of the customer';
comment on column linkage.workflows.link_id is
  'The mapping that this workflow made, or the one of the same person that was there already';
comment on column linkage.workflows.delinked_at is 'When that link ended';

update linkage.workflows w set link_id = m.id from linkage.patient_mappings m
where m.cell = w.cell and m.workflow_id = w.id and m.status = 'LINKED';
update linkage.workflows w set delinked_at = m.created_at from linkage.patient_mappings m
where m.cell = w.cell and m.workflow_id = w.id and m.status = 'DE-LINKED';

alter table linkage.workflow_moves alter column refusal drop not null;
comment on table linkage.workflow_moves is
  'Refused moves: not in the table of states, by a worker whose lease was lost, or a link to a second person. '
  'Without a refusal: an operator ran the failed workflow again';

update linkage.deliveries set reason = 'switched-off' where status = 'failed' and reason is null;
alter table linkage.deliveries add constraint deliveries_end_has_reason
  check (status not in ('failed', 'stopped') or reason is not null);
