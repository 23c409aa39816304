-- Creates the schema of patients: the people themselves and the family under each account.
create schema patients;

create table patients.patients (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  is_account_holder boolean not null,
  name text not null,
  birth_date date,
  birth_year int not null,
  gender text not null,
  pin text not null,
  aadhaar_hash text,
  aadhaar_last4 text,
  created_at timestamptz not null,
  constraint patients_pk primary key (cell, id),
  constraint patients_birth_year_of_date check (birth_date is null or extract(year from birth_date) = birth_year),
  constraint patients_gender_known check (gender in ('male', 'female', 'other', 'unknown')),
  constraint patients_aadhaar_last4_form check (aadhaar_last4 ~ '^[0-9]{4}$')
);
create index patients_aadhaar on patients.patients (cell, aadhaar_hash) where aadhaar_hash is not null;
comment on column patients.patients.cell is 'District of residence at registration; also inside the id';
comment on column patients.patients.account_id is 'Account whose family the patient belongs to (module identity)';
comment on column patients.patients.birth_date is 'Null where only the year is known';
comment on column patients.patients.aadhaar_hash is
  'Keyed HMAC-SHA-256 of the Aadhaar number, as stated and not verified: evidence for matching, never unique';

create table patients.families (
  cell int not null,
  account_id uuid not null,
  members int not null,
  constraint families_pk primary key (cell, account_id),
  constraint families_members_not_negative check (members >= 0)
);
comment on table patients.families is 'One row an account: its lock bounds the number of family members';
comment on column patients.families.cell is 'District in the id of the account, which may differ from that of a member';

create table patients.family_members (
  cell int not null,
  account_id uuid not null,
  patient_id uuid not null,
  created_at timestamptz not null,
  constraint family_members_pk primary key (cell, account_id, patient_id),
  constraint family_members_family foreign key (cell, account_id) references patients.families (cell, account_id)
);

create table patients.outbox (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  created_at timestamptz not null default now(),
  constraint outbox_pk primary key (cell, id)
);

create table patients.idempotency_keys (
  cell int not null,
  account_id uuid not null,
  key text not null,
  fingerprint text not null,
  status int not null,
  answer json not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (cell, account_id, key)
);
create index idempotency_keys_created on patients.idempotency_keys (created_at);
