-- The schema privacy as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- Accounts that close. The module identity decides whether one closes; a row waits until every module did its share
create table privacy.closings (
  cell int not null,
  account_id uuid not null,
  -- The records of the family when the person asked, because the family ends before all modules have done their share
  patient_ids uuid[] not null,
  status text not null,
  closes_at timestamptz not null,
  -- Time of the last event about it; an older event changes nothing
  changed_at timestamptz not null,
  closed_at timestamptz,
  -- The request in which the person asked. The events of all steps name it, so that the trail shows them together
  request_id text not null,
  constraint closings_pk primary key (cell, account_id),
  constraint closings_closed_or_not check ((status = 'closed') = (closed_at is not null)),
  constraint closings_status_known check (status in ('waiting', 'undone', 'closed'))
);
create index closings_due on privacy.closings (closes_at) where status = 'waiting';

-- What families said yes or no to: one row for each yes with its end, and one for each no. Rows are never removed
create table privacy.consents (
  -- District of the patient
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  -- The account that decided for the patient
  account_id uuid not null,
  purpose text not null,
  -- The version of the words that the person saw
  text_version text not null,
  -- Null when the person said no without a yes before
  given_at timestamptz,
  withdrawn_at timestamptz,
  constraint consents_pk primary key (cell, id),
  constraint consents_given_or_refused check (num_nonnulls(given_at, withdrawn_at) > 0),
  constraint consents_purpose_known check (purpose = 'linking')
);
create index consents_of_patient on privacy.consents (cell, patient_id, id);
create unique index consents_one_given on privacy.consents (cell, patient_id, purpose) where withdrawn_at is null;

-- All that Sehat keeps of a person, for a day after it is ready. Then the row goes
create table privacy.exports (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  status text not null,
  -- JSON (AES-256-GCM)
  document bytea,
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  constraint exports_pk primary key (cell, id),
  constraint exports_ready_whole check ((status = 'ready') = (num_nonnulls(document, ready_at, expires_at) = 3)),
  constraint exports_status_known check (status in ('waiting', 'ready'))
);
create index exports_asked on privacy.exports (asked_at) where status = 'waiting';
create index exports_expired on privacy.exports (expires_at) where expires_at is not null;
create index exports_of_account on privacy.exports (cell, account_id, asked_at);
create unique index exports_one_waiting on privacy.exports (cell, account_id) where status = 'waiting';
