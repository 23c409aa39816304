-- The schema identity as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table identity.accounts (
  -- District of residence, facility or office when the account was made; 0 for the whole country
  cell int not null,
  id uuid not null,
  -- E.164
  phone text not null,
  name text not null,
  -- Argon2id in PHC form; null: signs in by one-time code only
  password_hash text,
  -- The holder as a patient (module patients), who is a citizen; null for an account of staff alone
  patient_id uuid,
  -- Demographics on their way to the module patients; null once they are there
  pending_patient jsonb,
  created_at timestamptz not null,
  -- Since when nobody can sign in; null while the account is active
  deactivated_at timestamptz,
  constraint accounts_pk primary key (cell, id)
);

-- The newest one-time code of a phone; written for unknown phones too, so that both cases do the same work
create table identity.codes (
  phone_hash text not null,
  -- Keyed HMAC-SHA-256 of phone_hash and the six digits
  code_hash text not null,
  -- How often a code was tried against this one, right or wrong
  tries int not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  constraint codes_pk primary key (phone_hash)
);
create index codes_expired on identity.codes (expires_at);

-- Makes a phone number unique over all districts; its own table because the key is the number and not the district
create table identity.phones (
  -- Keyed HMAC-SHA-256 of the number in E.164 form, hex
  phone_hash text not null,
  -- District of the account, which is also inside its id
  cell int not null,
  account_id uuid not null,
  constraint phones_pk primary key (phone_hash)
);

-- Sessions and workplaces whose access tokens must be refused before they expire; every process reads the new rows
create table identity.revocations (
  cell int not null,
  subject_id uuid not null,
  -- When the last access token of it has expired anyway
  expires_at timestamptz not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint revocations_pk primary key (cell, subject_id)
);
create index revocations_changed on identity.revocations (changed_xid);
create index revocations_expired on identity.revocations (expires_at);

-- One row a sign-in: the family of refresh tokens that follow one another
create table identity.sessions (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  -- Whose roles its tokens carry; null for a citizen alone
  workplace_id uuid,
  -- Keyed HMAC-SHA-256 of the one refresh token that is valid now; any other of this session is a reuse
  refresh_hash text not null,
  created_at timestamptz not null,
  -- When the newest refresh token was issued
  refreshed_at timestamptz not null,
  -- When another workplace was chosen, and a token issued for it
  switched_at timestamptz,
  -- End of the sign-in whatever happens; refreshing does not move it
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_account foreign key (cell, account_id) references identity.accounts(cell, id)
);
create index sessions_expired on identity.sessions (expires_at);
create index sessions_of_account on identity.sessions (cell, account_id);

-- One row an appointment: a person, a place, and the roles there. Of facility, chain and district at most one is set,
-- none where the roles hold in the whole country
create table identity.workplaces (
  -- That of the account
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  facility_id uuid,
  chain_id uuid,
  district_cell int,
  -- District of the place; null for a chain and the country
  place_cell int,
  -- Copy of the name of the place, which events keep up to date
  place_name text,
  -- Copy of the name of the account: lists of staff are in its order
  holder_name text not null,
  roles text[] not null,
  since timestamptz not null,
  -- When the appointment ended; a new one is a new row
  until timestamptz,
  -- When it was last chosen: the newest is that of the next sign-in
  last_used_at timestamptz,
  constraint workplaces_pk primary key (cell, id),
  constraint workplaces_account foreign key (cell, account_id) references identity.accounts(cell, id),
  constraint workplaces_one_place check (num_nonnulls(facility_id, chain_id, district_cell) <= 1),
  constraint workplaces_some_role check (cardinality(roles) > 0)
);
create index workplaces_by_name on identity.workplaces (holder_name, id);
create index workplaces_of_account on identity.workplaces (cell, account_id);
create index workplaces_of_chain on identity.workplaces (chain_id, holder_name, id) where chain_id is not null;
create index workplaces_of_district on identity.workplaces (place_cell, holder_name, id);
create index workplaces_of_facility on identity.workplaces (facility_id, holder_name, id);
create unique index workplaces_once_a_place on identity.workplaces (cell, account_id, facility_id, chain_id, district_cell) nulls not distinct where until is null;
