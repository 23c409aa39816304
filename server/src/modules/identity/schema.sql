-- The schema identity as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table identity.accounts (
  -- District of residence, facility or office when the account was made; 0 for the whole country
  cell int not null,
  id uuid not null,
  -- E.164; empty when the account is closed
  phone text not null,
  -- A mail address that answered a code; null when the holder gave none
  mail text,
  name text not null,
  -- Argon2id in PHC form; null when the person signs in only by one-time code
  password_hash text,
  -- The holder as a patient (module patients): the holder is a citizen. Null for an account that is only for staff
  patient_id uuid,
  -- Demographics that the module patients must still store; null when it has stored them
  pending_patient jsonb,
  created_at timestamptz not null,
  -- Nobody can sign in since this time; null while the account is active
  deactivated_at timestamptz,
  -- The holder asked to close the account at this time; a sign-in before that clears it
  closes_at timestamptz,
  -- When the account was closed for ever; it then holds a pseudonym only
  closed_at timestamptz,
  constraint accounts_pk primary key (cell, id),
  constraint accounts_closed_is_empty check ((phone = '') = (closed_at is not null) and (closed_at is null or num_nonnulls(mail, password_hash, patient_id, pending_patient) = 0))
);

-- Random texts that a browser must bring back once, within minutes. The row is deleted at the first use
create table identity.challenges (
  -- Keyed HMAC of the text
  challenge_hash text not null,
  purpose text not null,
  -- The account that got it; null when nobody is signed in yet
  account_id uuid,
  -- What the server itself must remember until then, encrypted
  sealed bytea,
  expires_at timestamptz not null,
  constraint challenges_pk primary key (challenge_hash)
);
create index challenges_expired on identity.challenges (expires_at);

-- The newest one-time code of a phone, of a mail address, or of a patient at a centre (presence). We write it for
-- unknown phones too, so that both cases do the same work
create table identity.codes (
  -- Keyed HMAC of the phone or the mail address; for presence, of the phone, the centre and the patient together
  aim_hash text not null,
  -- Random. The code follows from it, the phone and a key: we can send the code again and never store it
  nonce text not null,
  -- 10 after too many wrong tries, which a guesser cannot meet by chance
  digits int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  -- Only for presence: the request that used the code. A repeat of this request may use it again
  used_for text,
  -- Wrong tries since wrong_since, over all codes of this phone
  wrong_tries int not null,
  -- Begin of the day (24 hours) in which wrong tries are counted
  wrong_since timestamptz not null,
  constraint codes_pk primary key (aim_hash),
  constraint codes_digits check (digits in (6, 10)),
  constraint codes_used_for_only_used check (used_for is null or used_at is not null)
);
create index codes_expired on identity.codes (expires_at);

-- Devices from which the holder of an account signed in. A sign-in from another device sends the holder a message
create table identity.devices (
  cell int not null,
  account_id uuid not null,
  -- Keyed HMAC of the device cookie of a browser, or of the User-Agent of another client
  device_hash text not null,
  name text not null,
  first_used_at timestamptz not null,
  last_used_at timestamptz not null,
  constraint devices_pk primary key (cell, account_id, device_hash),
  constraint devices_account foreign key (cell, account_id) references identity.accounts(cell, id)
);
create index devices_unused on identity.devices (last_used_at);

-- The roles whose holders must give a second factor when they sign in
create table identity.factor_roles (
  role text not null,
  -- Sign-ins that began before go on until they end, at most twelve hours later
  since timestamptz not null,
  demanded_by uuid not null,
  constraint factor_roles_pk primary key (role)
);

-- Offers of roles at a place to the holder of a phone. An offer changes and shows nothing of an account until the
-- holder of the phone accepts it
create table identity.offers (
  -- District of the place; 0 for a chain and the country
  cell int not null,
  id uuid not null,
  phone text not null,
  phone_hash text not null,
  -- The name that the administrator wrote; a new account takes it
  name text not null,
  facility_id uuid,
  chain_id uuid,
  district_cell int,
  place_cell int,
  place_name text,
  roles text[] not null,
  -- The account of the administrator; null when the console made the offer
  offered_by uuid,
  -- Keyed HMAC of the code that the console printed. Who signs in with it accepts the offer; null for other offers
  claim_hash text,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text,
  -- The account that accepted
  account_id uuid,
  constraint offers_pk primary key (cell, id),
  constraint offers_accepted check ((ended_as = 'accepted') = (account_id is not null)),
  constraint offers_end check ((ended_at is null) = (ended_as is null)),
  constraint offers_ended_as check (ended_as in ('accepted', 'declined', 'withdrawn')),
  constraint offers_one_place check (num_nonnulls(facility_id, chain_id, district_cell) <= 1),
  constraint offers_some_role check (cardinality(roles) > 0)
);
create index offers_by on identity.offers (offered_by) where ended_at is null;
create index offers_by_name on identity.offers (name, id) where ended_at is null;
create index offers_expired on identity.offers (expires_at);
create index offers_of_chain on identity.offers (chain_id, name, id) where ended_at is null;
create index offers_of_district on identity.offers (place_cell, name, id) where ended_at is null;
create index offers_of_facility on identity.offers (facility_id, name, id) where ended_at is null;
create index offers_of_phone on identity.offers (phone_hash) where ended_at is null;

-- Accounts at the outside identity provider with which people sign in. The key is their hash and not the district
create table identity.outside_accounts (
  -- Keyed HMAC of the issuer and the subject
  subject_hash text not null,
  id uuid not null,
  -- District of the account; the id of the account holds it too
  cell int not null,
  account_id uuid not null,
  issuer text not null,
  bound_at timestamptz not null,
  constraint outside_accounts_pk primary key (subject_hash)
);
create index outside_accounts_of_account on identity.outside_accounts (cell, account_id);

-- Passkeys (WebAuthn) of an account. A passkey names its account in the user handle, so one shard is enough
create table identity.passkeys (
  cell int not null,
  account_id uuid not null,
  id uuid not null,
  -- As the authenticator made it, base64url
  credential_id text not null,
  -- COSE
  public_key bytea not null,
  -- Uses that the authenticator counted; a lower count means a copy. Passkeys in a cloud always say 0
  counter bigint not null,
  transports text[] not null,
  device_name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkeys_pk primary key (cell, account_id, id),
  constraint passkeys_once unique (cell, account_id, credential_id),
  constraint passkeys_account foreign key (cell, account_id) references identity.accounts(cell, id)
);

-- Makes a phone number unique in all districts. It is a separate table: its key is the number and not the district
create table identity.phones (
  -- Keyed HMAC-SHA-256 of the number in E.164 form, hex
  phone_hash text not null,
  -- District of the account; the id of the account holds it too
  cell int not null,
  account_id uuid not null,
  -- When the holder answered a one-time code of this phone for this account. Nothing hangs on a phone without it
  proven_at timestamptz not null,
  constraint phones_pk primary key (phone_hash)
);

-- Codes on paper that replace a lost second factor. Each works once
create table identity.recovery_codes (
  cell int not null,
  account_id uuid not null,
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint recovery_codes_pk primary key (cell, account_id, code_hash),
  constraint recovery_codes_account foreign key (cell, account_id) references identity.accounts(cell, id)
);

-- Sessions and workplaces whose access tokens the server refuses before they expire; every process reads the new rows
create table identity.revocations (
  cell int not null,
  subject_id uuid not null,
  -- When the last access token of this session or workplace has expired
  expires_at timestamptz not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint revocations_pk primary key (cell, subject_id)
);
create index revocations_changed on identity.revocations (changed_xid);
create index revocations_expired on identity.revocations (expires_at);

-- One row for each sign-in: a family of refresh tokens that follow one another
create table identity.sessions (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  -- The tokens carry the roles of this workplace; null when they carry the role citizen only, or no role
  workplace_id uuid,
  -- What the holder sees, such as Chrome on Android
  device_name text not null,
  -- How the person proved who they are when the sign-in began
  proof text not null,
  -- When the person gave a second factor in this sign-in. A passkey counts as both factors
  factor_at timestamptz,
  -- Keyed HMAC-SHA-256 of the newest refresh token; any other token of this session was used before
  refresh_hash text not null,
  created_at timestamptz not null,
  -- When the newest refresh token was issued
  refreshed_at timestamptz not null,
  -- When the person last chose a workplace and got a token for it
  switched_at timestamptz,
  -- End of the sign-in at the latest; a refresh does not move it
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_account foreign key (cell, account_id) references identity.accounts(cell, id),
  constraint sessions_proof check (proof in ('password', 'code', 'passkey', 'provider'))
);
create index sessions_expired on identity.sessions (expires_at);
create index sessions_of_account on identity.sessions (cell, account_id);

-- The authenticator app of an account (TOTP, RFC 6238)
create table identity.totps (
  cell int not null,
  account_id uuid not null,
  -- The secret, encrypted
  sealed bytea not null,
  -- When the person showed the first right code
  activated_at timestamptz not null,
  -- The step of the newest code that was used: a code works once
  last_step bigint not null,
  constraint totps_pk primary key (cell, account_id),
  constraint totps_account foreign key (cell, account_id) references identity.accounts(cell, id)
);

-- One row for each appointment: a person, a place, and the roles there. At most one of facility, chain and district is
-- set. None is set when the roles hold in the whole country
create table identity.workplaces (
  -- District of the account
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  facility_id uuid,
  chain_id uuid,
  district_cell int,
  -- District of the place; null for a chain and the country
  place_cell int,
  -- Copy of the name of the place; events keep it up to date
  place_name text,
  -- Copy of the name of the account; it sorts the lists of staff
  holder_name text not null,
  roles text[] not null,
  since timestamptz not null,
  -- When the appointment ended; a new appointment gets a new row
  until timestamptz,
  -- When the person last chose this workplace; the next sign-in begins at the workplace with the newest time
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
