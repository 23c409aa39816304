-- Creates the tables of privacy: consents, exports of what is kept of a person, and closings of accounts.

create table privacy.consents (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  purpose text not null,
  text_version text not null,
  given_at timestamptz,
  withdrawn_at timestamptz,
  constraint consents_pk primary key (cell, id),
  constraint consents_purpose_known check (purpose in ('linking')),
  constraint consents_given_or_refused check (num_nonnulls(given_at, withdrawn_at) > 0)
);
create unique index consents_one_given on privacy.consents (cell, patient_id, purpose) where withdrawn_at is null;
create index consents_of_patient on privacy.consents (cell, patient_id, id);
comment on table privacy.consents is
  'What families said yes or no to: one row for each yes with its end, and one for each no. Rows are never removed';
comment on column privacy.consents.cell is 'District of the patient';
comment on column privacy.consents.account_id is 'The account that decided for the patient';
comment on column privacy.consents.text_version is 'The version of the words that the person saw';
comment on column privacy.consents.given_at is 'Null when the person said no without a yes before';

create table privacy.exports (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  status text not null,
  document bytea,
  asked_at timestamptz not null,
  ready_at timestamptz,
  expires_at timestamptz,
  constraint exports_pk primary key (cell, id),
  constraint exports_status_known check (status in ('waiting', 'ready')),
  constraint exports_ready_whole check (
    (status = 'ready') = (num_nonnulls(document, ready_at, expires_at) = 3)
  )
);
create unique index exports_one_waiting on privacy.exports (cell, account_id) where status = 'waiting';
create index exports_of_account on privacy.exports (cell, account_id, asked_at);
create index exports_asked on privacy.exports (asked_at) where status = 'waiting';
create index exports_expired on privacy.exports (expires_at) where expires_at is not null;
comment on table privacy.exports is 'All that Sehat keeps of a person, for a day after it is ready. Then the row goes';
comment on column privacy.exports.document is 'JSON (AES-256-GCM)';

create table privacy.closings (
  cell int not null,
  account_id uuid not null,
  patient_ids uuid[] not null,
  status text not null,
  closes_at timestamptz not null,
  changed_at timestamptz not null,
  closed_at timestamptz,
  request_id text not null,
  constraint closings_pk primary key (cell, account_id),
  constraint closings_status_known check (status in ('waiting', 'undone', 'closed')),
  constraint closings_closed_or_not check ((status = 'closed') = (closed_at is not null))
);
create index closings_due on privacy.closings (closes_at) where status = 'waiting';
comment on table privacy.closings is
  'Accounts that close. The module identity decides whether one closes; a row waits until every module did its share';
comment on column privacy.closings.patient_ids is
  'The records of the family when the person asked, because the family ends before all modules have done their share';
comment on column privacy.closings.request_id is
  'The request in which the person asked. The events of all steps name it, so that the trail shows them together';
comment on column privacy.closings.changed_at is 'Time of the last event about it; an older event changes nothing';
