-- Adds the certificates of doses and the public keys of their health cards. Locks nothing: both tables are new.

create table vaccination.certificates (
  cell int not null,
  patient_id uuid not null,
  source_id uuid not null,
  version int not null,
  issue int not null,
  id uuid not null,
  kid text not null,
  rid text not null,
  subject_hash text not null,
  issued_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint certificates_pk primary key (cell, patient_id, source_id, version, issue),
  constraint certificates_issue_from_one check (issue >= 1)
);
-- The revocation list of a key: an index over the few that were withdrawn.
create index certificates_withdrawn on vaccination.certificates (kid, rid) where withdrawn_at is not null;
comment on table vaccination.certificates is
  'Certificates of doses. Each version of a dose has its own; a new one withdraws those before';
comment on column vaccination.certificates.source_id is 'What the dose was recorded for: its booking';
comment on column vaccination.certificates.issue is
  'From 1 for each version of a dose. Grows when the name or birth changes, or when the key is gone';
comment on column vaccination.certificates.kid is 'Key that signs the health card: a row of card_keys';
comment on column vaccination.certificates.rid is 'Random name of the card in the revocation list of its key';
comment on column vaccination.certificates.subject_hash is 'Keyed hash of the name and birth that the card states';

create table vaccination.card_keys (
  kid text not null,
  sealed bytea not null,
  added_at timestamptz not null,
  constraint card_keys_pk primary key (kid)
);
comment on table vaccination.card_keys is
  'Reference table: public keys of health cards, also those of secrets that were replaced long ago';
comment on column vaccination.card_keys.sealed is
  'The key, sealed with the identifier key: a key that somebody else writes here is not believed';
