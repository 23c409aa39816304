-- Adds numbers of one's own (hospital records, ABHA) and people without an account, whom a hospital brought along.
alter table patients.patients alter column account_id drop not null;
comment on column patients.patients.account_id is
  'Account whose family the patient belongs to (module identity); null for imported people, whom nobody has claimed';

create table patients.patient_identifiers (
  cell int not null,
  patient_id uuid not null,
  system text not null,
  value_hash text not null,
  last4 text not null,
  stated_at timestamptz not null,
  constraint patient_identifiers_pk primary key (cell, patient_id, system, value_hash),
  constraint patient_identifiers_patient foreign key (cell, patient_id) references patients.patients (cell, id)
);
comment on table patients.patient_identifiers is
  'Numbers that one system gives to one person, as stated and not verified: evidence for matching, never unique';
comment on column patients.patient_identifiers.value_hash is
  'Keyed HMAC-SHA-256 of system and number; never the number';
