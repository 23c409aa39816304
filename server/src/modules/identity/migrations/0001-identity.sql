-- Creates the tables of identity: accounts, where their holders work, how they sign in, and what ends a sign-in.

create table identity.phones (
  phone_hash text not null,
  cell int not null,
  account_id uuid not null,
  constraint phones_pk primary key (phone_hash)
);
comment on table identity.phones is
  'Makes a phone number unique over all districts; its own table because the key is the number and not the district';
comment on column identity.phones.phone_hash is 'Keyed HMAC-SHA-256 of the number in E.164 form, hex';
comment on column identity.phones.cell is 'District of the account, which is also inside its id';

create table identity.accounts (
  cell int not null,
  id uuid not null,
  phone text not null,
  name text not null,
  password_hash text,
  patient_id uuid,
  pending_patient jsonb,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  constraint accounts_pk primary key (cell, id)
);
comment on column identity.accounts.cell is
  'District of residence, facility or office when the account was made; 0 for the whole country';
comment on column identity.accounts.phone is 'E.164';
comment on column identity.accounts.password_hash is 'Argon2id in PHC form; null: signs in by one-time code only';
comment on column identity.accounts.patient_id is
  'The holder as a patient (module patients), who is a citizen; null for an account of staff alone';
comment on column identity.accounts.pending_patient is
  'Demographics on their way to the module patients; null once they are there';
comment on column identity.accounts.deactivated_at is 'Since when nobody can sign in; null while the account is active';

create table identity.workplaces (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  facility_id uuid,
  chain_id uuid,
  district_cell int,
  place_cell int,
  place_name text,
  holder_name text not null,
  roles text[] not null,
  since timestamptz not null,
  until timestamptz,
  last_used_at timestamptz,
  constraint workplaces_pk primary key (cell, id),
  constraint workplaces_account foreign key (cell, account_id) references identity.accounts (cell, id),
  constraint workplaces_one_place check (num_nonnulls(facility_id, chain_id, district_cell) <= 1),
  constraint workplaces_some_role check (cardinality(roles) > 0)
);
create unique index workplaces_once_a_place
  on identity.workplaces (cell, account_id, facility_id, chain_id, district_cell) nulls not distinct
  where until is null;
create index workplaces_of_account on identity.workplaces (cell, account_id);
create index workplaces_by_name on identity.workplaces (holder_name, id);
create index workplaces_of_district on identity.workplaces (place_cell, holder_name, id);
create index workplaces_of_facility on identity.workplaces (facility_id, holder_name, id);
create index workplaces_of_chain on identity.workplaces (chain_id, holder_name, id) where chain_id is not null;
comment on table identity.workplaces is
  'One row an appointment: a person, a place, and the roles there. Of facility, chain and district at most one is set, '
  'none where the roles hold in the whole country';
comment on column identity.workplaces.cell is 'That of the account';
comment on column identity.workplaces.place_cell is 'District of the place; null for a chain and the country';
comment on column identity.workplaces.place_name is 'Copy of the name of the place, which events keep up to date';
comment on column identity.workplaces.holder_name is 'Copy of the name of the account: lists of staff are in its order';
comment on column identity.workplaces.until is 'When the appointment ended; a new one is a new row';
comment on column identity.workplaces.last_used_at is
  'When it was last chosen: the newest is that of the next sign-in';

create table identity.sessions (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  workplace_id uuid,
  refresh_hash text not null,
  created_at timestamptz not null,
  refreshed_at timestamptz not null,
  switched_at timestamptz,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
create index sessions_of_account on identity.sessions (cell, account_id);
create index sessions_expired on identity.sessions (expires_at);
comment on table identity.sessions is 'One row a sign-in: the family of refresh tokens that follow one another';
comment on column identity.sessions.workplace_id is 'Whose roles its tokens carry; null for a citizen alone';
comment on column identity.sessions.refresh_hash is
  'Keyed HMAC-SHA-256 of the one refresh token that is valid now; any other of this session is a reuse';
comment on column identity.sessions.refreshed_at is 'When the newest refresh token was issued';
comment on column identity.sessions.switched_at is 'When another workplace was chosen, and a token issued for it';
comment on column identity.sessions.expires_at is 'End of the sign-in whatever happens; refreshing does not move it';

create table identity.revocations (
  cell int not null,
  subject_id uuid not null,
  expires_at timestamptz not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint revocations_pk primary key (cell, subject_id)
);
create index revocations_changed on identity.revocations (changed_xid);
create index revocations_expired on identity.revocations (expires_at);
comment on table identity.revocations is
  'Sessions and workplaces whose access tokens must be refused before they expire; every process reads the new rows';
comment on column identity.revocations.expires_at is 'When the last access token of it has expired anyway';

create table identity.codes (
  phone_hash text not null,
  code_hash text not null,
  tries int not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint codes_pk primary key (phone_hash)
);
create index codes_expired on identity.codes (expires_at);
comment on table identity.codes is
  'The newest one-time code of a phone; written for unknown phones too, so that both cases do the same work';
comment on column identity.codes.code_hash is 'Keyed HMAC-SHA-256 of phone_hash and the six digits';
comment on column identity.codes.tries is 'How often a code was tried against this one, right or wrong';
