-- Makes a link cheap: one row for each patient of a customer, a queue row that lives until the callback is delivered,
-- and indexes that name nothing that changes in the life of a healthy workflow.

create table linkage.patients (
  cell int not null,
  customer_id uuid not null,
  patient_id text not null,
  open_id uuid,
  link_id uuid,
  found_by uuid[] not null default '{}',
  constraint patients_pk primary key (cell, customer_id, patient_id),
  constraint patients_link_found_by check ((link_id is null) = (cardinality(found_by) = 0))
) with (fillfactor = 60);
comment on table linkage.patients is
  'The patients of customers. Who changes what a patient waits for, or its link, locks this row first';
comment on column linkage.patients.open_id is 'The one workflow that waits for a search or for a choice';
comment on column linkage.patients.link_id is 'The one live mapping';
comment on column linkage.patients.found_by is 'The workflows that made or found the live mapping, the first one first';

insert into linkage.patients (cell, customer_id, patient_id, open_id, link_id, found_by)
select p.cell, p.customer_id, p.patient_id, o.id, m.id,
  coalesce((select array_agg(w.id order by w.id) from linkage.workflows w
    where w.cell = m.cell and w.customer_id = m.customer_id and w.patient_id = m.patient_id and w.link_id = m.id),
    case when m.id is null then '{}' else array[m.workflow_id] end)
from (select distinct cell, customer_id, patient_id from linkage.workflows
  where ended_at is null and (outcome is null or outcome = 'CHOICE')
  union select cell, customer_id, patient_id from linkage.patient_mappings where is_live) p
left join linkage.workflows o on o.cell = p.cell and o.customer_id = p.customer_id and o.patient_id = p.patient_id
  and o.ended_at is null and (o.outcome is null or o.outcome = 'CHOICE')
left join linkage.patient_mappings m on m.cell = p.cell and m.customer_id = p.customer_id
  and m.patient_id = p.patient_id and m.is_live;

-- The order of all keys is the order in which rows are found: by patient, and by workflow.
drop index linkage.patient_mappings_history;
alter table linkage.patient_mappings drop constraint patient_mappings_pk,
  add constraint patient_mappings_pk primary key (cell, customer_id, patient_id, id);
drop index linkage.deliveries_of_workflow;
alter table linkage.deliveries drop constraint deliveries_pk,
  add constraint deliveries_pk primary key (cell, workflow_id, id),
  add column duration_ms int,
  add column answer_status int;
comment on column linkage.deliveries.duration_ms is
  'Of the first try, when it delivered the callback; every other try is a row of delivery_attempts';

create table linkage.waiting (
  cell int not null,
  workflow_id uuid not null,
  wait_for text not null,
  ready_at timestamptz not null,
  constraint waiting_pk primary key (cell, workflow_id),
  constraint waiting_for_known check (wait_for in ('retry', 'answer'))
);
create index waiting_ready on linkage.waiting (wait_for, ready_at);
comment on table linkage.waiting is
  'Workflows that go back to the queue later: after a failed search, or when the index has not answered by then';

insert into linkage.waiting (cell, workflow_id, wait_for, ready_at)
select cell, workflow_id, 'retry', ready_at from linkage.queue where ready_at > now()
union all
select cell, id, 'answer', updated_at + interval '1 hour' from linkage.workflows where status = 'REQUESTED';
delete from linkage.queue q using linkage.waiting w where w.cell = q.cell and w.workflow_id = q.workflow_id;

alter table linkage.queue
  drop column ready_at,
  add column customer_id uuid,
  add column patient_id text,
  add column choice_by text,
  add column webhook_url text,
  add column lease int not null default 0,
  add column attempts int not null default 0,
  add column leased_until timestamptz not null default '-infinity',
  add column delivery_id uuid,
  add column delivery_type text,
  add column delivery_body text,
  add column answered_at timestamptz;
delete from linkage.queue q where not exists (
  select from linkage.workflows w where w.cell = q.cell and w.id = q.workflow_id and w.ended_at is null
    and w.status in ('RECEIVED', 'IN_PROGRESS'));
update linkage.queue q set customer_id = w.customer_id, patient_id = w.patient_id, choice_by = w.choice_by,
  webhook_url = w.webhook_url, lease = w.lease, attempts = w.attempts
from linkage.workflows w where w.cell = q.cell and w.id = q.workflow_id;
alter table linkage.queue
  alter column customer_id set not null,
  alter column patient_id set not null,
  alter column choice_by set not null,
  set (fillfactor = 50),
  add constraint queue_answered_or_not check (
    num_nulls(delivery_id, delivery_type, delivery_body, answered_at) in (0, 4));
comment on table linkage.queue is
  'The work: a search to make, or a callback in its first try. A row lives until the callback is delivered';
comment on column linkage.queue.delivery_id is
  'The callback under way; null: the search is still to make. Its first failure moves it to deliveries';
comment on column linkage.queue.lease is 'Fencing number: a worker may write only while it has this number';

update linkage.workflows set status = 'RECEIVED' where status = 'IN_PROGRESS';
drop index linkage.workflows_one_unanswered, linkage.workflows_open, linkage.workflows_of_patient;
-- Only the primary key begins with the cell. So the planner cannot take another index for a look-up by key.
create index workflows_of_patient on linkage.workflows (customer_id, patient_id, id);
comment on index linkage.workflows_of_patient is 'For the list of staff, narrowed to one patient of a customer';
alter table linkage.workflows
  drop column leased_until,
  drop column reconcile_at,
  drop constraint workflows_status_known,
  add constraint workflows_status_known check (status in
    ('RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED')),
  set (fillfactor = 60);
comment on column linkage.workflows.lease is 'The last number of a lease that a write of this row knew';
