-- The schema linkage as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- Who opened an archived record, and why, in their words. The audit trail has the opening and the hash of its words
create table linkage.archive_openings (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  opened_by text not null,
  reason text not null,
  at timestamptz not null default now(),
  constraint archive_openings_pk primary key (cell, id)
);

-- Requests whose data is durable in the archive, which holds it under a key of its own. Only these may be erased
create table linkage.archives (
  cell int not null,
  workflow_id uuid not null,
  -- The same as in requests. It differs after a restart: then the data must be archived again
  erase_at timestamptz not null,
  archived_at timestamptz not null default now(),
  constraint archives_pk primary key (cell, workflow_id)
);
create index archives_archived on linkage.archives (archived_at);

-- Outside health systems that may link their patients
create table linkage.customers (
  cell int not null,
  id uuid not null,
  name text not null,
  status text not null,
  -- Part of every token; a new value ends all earlier tokens
  token_epoch uuid not null,
  -- Keyed hash of the client secret; null after a revocation
  secret_hash text,
  webhook_url text not null,
  -- Set when the receiver answered 410; an administrator clears it
  webhook_off_at timestamptz,
  -- Sealed (AES-256-GCM)
  webhook_secret bytea not null,
  webhook_secret_previous bytea,
  webhook_secret_changed_at timestamptz not null,
  allowed_hosts text[] not null,
  choice_by text not null,
  -- Number systems whose numbers the customer has verified, such as abha by a code; others count as stated
  verified_systems text[] not null default '{}',
  requests_per_second int not null,
  callbacks_at_once int not null,
  batch_rows_max int not null,
  created_at timestamptz not null,
  -- Counts changes; the copy with the higher number is the newer one
  revision int not null default 1,
  changed_xid xid8 not null default pg_current_xact_id(),
  -- Keyed hash of the former client secret, which stays valid for a while (setting) after secret_changed_at
  secret_hash_previous text,
  secret_changed_at timestamptz,
  constraint customers_pk primary key (cell, id),
  constraint customers_choice_by_known check (choice_by in ('customer', 'staff')),
  constraint customers_status_known check (status in ('active', 'revoked'))
);
create index customers_changed on linkage.customers (changed_xid);

-- Callbacks; the id and the body never change, however often one is sent
create table linkage.deliveries (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  customer_id uuid not null,
  type text not null,
  body text not null,
  -- The URL that the request named; null: use that of the customer
  webhook_url text,
  status text not null default 'pending',
  reason text,
  attempts int not null default 0,
  lease int not null default 0,
  next_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  ended_at timestamptz,
  -- Of the first try, when it delivered the callback; every other try is a row of delivery_attempts
  duration_ms int,
  answer_status int,
  constraint deliveries_pk primary key (cell, workflow_id, id),
  constraint deliveries_end_has_reason check ((status <> all (array['failed', 'stopped'])) or reason is not null),
  constraint deliveries_ended_or_not check ((status = 'pending') = (ended_at is null)),
  constraint deliveries_status_known check (status in ('pending', 'delivered', 'failed', 'stopped'))
);
create index deliveries_due on linkage.deliveries (customer_id, next_at) where status = 'pending';
create index deliveries_failed on linkage.deliveries (customer_id, id) where status in ('failed', 'stopped');
create index deliveries_failed_at on linkage.deliveries (ended_at) where status = 'failed';
create index deliveries_of_customer on linkage.deliveries (customer_id, id);

create table linkage.delivery_attempts (
  cell int not null,
  delivery_id uuid not null,
  number int not null,
  at timestamptz not null default now(),
  duration_ms int not null,
  answer_status int,
  -- Why there was no 2xx answer, in one word
  fault text,
  constraint delivery_attempts_pk primary key (cell, delivery_id, number)
);

-- Copy of the merges of patients: who objects under one record objects under all. kept_id is null after an undo
create table linkage.merged_people (
  cell int not null,
  patient_id uuid not null,
  kept_id uuid,
  version int not null,
  constraint merged_people_pk primary key (cell, patient_id)
);
create index merged_people_of_kept on linkage.merged_people (kept_id) where kept_id is not null;

-- People who decided whether outside systems may be linked to them. The module privacy keeps the consent itself
create table linkage.objections (
  cell int not null,
  patient_id uuid not null,
  is_objecting boolean not null,
  decided_at timestamptz not null,
  constraint objections_pk primary key (cell, patient_id)
);
create index objections_decided on linkage.objections (decided_at) where is_objecting;
create index objections_of_patient on linkage.objections (patient_id) where is_objecting;

-- One row for each link and one for each de-linking; rows are never removed, and at most one is live
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
  constraint patient_mappings_pk primary key (cell, customer_id, patient_id, id),
  constraint patient_mappings_live_is_linked check (not is_live or status = 'LINKED'),
  constraint patient_mappings_status_known check (status in ('LINKED', 'DE-LINKED'))
);
create index patient_mappings_of_person on linkage.patient_mappings (internal_patient_id);
create unique index patient_mappings_one_live on linkage.patient_mappings (cell, customer_id, patient_id) where is_live;

-- The patients of customers. Who changes what a patient waits for, or its link, locks this row first
create table linkage.patients (
  cell int not null,
  customer_id uuid not null,
  patient_id text not null,
  -- The one workflow that waits for a search or for a choice
  open_id uuid,
  -- The one live mapping
  link_id uuid,
  -- The workflows that made or found the live mapping, the first one first
  found_by uuid[] not null default '{}'::uuid[],
  constraint patients_pk primary key (cell, customer_id, patient_id),
  constraint patients_link_found_by check ((link_id is null) = (cardinality(found_by) = 0))
) with (fillfactor = 60);

-- The work: a search to make, or a callback in its first try. A row lives until the callback is delivered
create table linkage.queue (
  cell int not null,
  workflow_id uuid not null,
  customer_id uuid not null,
  patient_id text not null,
  choice_by text not null,
  webhook_url text,
  -- Fencing number: a worker may write only while it has this number
  lease int not null default 0,
  attempts int not null default 0,
  leased_until timestamptz not null default '-infinity'::timestamptz,
  -- The callback under way; null: the search is still to make. Its first failure moves it to deliveries
  delivery_id uuid,
  delivery_type text,
  delivery_body text,
  answered_at timestamptz,
  constraint queue_pk primary key (cell, workflow_id),
  constraint queue_answered_or_not check (num_nulls(delivery_id, delivery_type, delivery_body, answered_at) in (0, 4))
) with (fillfactor = 50);

-- A report on its way to one channel. It holds counts, and nothing of a patient. A newer report overtakes it
create table linkage.report_sendings (
  cell int not null default 0,
  id uuid not null,
  period text not null,
  slot_at timestamptz not null,
  channel text not null,
  text text not null,
  body text not null,
  status text not null default 'pending',
  tries int not null default 0,
  lease int not null default 0,
  next_at timestamptz not null default now(),
  fault text,
  constraint report_sendings_pk primary key (cell, id),
  constraint report_sendings_once unique (cell, period, slot_at, channel),
  constraint report_sendings_channel_known check (channel in ('sms', 'mail', 'webhook')),
  constraint report_sendings_status_known check (status in ('pending', 'sent', 'failed', 'overtaken'))
);
create index report_sendings_due on linkage.report_sendings (next_at) where status = 'pending';

-- One row for each hour and each day: the process that inserts it makes the report, and no other does
create table linkage.reports (
  cell int not null default 0,
  period text not null,
  slot_at timestamptz not null,
  stuck int not null,
  constraint reports_pk primary key (cell, period, slot_at),
  constraint reports_period_known check (period in ('hourly', 'daily'))
);

create table linkage.requests (
  cell int not null,
  workflow_id uuid not null,
  -- The patient as sent (AES-256-GCM); erased some time after the end
  sealed bytea,
  -- The candidates, when a person must choose (AES-256-GCM)
  candidates bytea,
  erase_at timestamptz,
  constraint requests_pk primary key (cell, workflow_id)
);
create index requests_to_erase on linkage.requests (erase_at) where erase_at is not null;

-- What each customer did on each day in India. The processes add requests; linkage.count_usage counts the callbacks
create table linkage.usage_days (
  cell int not null,
  customer_id uuid not null,
  day date not null,
  requests int not null default 0,
  -- Requests above the limit of requests per second (429)
  refused int not null default 0,
  -- The most requests that one process admitted in one second
  busiest_second int not null default 0,
  linked int not null default 0,
  not_found int not null default 0,
  choices int not null default 0,
  failed int not null default 0,
  delinked int not null default 0,
  callbacks int not null default 0,
  -- Callbacks made before this instant are counted
  counted_until timestamptz,
  constraint usage_days_pk primary key (cell, customer_id, day)
);
create index usage_days_of_day on linkage.usage_days (day);

-- Workflows that go back to the queue later: after a failed search, or when the index has not answered by then
create table linkage.waiting (
  cell int not null,
  workflow_id uuid not null,
  wait_for text not null,
  ready_at timestamptz not null,
  constraint waiting_pk primary key (cell, workflow_id),
  constraint waiting_for_known check (wait_for in ('retry', 'answer'))
);
create index waiting_ready on linkage.waiting (wait_for, ready_at);

-- Refused moves: not in the table of states, by a worker whose lease was lost, or a link to a second person. Without a
-- refusal: an operator ran the failed workflow again
create table linkage.workflow_moves (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  from_status text not null,
  to_status text not null,
  refusal text,
  at timestamptz not null default now(),
  constraint workflow_moves_pk primary key (cell, id)
);
create index workflow_moves_of_workflow on linkage.workflow_moves (cell, workflow_id);

create table linkage.workflows (
  cell int not null,
  id uuid not null,
  request_id uuid not null,
  customer_id uuid not null,
  -- Id of the patient in the system of the customer
  patient_id text not null,
  request_type text not null default 'LINK',
  status text not null,
  outcome text,
  reason text,
  search_id text,
  webhook_url text,
  choice_by text not null,
  attempts int not null default 0,
  -- How often reconciliation found it forgotten
  requeues int not null default 0,
  -- The last number of a lease that a write of this row knew
  lease int not null default 0,
  -- Counts changes; the ETag of the status
  revision int not null default 1,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  ended_at timestamptz,
  -- When Sehat asked a person to choose; null before and after
  choice_at timestamptz,
  -- Keyed hash of the patient as sent: a request with other facts may mean another person, so it gets its own search
  facts_hash text,
  -- Webhooks of further requests that wait for this result; null in the list: that of the customer
  also_urls text[] not null default '{}',
  -- The mapping that this workflow made, or the one of the same person that was there already
  link_id uuid,
  -- When that link ended
  delinked_at timestamptz,
  constraint workflows_pk primary key (cell, id),
  constraint workflows_ended_or_not check ((status in ('COMPLETED', 'FAILED')) = (ended_at is not null)),
  constraint workflows_outcome_known check (outcome in ('LINKED', 'NO_RESULTS', 'CHOICE', 'FAILED')),
  constraint workflows_status_known check (status in ('RECEIVED', 'REQUESTED', 'LINKED', 'NO_RESULTS', 'CHOICE', 'COMPLETED', 'FAILED'))
) with (fillfactor = 60);
create index workflows_in_choice on linkage.workflows (choice_at) where choice_at is not null;
-- For the list of staff; without a named customer, the query reads a few rows of each customer and merges them
create index workflows_of_customer on linkage.workflows (customer_id, id);
-- For the list of staff, narrowed to one patient of a customer
create index workflows_of_patient on linkage.workflows (customer_id, patient_id, id);
-- For the list of staff: every FAILED workflow has a reason
create index workflows_with_reason on linkage.workflows (customer_id, id) where reason is not null;

-- Functions, each in functions/<name>.sql.

-- Verdicts: accepted; replayed (same key and body); key-reused (other body); linked or pending (found_id answers it);
-- occupied (an open workflow has other facts, or too many webhooks wait for it)
-- linkage.accept_link(p_cell int, p_workflow_id uuid, p_request_id uuid, p_customer_id uuid, p_patient_id text,
--   p_facts_hash text, p_webhook_url text, p_choice_by text, p_sealed bytea, p_key_cell int, p_key text,
--   p_fingerprint text, p_delivery_id uuid, p_at text, p_urls_max int, p_erase_seconds int, out verdict text,
--   out found_id uuid) returns record

-- Gives the ids of the accepted requests. It writes nothing of the others
-- linkage.accept_new(p_cells int[], p_ids uuid[], p_request_ids uuid[], p_customer_ids uuid[], p_patient_ids text[],
--   p_facts text[], p_urls text[], p_choice_by text[], p_sealed bytea[], p_key_cells int[], p_keys text[],
--   p_fingerprints text[], p_erase_seconds int) returns uuid[]

-- linkage.add_callbacks(p_workflow linkage.workflows, p_delivery_id uuid, p_type text, p_body text) returns void

-- linkage.claim_deliveries(p_customer_ids uuid[], p_places int[], p_lease_seconds int)
--   returns table(cell int, "workflowId" uuid, id uuid, "customerId" uuid, body text, "webhookUrl" text, attempts int, lease int)

-- Sets an answered workflow to COMPLETED when all its callbacks have ended
-- linkage.complete_workflow(p_cell int, p_id uuid, p_completable text[]) returns void

-- Gives the instant until which the callbacks are counted, and whether that is all; no call counts anything twice
-- linkage.count_usage(p_cell int, p_customer_id uuid, p_first timestamptz, p_grace interval, out until timestamptz,
--   out is_done boolean) returns record

-- Verdicts: pending; occupied (other facts, or too many webhooks)
-- linkage.join_workflow(p_cell int, p_open_id uuid, p_facts_hash text, p_webhook_url text, p_delivery_id uuid,
--   p_urls_max int, out verdict text, out workflow_id uuid) returns record

-- linkage.move_message(p_cell int, p_id uuid, p_to text, p_retry_ms int) returns void

-- False: the callback is not in the queue any more
-- linkage.queue_callback(p_cell int, p_id uuid, p_delivery_id uuid, p_attempts int) returns boolean

-- linkage.queue_workflow(p_cell int, p_id uuid) returns void

-- linkage.record_delivered(p_cells int[], p_ids uuid[], p_delivery_ids uuid[], p_durations_ms int[], p_answers int[],
--   p_completable text[]) returns void

-- linkage.record_delivery(p_cell int, p_workflow_id uuid, p_id uuid, p_lease int, p_duration_ms int,
--   p_answer_status int, p_fault text, p_status text, p_reason text, p_retry_ms bigint, p_completable text[])
--   returns text

-- linkage.record_first_try(p_cell int, p_id uuid, p_delivery_id uuid, p_duration_ms int, p_answer_status int,
--   p_fault text, p_status text, p_reason text, p_retry_ms bigint, p_completable text[]) returns text

-- restarted, or why not: unknown, not-failed, erased (its data is gone), another-open (the patient has a newer one)
-- linkage.restart_workflow(p_cell int, p_id uuid) returns text

-- linkage.settle_found(p_cells int[], p_ids uuid[], p_leases int[], p_customer_ids uuid[], p_patient_ids text[],
--   p_internal_ids text[], p_mapping_ids uuid[], p_delivery_ids uuid[], p_delivery_types text[],
--   p_delivery_bodies text[], p_event_ids uuid[], p_event_names text[], p_events text[], p_send_seconds int)
--   returns void

-- done, or why it refused: unknown, answered-already; recorded too: not-in-the-table, lease-lost, already-linked (to
-- another person)
-- linkage.settle_workflow(p_cell int, p_id uuid, p_lease int, p_from text[], p_to text, p_outcome text, p_reason text,
--   p_search_id text, p_internal_patient_id text, p_mapping_id uuid, p_candidates bytea, p_delivery_id uuid,
--   p_delivery_type text, p_delivery_body text, p_event_id uuid, p_event_name text, p_event text, p_retry_ms int,
--   p_erase_seconds int) returns text

-- With deliveryId: a process died or lost the database before it recorded the first try of a callback
-- linkage.take_work(p_after_cell int, p_after_id uuid, p_limit int, p_lease_seconds int)
--   returns table(cell int, id uuid, "customerId" uuid, "patientId" text, "choiceBy" text, "webhookUrl" text, attempts int, lease int, "deliveryId" uuid, sealed bytea)

-- linkage.tell_linked(p_cell int, p_workflow_id uuid, p_customer_id uuid, p_patient_id text, p_link_id uuid,
--   p_webhook_url text, p_delivery_id uuid, p_at text, p_urls_max int) returns void
