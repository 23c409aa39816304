-- The schema patients as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- One row for each pair of records; Sehat finds a pair after a registration or an import
create table patients.duplicates (
  -- District in the id of the later record; the other record may have another district
  cell int not null,
  id uuid not null,
  -- The later of the two records, by its id
  patient_id uuid not null,
  other_id uuid not null,
  bits double precision not null,
  -- How each field compared, with its bits; it holds no value of a person
  explanation json not null,
  status text not null default 'open',
  -- The merge of this record closed the pair; an undo of that merge opens the pair again
  gone_id uuid,
  reason text,
  decided_by uuid,
  found_at timestamptz not null,
  decided_at timestamptz,
  constraint duplicates_pk primary key (cell, id),
  constraint duplicates_decided_or_not check ((status = 'open') = (decided_at is null)),
  constraint duplicates_merged_names_gone check ((status = 'merged') = (gone_id is not null)),
  constraint duplicates_status_known check (status in ('open', 'merged', 'different'))
);
create index duplicates_by_status on patients.duplicates (status, id);
create index duplicates_of_other on patients.duplicates (other_id);
create unique index duplicates_pair on patients.duplicates (cell, patient_id, other_id);

-- One row for each account; a lock on this row keeps the number of family members within the limit
create table patients.families (
  -- District in the id of the account; a family member may have another district
  cell int not null,
  account_id uuid not null,
  members int not null,
  constraint families_pk primary key (cell, account_id),
  constraint families_members_not_negative check (members >= 0)
);

create table patients.family_members (
  cell int not null,
  account_id uuid not null,
  patient_id uuid not null,
  created_at timestamptz not null,
  constraint family_members_pk primary key (cell, account_id, patient_id),
  constraint family_members_family foreign key (cell, account_id) references patients.families(cell, account_id)
);

create table patients.match_keys (
  -- 64 bits of a keyed hash of kind and parts; the number alone shows nothing about a person
  key bigint not null,
  patient_id uuid not null,
  constraint match_keys_pk primary key (key, patient_id)
);

-- One row for each patient with all facts that a search weighs, so that a candidate costs the read of one row
create table patients.match_records (
  cell int not null,
  patient_id uuid not null,
  -- The facts as stated (type StatedPerson), without identifiers
  facts json not null,
  -- System, keyed hash, hashes against slips, and whether verified (type HashedNumber); never the number itself
  identifiers json not null,
  -- The keys of this patient in match_keys
  keys bigint[] not null,
  constraint match_records_pk primary key (cell, patient_id)
);

-- One row: the size of the index at the last count of names
create table patients.match_sizes (
  name text not null,
  people bigint not null,
  counted_at timestamptz not null,
  constraint match_sizes_pk primary key (name)
);

-- A merge changes only the index: the record that is gone keeps its row, and the rows of other modules stay valid
create table patients.merges (
  -- District in the id of the record that is gone; the kept record may have another district
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
create index merges_history on patients.merges (cell, gone_id, merged_at);
create index merges_kept on patients.merges (kept_id) where undone_at is null;
create unique index merges_live on patients.merges (cell, gone_id) where undone_at is null;

-- How many people have a name. A job counts them at night, so that registrations do not wait for the row of Kumar
create table patients.name_counts (
  token text not null,
  people int not null,
  constraint name_counts_pk primary key (token)
);

-- Who opened a sealed person, and why. Append-only
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

-- Numbers of a person in other systems: evidence for matching, and never unique
create table patients.patient_identifiers (
  cell int not null,
  patient_id uuid not null,
  system text not null,
  -- Keyed HMAC-SHA-256 of system and number; never the number
  value_hash text not null,
  last4 text not null,
  -- Keyed HMACs (36 bits) of the number and of the number without each sign: they show one slip of the pen
  slip_hashes text[] not null,
  -- True if somebody checked that the number belongs to the person; a card that somebody shows proves nothing
  is_verified boolean not null,
  stated_at timestamptz not null,
  constraint patient_identifiers_pk primary key (cell, patient_id, system, value_hash),
  constraint patient_identifiers_patient foreign key (cell, patient_id) references patients.patients(cell, id)
);

create table patients.patients (
  -- District of residence at registration; the id holds it too
  cell int not null,
  id uuid not null,
  -- Account of the family (module identity); null for people whom staff registered or a hospital imported
  account_id uuid,
  is_account_holder boolean not null,
  name text not null,
  -- Null when only the year is known
  birth_date date,
  birth_year int not null,
  gender text not null,
  pin text not null,
  -- Keyed HMAC-SHA-256 of the Aadhaar number. Nobody verified the number: it is evidence for matching and never unique
  aadhaar_hash text,
  aadhaar_last4 text,
  -- As stated; nobody verified it, and a family may share it
  phone text,
  email text,
  address text,
  -- Account of the member of staff who registered the person at the counter; null for citizens and imports
  registered_by uuid,
  created_at timestamptz not null,
  -- When the account of the family closed. The name is a pseudonym since then, and sealed_people says who it was
  closed_at timestamptz,
  constraint patients_pk primary key (cell, id),
  constraint patients_aadhaar_last4_form check (aadhaar_last4 ~ '^[0-9]{4}$'),
  constraint patients_birth_year_of_date check (birth_date is null or extract(year from birth_date) = birth_year::numeric),
  constraint patients_gender_known check (gender in ('male', 'female', 'other', 'unknown'))
);
create index patients_aadhaar on patients.patients (cell, aadhaar_hash) where aadhaar_hash is not null;

-- People whose account is closed. Their row in patients holds a pseudonym; only treatment opens this one
create table patients.sealed_people (
  cell int not null,
  patient_id uuid not null,
  -- Name, birth, contact and hashes of numbers as JSON (AES-256-GCM)
  sealed bytea not null,
  -- Last day on which it may be opened; the next night deletes it
  opens_until date not null,
  sealed_at timestamptz not null,
  constraint sealed_people_pk primary key (cell, patient_id)
);
create index sealed_people_past on patients.sealed_people (opens_until);
