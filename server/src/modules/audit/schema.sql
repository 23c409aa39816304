-- The schema audit as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table audit.chains (
  cell int not null,
  recorded_on date not null,
  kind text not null,
  length int not null,
  -- The hash of the last row; of an empty chain, the hash of its name
  hash bytea not null,
  kid text,
  -- JWS of cell, day, kind, length and hash, made after the end of the day; nobody extends the chain after that
  signature text,
  constraint chains_pk primary key (cell, recorded_on, kind),
  constraint chains_kind_known check (kind in ('reads', 'changes')),
  constraint chains_length_not_negative check (length >= 0),
  constraint chains_signed_with_a_key check ((kid is null) = (signature is null))
);
create index chains_of_day on audit.chains (recorded_on, cell, kind);
create index chains_open on audit.chains (recorded_on) where signature is null;

create table audit.changes (
  cell int not null,
  -- Id of the event, so that a second delivery writes nothing
  id uuid not null,
  name text not null,
  -- The account that acted; null when nobody was signed in
  account_id uuid,
  role text,
  facility_id uuid,
  on_behalf_of_id uuid,
  patient_id uuid,
  -- The second patient of an event about two, such as a merge
  other_patient_id uuid,
  -- sha256 of the body of the event as JSON with sorted members
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
create index changes_of_account on audit.changes (account_id, id) where account_id is not null;
create index changes_of_facility on audit.changes (facility_id, id) where facility_id is not null;
create index changes_of_other_patient on audit.changes (other_patient_id, id) where other_patient_id is not null;
create index changes_of_patient on audit.changes (patient_id, id) where patient_id is not null;

create table audit.days (
  day date not null,
  chains int not null,
  -- sha256 over the ends of all chains of the day
  digest bytea not null,
  kid text not null,
  -- JWS of day, chains, digest, and the hash of the signature of the day before: the days form a chain too
  signature text not null,
  sealed_at timestamptz not null,
  constraint days_pk primary key (day)
);

-- Events of all modules that wait to become changes; the relay puts them here
create table audit.inbox (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  constraint inbox_pk primary key (cell, id)
);

create table audit.reads (
  -- District of the patient
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  role text not null,
  facility_id uuid,
  basis text not null,
  -- The noun of the power that the route asks for, such as booking
  record_kind text not null,
  -- The verb of that power, such as read or give
  action text not null,
  -- The record in the address of the request; null for a list or a search
  record_id uuid,
  at timestamptz not null,
  request_id text not null,
  recorded_on date not null,
  seq int not null,
  prev_hash bytea not null,
  hash bytea not null,
  constraint reads_pk primary key (cell, id),
  constraint reads_once_in_chain unique (cell, recorded_on, seq),
  constraint reads_at_in_milliseconds check (at = date_trunc('milliseconds', at)),
  constraint reads_basis_known check (basis in ('own', 'care', 'facility', 'grant', 'emergency', 'official', 'system'))
);
create index reads_of_account on audit.reads (account_id, id);
create index reads_of_facility on audit.reads (facility_id, id) where facility_id is not null;
create index reads_of_patient on audit.reads (cell, patient_id, id);

-- Public keys: old signatures can be checked after the secret has changed
create table audit.signing_keys (
  kid text not null,
  public_key json not null,
  kept_at timestamptz not null,
  constraint signing_keys_pk primary key (kid)
);

-- Copy of the merges of patients: reads of a merged person show under the survivor
create table audit.survivors (
  cell int not null,
  patient_id uuid not null,
  -- Null after the merge was undone
  survivor_id uuid,
  -- Time of the event; an older event changes nothing
  changed_at timestamptz not null,
  constraint survivors_pk primary key (cell, patient_id)
);
create index survivors_of_patient on audit.survivors (survivor_id) where survivor_id is not null;

create table audit.verifications (
  id uuid not null,
  from_day date not null,
  until_day date not null,
  rows_checked bigint not null,
  outcome text not null,
  -- The first missing, altered, moved or added row
  fault json,
  ended_at timestamptz not null,
  constraint verifications_pk primary key (id),
  constraint verifications_fault_told check ((outcome = 'broken') = (fault is not null)),
  constraint verifications_outcome_known check (outcome in ('intact', 'broken'))
);

-- Functions, each in functions/<name>.sql.

-- audit.append_changes(p_cell int, p_day date, p_rows json) returns int

-- audit.append_reads(p_cell int, p_day date, p_rows json) returns int

-- audit.extend_chain(p_cell int, p_day date, p_kind text, p_hash bytea, p_contents bytea[]) returns bytea[]

-- audit.lock_chain(p_cell int, p_day date, p_kind text, out o_is_open boolean, out o_length int, out o_hash bytea)
--   returns record
