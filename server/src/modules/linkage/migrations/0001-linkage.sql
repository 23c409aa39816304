-- Creates the tables of linkage: customers, workflows with their request data and queue, mappings and callbacks.
--
-- In this schema the cell is not a district but a bucket from 1 to 1,024. The bucket of a patient comes from the id of
-- the customer and its id of the patient, and the id of the workflow carries the bucket. So a workflow, its data, its
-- message, its mapping and its callbacks are in one shard, and a large customer is spread over all shards. Only the
-- idempotency key is in another bucket, which comes from customer and key: the same key with another patient must find
-- the first request.

create table linkage.customers (
  cell int not null,
  id uuid not null,
  name text not null,
  status text not null,
  token_epoch uuid not null,
  secret_hash text,
  webhook_url text not null,
  webhook_off_at timestamptz,
  webhook_secret bytea not null,
  webhook_secret_previous bytea,
  webhook_secret_changed_at timestamptz not null,
  allowed_hosts text[] not null,
  choice_by text not null,
  verified_systems text[] not null default '{}',
  requests_per_second int not null,
  callbacks_at_once int not null,
  batch_rows_max int not null,
  created_at timestamptz not null,
  revision int not null default 1,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint customers_pk primary key (cell, id),
  constraint customers_status_known check (status in ('active', 'revoked')),
  constraint customers_choice_by_known check (choice_by in ('customer', 'staff'))
);
create index customers_changed on linkage.customers (changed_xid);
comment on table linkage.customers is 'Outside health systems that may link their patients';
comment on column linkage.customers.revision is 'Counts changes; the copy with the higher number is the newer one';
comment on column linkage.customers.token_epoch is 'Part of every token; a new value ends all earlier tokens';
comment on column linkage.customers.secret_hash is 'Keyed hash of the client secret; null after a revocation';
comment on column linkage.customers.verified_systems is
  'Number systems whose numbers the customer has verified, such as abha by a code; others count as stated';
comment on column linkage.customers.webhook_secret is 'Sealed (AES-256-GCM)';
comment on column linkage.customers.webhook_off_at is 'Set when the receiver answered 410; an administrator clears it';

-- PostgreSQL updates a workflow three times in its short life. It updates in place (HOT) if the page has room and no
-- column of an index changes; columns in an index predicate count too. So no index names status or a time of change. A
-- healthy workflow never changes choice_at, reconcile_at and reason, and changes outcome once or twice. Only workflows
-- that wait for a person, wait for a receiver or fail pay for the other indexes.
create table linkage.workflows (
  cell int not null,
  id uuid not null,
  request_id uuid not null,
  customer_id uuid not null,
  patient_id text not null,
  request_type text not null default 'LINK',
  status text not null,
  outcome text,
  reason text,
  search_id text,
  webhook_url text,
  choice_by text not null,
  attempts int not null default 0,
  requeues int not null default 0,
  lease int not null default 0,
  leased_until timestamptz,
  revision int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  choice_at timestamptz,
  reconcile_at timestamptz not null default '-infinity',
  constraint workflows_pk primary key (cell, id),
  constraint workflows_status_known check (status in
    ('RECEIVED', 'IN_PROGRESS', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED')),
  constraint workflows_outcome_known check (outcome in ('LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED')),
  constraint workflows_ended_or_not check ((status in ('COMPLETED', 'FAILED')) = (ended_at is not null))
) with (fillfactor = 75);
create unique index workflows_one_unanswered on linkage.workflows (cell, customer_id, patient_id)
  where ended_at is null and (outcome is null or outcome = 'CHOICE');
create index workflows_open on linkage.workflows (reconcile_at, id) where ended_at is null and choice_at is null;
create index workflows_in_choice on linkage.workflows (choice_at) where choice_at is not null;
create index workflows_with_reason on linkage.workflows (customer_id, id) where reason is not null;
create index workflows_of_customer on linkage.workflows (customer_id, id);
create index workflows_of_patient on linkage.workflows (cell, customer_id, patient_id);
comment on index linkage.workflows_one_unanswered is
  'A patient has at most one workflow that waits for a search or for a choice';
comment on index linkage.workflows_with_reason is 'For the list of staff: every FAILED workflow has a reason';
comment on index linkage.workflows_of_customer is
  'For the list of staff; without a named customer, the query reads a few rows of each customer and merges them';
comment on index linkage.workflows_of_patient is 'For the list of staff, narrowed to one patient of a customer';
comment on column linkage.workflows.patient_id is 'Id of the patient in the system of the customer';
comment on column linkage.workflows.lease is 'Fencing number: a worker may write only while it has this number';
comment on column linkage.workflows.requeues is 'How often reconciliation found it forgotten';
comment on column linkage.workflows.revision is 'Counts changes; the ETag of the status';
comment on column linkage.workflows.choice_at is 'When Sehat asked a person to choose; null before and after';
comment on column linkage.workflows.reconcile_at is
  'Reconciliation skips the workflow until then, because its callback is under way; -infinity: not put off';

create table linkage.requests (
  cell int not null,
  workflow_id uuid not null,
  sealed bytea,
  candidates bytea,
  erase_at timestamptz,
  constraint requests_pk primary key (cell, workflow_id)
);
create index requests_to_erase on linkage.requests (erase_at) where erase_at is not null;
comment on column linkage.requests.sealed is 'The patient as sent (AES-256-GCM); erased some time after the end';
comment on column linkage.requests.candidates is 'The candidates, when a person must choose (AES-256-GCM)';

create table linkage.queue (
  cell int not null,
  workflow_id uuid not null,
  ready_at timestamptz not null default now(),
  constraint queue_pk primary key (cell, workflow_id)
);
create index queue_ready on linkage.queue (ready_at);
comment on table linkage.queue is 'Messages to the workers; reconciliation replaces a lost one';

create table linkage.workflow_moves (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  from_status text not null,
  to_status text not null,
  refusal text not null,
  at timestamptz not null default now(),
  constraint workflow_moves_pk primary key (cell, id)
);
create index workflow_moves_of_workflow on linkage.workflow_moves (cell, workflow_id);
comment on table linkage.workflow_moves is
  'Refused moves: not in the table of states, by a worker whose lease was lost, or a second live link';

create table linkage.patient_mappings (
  cell int not null,
  id uuid not null,
  customer_id uuid not null,
  patient_id text not null,
  internal_patient_id text not null,
  status text not null,
  is_live boolean not null,
  workflow_id uuid not null,
  created_at timestamptz not null default now(),
  constraint patient_mappings_pk primary key (cell, id),
  constraint patient_mappings_status_known check (status in ('LINKED', 'DE-LINKED')),
  constraint patient_mappings_live_is_linked check (not is_live or status = 'LINKED')
);
create unique index patient_mappings_one_live
  on linkage.patient_mappings (cell, customer_id, patient_id) where is_live;
create index patient_mappings_history on linkage.patient_mappings (cell, customer_id, patient_id, created_at);
comment on table linkage.patient_mappings is
  'One row for each link and one for each de-linking; rows are never removed, and at most one is live';

create table linkage.deliveries (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  customer_id uuid not null,
  type text not null,
  body text not null,
  webhook_url text,
  status text not null default 'pending',
  reason text,
  attempts int not null default 0,
  lease int not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  constraint deliveries_pk primary key (cell, id),
  constraint deliveries_status_known check (status in ('pending', 'delivered', 'failed', 'stopped')),
  constraint deliveries_ended_or_not check ((status = 'pending') = (ended_at is null))
);
create index deliveries_due on linkage.deliveries (customer_id, next_at) where status = 'pending';
create index deliveries_of_workflow on linkage.deliveries (cell, workflow_id);
create index deliveries_of_customer on linkage.deliveries (customer_id, id);
create index deliveries_failed on linkage.deliveries (customer_id, id) where status in ('failed', 'stopped');
create index deliveries_failed_at on linkage.deliveries (ended_at) where status = 'failed';
comment on table linkage.deliveries is 'Callbacks; the id and the body never change, however often one is sent';
comment on column linkage.deliveries.webhook_url is
  'The URL that the request named; null: use that of the customer';

create table linkage.delivery_attempts (
  cell int not null,
  delivery_id uuid not null,
  number int not null,
  at timestamptz not null default now(),
  duration_ms int not null,
  answer_status int,
  fault text,
  constraint delivery_attempts_pk primary key (cell, delivery_id, number)
);
comment on column linkage.delivery_attempts.fault is 'Why there was no 2xx answer, in one word';

create table linkage.objections (
  cell int not null,
  patient_id uuid not null,
  is_objecting boolean not null,
  decided_at timestamptz not null,
  constraint objections_pk primary key (cell, patient_id)
);
create index objections_of_patient on linkage.objections (patient_id) where is_objecting;
create index objections_decided on linkage.objections (decided_at) where is_objecting;
comment on table linkage.objections is
  'People who decided whether outside systems may be linked to them. The module privacy keeps the consent itself';

create table linkage.merged_people (
  cell int not null,
  patient_id uuid not null,
  kept_id uuid,
  version int not null,
  constraint merged_people_pk primary key (cell, patient_id)
);
create index merged_people_of_kept on linkage.merged_people (kept_id) where kept_id is not null;
comment on table linkage.merged_people is
  'Copy of the merges of patients: who objects under one record objects under all. kept_id is null after an undo';

create index patient_mappings_of_person on linkage.patient_mappings (internal_patient_id);
