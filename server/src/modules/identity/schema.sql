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
  roles text[] not null,
  -- Where the facility roles hold (module facilities)
  facility_id uuid,
  -- Where the role district-officer holds
  district_cell int,
  -- District in which the staff roles hold, 0 for the whole country; null for who is no staff
  staff_cell int,
  -- The holder as a patient (module patients); null for staff accounts
  patient_id uuid,
  -- Demographics on their way to the module patients; null once they are there
  pending_patient jsonb,
  created_at timestamptz not null,
  -- Since when nobody can sign in; null while the account is active
  deactivated_at timestamptz,
  constraint accounts_pk primary key (cell, id),
  constraint accounts_some_role check (cardinality(roles) > 0)
);
create index accounts_staff on identity.accounts (name, id) where staff_cell is not null;
create index accounts_staff_of_district on identity.accounts (staff_cell, name, id) where staff_cell is not null;
create index accounts_staff_of_facility on identity.accounts (facility_id, name, id) where facility_id is not null;

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

-- Sessions whose access tokens must be refused although they have not expired; every process reads the new rows
create table identity.revocations (
  cell int not null,
  session_id uuid not null,
  -- When the last access token of the session has expired anyway
  expires_at timestamptz not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint revocations_pk primary key (cell, session_id)
);
create index revocations_changed on identity.revocations (changed_xid);
create index revocations_expired on identity.revocations (expires_at);

-- One row a sign-in: the family of refresh tokens that follow one another
create table identity.sessions (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  -- Keyed HMAC-SHA-256 of the one refresh token that is valid now; any other of this session is a reuse
  refresh_hash text not null,
  created_at timestamptz not null,
  -- When the newest access token was issued
  refreshed_at timestamptz not null,
  -- End of the sign-in whatever happens; refreshing does not move it
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_account foreign key (cell, account_id) references identity.accounts(cell, id)
);
create index sessions_expired on identity.sessions (expires_at);
create index sessions_of_account on identity.sessions (cell, account_id);
