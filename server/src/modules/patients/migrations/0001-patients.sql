-- Creates the tables of patients: people, families, numbers, the index that finds people, merges and duplicates.

create table patients.patients (
  cell int not null,
  id uuid not null,
  account_id uuid,
  is_account_holder boolean not null,
  name text not null,
  birth_date date,
  birth_year int not null,
  gender text not null,
  pin text not null,
  aadhaar_hash text,
  aadhaar_last4 text,
  phone text,
  email text,
  address text,
  registered_by uuid,
  created_at timestamptz not null,
  closed_at timestamptz,
  constraint patients_pk primary key (cell, id),
  constraint patients_birth_year_of_date check (birth_date is null or extract(year from birth_date) = birth_year),
  constraint patients_gender_known check (gender in ('male', 'female', 'other', 'unknown')),
  constraint patients_aadhaar_last4_form check (aadhaar_last4 ~ '^[0-9]{4}$')
);
create index patients_aadhaar on patients.patients (cell, aadhaar_hash) where aadhaar_hash is not null;
comment on column patients.patients.cell is 'District of residence at registration; the id holds it too';
comment on column patients.patients.account_id is
  'Account of the family (module identity); null for people whom staff registered or a hospital imported';
comment on column patients.patients.birth_date is 'Null when only the year is known';
comment on column patients.patients.aadhaar_hash is
  'Keyed HMAC-SHA-256 of the Aadhaar number. Nobody verified the number: it is evidence for matching and never unique';
comment on column patients.patients.registered_by is
  'Account of the member of staff who registered the person at the counter; null for citizens and imports';
comment on column patients.patients.closed_at is
  'When the account of the family closed. The name is a pseudonym since then, and sealed_people says who it was';
comment on column patients.patients.phone is 'As stated; nobody verified it, and a family may share it';

create table patients.families (
  cell int not null,
  account_id uuid not null,
  members int not null,
  constraint families_pk primary key (cell, account_id),
  constraint families_members_not_negative check (members >= 0)
);
comment on table patients.families is
  'One row for each account; a lock on this row keeps the number of family members within the limit';
comment on column patients.families.cell is
  'District in the id of the account; a family member may have another district';

create table patients.family_members (
  cell int not null,
  account_id uuid not null,
  patient_id uuid not null,
  created_at timestamptz not null,
  constraint family_members_pk primary key (cell, account_id, patient_id),
  constraint family_members_family foreign key (cell, account_id) references patients.families (cell, account_id)
);

create table patients.patient_identifiers (
  cell int not null,
  patient_id uuid not null,
  system text not null,
  value_hash text not null,
  last4 text not null,
  slip_hashes text[] not null,
  is_verified boolean not null,
  stated_at timestamptz not null,
  constraint patient_identifiers_pk primary key (cell, patient_id, system, value_hash),
  constraint patient_identifiers_patient foreign key (cell, patient_id) references patients.patients (cell, id)
);
comment on table patients.patient_identifiers is
  'Numbers of a person in other systems: evidence for matching, and never unique';
comment on column patients.patient_identifiers.value_hash is
  'Keyed HMAC-SHA-256 of system and number; never the number';
comment on column patients.patient_identifiers.slip_hashes is
  'Keyed HMACs (36 bits) of the number and of the number without each sign: they show one slip of the pen';
comment on column patients.patient_identifiers.is_verified is
  'True if somebody checked that the number belongs to the person; a card that somebody shows proves nothing';

create table patients.match_records (
  cell int not null,
  patient_id uuid not null,
  facts json not null,
  identifiers json not null,
  keys bigint[] not null,
  constraint match_records_pk primary key (cell, patient_id)
);
comment on table patients.match_records is
  'One row for each patient with all facts that a search weighs, so that a candidate costs the read of one row';
comment on column patients.match_records.facts is 'The facts as stated (type StatedPerson), without identifiers';
comment on column patients.match_records.identifiers is
  'System, keyed hash, hashes against slips, and whether verified (type HashedNumber); never the number itself';
comment on column patients.match_records.keys is 'The keys of this patient in match_keys';

-- The key is also the shard key, so all rows of one key lie on one shard. A search asks only the shards of the keys
-- that it probes (most searches end after six to eight). If the rows lay with their patients, by cell, every search
-- would ask every shard, because nobody knows in which district the person lives.
-- With Citus: select create_distributed_table('patients.match_keys', 'key'). A registration then writes to the shards
-- of its keys and to the shard of its cell in one two-phase commit.
create table patients.match_keys (
  key bigint not null,
  patient_id uuid not null,
  constraint match_keys_pk primary key (key, patient_id)
);
comment on column patients.match_keys.key is
  '64 bits of a keyed hash of kind and parts; the number alone shows nothing about a person';

create table patients.name_counts (
  token text not null,
  people int not null,
  constraint name_counts_pk primary key (token)
);
comment on table patients.name_counts is
  'How many people have a name. A job counts them at night, so that registrations do not wait for the row of Kumar';

create table patients.match_sizes (
  name text not null,
  people bigint not null,
  counted_at timestamptz not null,
  constraint match_sizes_pk primary key (name)
);
comment on table patients.match_sizes is 'One row: the size of the index at the last count of names';

create table patients.merges (
  cell int not null,
  id uuid not null,
  gone_id uuid not null,
  kept_id uuid not null,
  reason text not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  constraint merges_pk primary key (cell, id),
  constraint merges_two_people check (gone_id <> kept_id),
  constraint merges_undone_whole check ((undone_by is null) = (undone_at is null))
);
create index merges_kept on patients.merges (kept_id) where undone_at is null;
create unique index merges_live on patients.merges (cell, gone_id) where undone_at is null;
create index merges_history on patients.merges (cell, gone_id, merged_at);
comment on table patients.merges is
  'A merge changes only the index: the record that is gone keeps its row, and the rows of other modules stay valid';
comment on column patients.merges.cell is
  'District in the id of the record that is gone; the kept record may have another district';

create table patients.duplicates (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  other_id uuid not null,
  bits double precision not null,
  explanation json not null,
  status text not null default 'open',
  gone_id uuid,
  reason text,
  decided_by uuid,
  found_at timestamptz not null,
  decided_at timestamptz,
  constraint duplicates_pk primary key (cell, id),
  constraint duplicates_status_known check (status in ('open', 'merged', 'different')),
  constraint duplicates_decided_or_not check ((status = 'open') = (decided_at is null)),
  constraint duplicates_merged_names_gone check ((status = 'merged') = (gone_id is not null))
);
create unique index duplicates_pair on patients.duplicates (cell, patient_id, other_id);
create index duplicates_of_other on patients.duplicates (other_id);
create index duplicates_by_status on patients.duplicates (status, id);
comment on table patients.duplicates is
  'One row for each pair of records; Sehat finds a pair after a registration or an import';
comment on column patients.duplicates.cell is
  'District in the id of the later record; the other record may have another district';
comment on column patients.duplicates.patient_id is 'The later of the two records, by its id';
comment on column patients.duplicates.explanation is
  'How each field compared, with its bits; it holds no value of a person';
comment on column patients.duplicates.gone_id is
  'The merge of this record closed the pair; an undo of that merge opens the pair again';

create table patients.sealed_people (
  cell int not null,
  patient_id uuid not null,
  sealed bytea not null,
  opens_until date not null,
  sealed_at timestamptz not null,
  constraint sealed_people_pk primary key (cell, patient_id)
);
create index sealed_people_past on patients.sealed_people (opens_until);
comment on table patients.sealed_people is
  'People whose account is closed. Their row in patients holds a pseudonym; only treatment opens this one';
comment on column patients.sealed_people.sealed is 'Name, birth, contact and hashes of numbers as JSON (AES-256-GCM)';
comment on column patients.sealed_people.opens_until is 'Last day on which it may be opened; the next night deletes it';

create table patients.openings (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  opened_by uuid not null,
  reason text not null,
  opened_at timestamptz not null,
  constraint openings_pk primary key (cell, id)
);
create index openings_of_patient on patients.openings (cell, patient_id);
comment on table patients.openings is 'Who opened a sealed person, and why. Append-only';
