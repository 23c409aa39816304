-- Creates the tables of audit: who read and who changed what, the chains that bind the rows, and the signed days.
-- One chain for each district, day and table. `hash` is sha256 of the hash before it and of the content of the row.
create table audit.inbox (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  constraint inbox_pk primary key (cell, id)
);
comment on table audit.inbox is 'Events of all modules that wait to become changes; the relay puts them here';

create table audit.chains (
  cell int not null,
  recorded_on date not null,
  kind text not null,
  length int not null,
  hash bytea not null,
  kid text,
  signature text,
  constraint chains_pk primary key (cell, recorded_on, kind),
  constraint chains_kind_known check (kind in ('reads', 'changes')),
  constraint chains_length_not_negative check (length >= 0),
  constraint chains_signed_with_a_key check ((kid is null) = (signature is null))
);
create index chains_of_day on audit.chains (recorded_on, cell, kind);
create index chains_open on audit.chains (recorded_on) where signature is null;
comment on column audit.chains.hash is 'The hash of the last row; of an empty chain, the hash of its name';
comment on column audit.chains.signature is
  'JWS of cell, day, kind, length and hash, made after the end of the day; nobody extends the chain after that';

create table audit.reads (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  role text not null,
  facility_id uuid,
  basis text not null,
  record_kind text not null,
  action text not null,
  record_id uuid,
  at timestamptz not null,
  request_id text not null,
  recorded_on date not null,
  seq int not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint reads_pk primary key (cell, id),
  constraint reads_once_in_chain unique (cell, recorded_on, seq),
  constraint reads_basis_known
    check (basis in ('own', 'care', 'facility', 'grant', 'emergency', 'official', 'system')),
  constraint reads_at_in_milliseconds check (at = date_trunc('milliseconds', at))
);
-- The family and the auditor see the newest read first. Ids grow with time.
create index reads_of_patient on audit.reads (cell, patient_id, id);
create index reads_of_account on audit.reads (account_id, id);
create index reads_of_facility on audit.reads (facility_id, id) where facility_id is not null;
comment on column audit.reads.cell is 'District of the patient';
comment on column audit.reads.record_kind is 'The noun of the power that the route asks for, such as booking';
comment on column audit.reads.action is 'The verb of that power, such as read or give';
comment on column audit.reads.record_id is 'The record in the address of the request; null for a list or a search';

create table audit.changes (
  cell int not null,
  id uuid not null,
  name text not null,
  account_id uuid,
  role text,
  facility_id uuid,
  on_behalf_of_id uuid,
  patient_id uuid,
  other_patient_id uuid,
  body_hash bytea not null,
  at timestamptz not null,
  request_id text not null,
  recorded_on date not null,
  seq int not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint changes_pk primary key (cell, id),
  constraint changes_once_in_chain unique (cell, recorded_on, seq),
  constraint changes_at_in_milliseconds check (at = date_trunc('milliseconds', at))
);
create index changes_of_patient on audit.changes (patient_id, id) where patient_id is not null;
create index changes_of_other_patient on audit.changes (other_patient_id, id) where other_patient_id is not null;
create index changes_of_account on audit.changes (account_id, id) where account_id is not null;
create index changes_of_facility on audit.changes (facility_id, id) where facility_id is not null;
comment on column audit.changes.id is 'Id of the event, so that a second delivery writes nothing';
comment on column audit.changes.account_id is 'The account that acted; null when nobody was signed in';
comment on column audit.changes.other_patient_id is 'The second patient of an event about two, such as a merge';
comment on column audit.changes.body_hash is 'sha256 of the body of the event as JSON with sorted members';

create table audit.days (
  day date not null,
  chains int not null,
  digest bytea not null,
  kid text not null,
  signature text not null,
  sealed_at timestamptz not null,
  constraint days_pk primary key (day)
);
comment on column audit.days.digest is 'sha256 over the ends of all chains of the day';
comment on column audit.days.signature is
  'JWS of day, chains, digest, and the hash of the signature of the day before: the days form a chain too';

create table audit.signing_keys (
  kid text not null,
  public_key json not null,
  kept_at timestamptz not null,
  constraint signing_keys_pk primary key (kid)
);
comment on table audit.signing_keys is 'Public keys: old signatures can be checked after the secret has changed';

create table audit.verifications (
  id uuid not null,
  from_day date not null,
  until_day date not null,
  rows_checked bigint not null,
  outcome text not null,
  fault json,
  ended_at timestamptz not null,
  constraint verifications_pk primary key (id),
  constraint verifications_outcome_known check (outcome in ('intact', 'broken')),
  constraint verifications_fault_told check ((outcome = 'broken') = (fault is not null))
);
comment on column audit.verifications.fault is 'The first missing, altered, moved or added row';

create table audit.survivors (
  cell int not null,
  patient_id uuid not null,
  survivor_id uuid,
  changed_at timestamptz not null,
  constraint survivors_pk primary key (cell, patient_id)
);
create index survivors_of_patient on audit.survivors (survivor_id) where survivor_id is not null;
comment on table audit.survivors is 'Copy of the merges of patients: reads of a merged person show under the survivor';
comment on column audit.survivors.survivor_id is 'Null after the merge was undone';
comment on column audit.survivors.changed_at is 'Time of the event; an older event changes nothing';
