-- A message lives until the callback is delivered; waiting ones are apart. No index names a column that changes in the
-- life of a healthy workflow, so that PostgreSQL updates its row in place.

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
