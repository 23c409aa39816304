-- Creates the tables of identity: accounts, workplaces, sign-ins, second factors, one-time codes and revoked tokens.

create table identity.phones (
  phone_hash text not null,
  cell int not null,
  account_id uuid not null,
  proven_at timestamptz not null,
  constraint phones_pk primary key (phone_hash)
);
comment on table identity.phones is
  'Makes a phone number unique in all districts. It is a separate table: its key is the number and not the district';
comment on column identity.phones.phone_hash is 'Keyed HMAC-SHA-256 of the number in E.164 form, hex';
comment on column identity.phones.cell is 'District of the account; the id of the account holds it too';
comment on column identity.phones.proven_at is
  'When the holder answered a one-time code of this phone for this account. Nothing hangs on a phone without it';

create table identity.accounts (
  cell int not null,
  id uuid not null,
  phone text not null,
  mail text,
  name text not null,
  password_hash text,
  patient_id uuid,
  pending_patient jsonb,
  created_at timestamptz not null,
  deactivated_at timestamptz,
  closes_at timestamptz,
  closed_at timestamptz,
  constraint accounts_pk primary key (cell, id),
  constraint accounts_closed_is_empty check (
    (phone = '') = (closed_at is not null)
    and (
      closed_at is null
      or num_nonnulls(mail, password_hash, patient_id, pending_patient) = 0
    )
  )
);
comment on column identity.accounts.cell is
  'District of residence, facility or office when the account was made; 0 for the whole country';
comment on column identity.accounts.phone is 'E.164; empty when the account is closed';
comment on column identity.accounts.mail is 'A mail address that answered a code; null when the holder gave none';
comment on column identity.accounts.password_hash is
  'Argon2id in PHC form; null when the person signs in only by one-time code';
comment on column identity.accounts.patient_id is
  'The holder as a patient (module patients): the holder is a citizen. Null for an account that is only for staff';
comment on column identity.accounts.pending_patient is
  'Demographics that the module patients must still store; null when it has stored them';
comment on column identity.accounts.deactivated_at is
  'Nobody can sign in since this time; null while the account is active';
comment on column identity.accounts.closes_at is
  'The holder asked to close the account at this time; a sign-in before that clears it';
comment on column identity.accounts.closed_at is 'When the account was closed for ever; it then holds a pseudonym only';

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
  'One row for each appointment: a person, a place, and the roles there. At most one of facility, chain and district '
'is set. None is set when the roles hold in the whole country';
comment on column identity.workplaces.cell is 'District of the account';
comment on column identity.workplaces.place_cell is 'District of the place; null for a chain and the country';
comment on column identity.workplaces.place_name is 'Copy of the name of the place; events keep it up to date';
comment on column identity.workplaces.holder_name is 'Copy of the name of the account; it sorts the lists of staff';
comment on column identity.workplaces.until is 'When the appointment ended; a new appointment gets a new row';
comment on column identity.workplaces.last_used_at is
  'When the person last chose this workplace; the next sign-in begins at the workplace with the newest time';

create table identity.offers (
  cell int not null,
  id uuid not null,
  phone text not null,
  phone_hash text not null,
  name text not null,
  facility_id uuid,
  chain_id uuid,
  district_cell int,
  place_cell int,
  place_name text,
  roles text[] not null,
  offered_by uuid,
  claim_hash text,
  offered_at timestamptz not null,
  expires_at timestamptz not null,
  ended_at timestamptz,
  ended_as text,
  account_id uuid,
  constraint offers_pk primary key (cell, id),
  constraint offers_one_place check (num_nonnulls(facility_id, chain_id, district_cell) <= 1),
  constraint offers_some_role check (cardinality(roles) > 0),
  constraint offers_end check ((ended_at is null) = (ended_as is null)),
  constraint offers_ended_as check (ended_as in ('accepted', 'declined', 'withdrawn')),
  constraint offers_accepted check ((ended_as = 'accepted') = (account_id is not null))
);
create index offers_of_phone on identity.offers (phone_hash) where ended_at is null;
create index offers_by_name on identity.offers (name, id) where ended_at is null;
create index offers_of_district on identity.offers (place_cell, name, id) where ended_at is null;
create index offers_of_facility on identity.offers (facility_id, name, id) where ended_at is null;
create index offers_of_chain on identity.offers (chain_id, name, id) where ended_at is null;
create index offers_by on identity.offers (offered_by) where ended_at is null;
create index offers_expired on identity.offers (expires_at);
comment on table identity.offers is
  'Offers of roles at a place to the holder of a phone. An offer changes and shows nothing of an account until the '
  'holder of the phone accepts it';
comment on column identity.offers.cell is 'District of the place; 0 for a chain and the country';
comment on column identity.offers.name is 'The name that the administrator wrote; a new account takes it';
comment on column identity.offers.offered_by is
  'The account of the administrator; null when the console made the offer';
comment on column identity.offers.claim_hash is
  'Keyed HMAC of the code that the console printed. Who signs in with it accepts the offer; null for other offers';
comment on column identity.offers.account_id is 'The account that accepted';

create table identity.devices (
  cell int not null,
  account_id uuid not null,
  device_hash text not null,
  name text not null,
  first_used_at timestamptz not null,
  last_used_at timestamptz not null,
  constraint devices_pk primary key (cell, account_id, device_hash),
  constraint devices_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
create index devices_unused on identity.devices (last_used_at);
comment on table identity.devices is
  'Devices from which the holder of an account signed in. A sign-in from another device sends the holder a message';
comment on column identity.devices.device_hash is
  'Keyed HMAC of the device cookie of a browser, or of the User-Agent of another client';

create table identity.sessions (
  cell int not null,
  id uuid not null,
  account_id uuid not null,
  workplace_id uuid,
  device_name text not null,
  proof text not null,
  factor_at timestamptz,
  refresh_hash text not null,
  created_at timestamptz not null,
  refreshed_at timestamptz not null,
  switched_at timestamptz,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_proof check (proof in ('password', 'code', 'passkey', 'provider')),
  constraint sessions_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
create index sessions_of_account on identity.sessions (cell, account_id);
create index sessions_expired on identity.sessions (expires_at);
comment on table identity.sessions is 'One row for each sign-in: a family of refresh tokens that follow one another';
comment on column identity.sessions.device_name is 'What the holder sees, such as Chrome on Android';
comment on column identity.sessions.proof is 'How the person proved who they are when the sign-in began';
comment on column identity.sessions.factor_at is
  'When the person gave a second factor in this sign-in. A passkey counts as both factors';
comment on column identity.sessions.workplace_id is
  'The tokens carry the roles of this workplace; null when they carry the role citizen only, or no role';
comment on column identity.sessions.refresh_hash is
  'Keyed HMAC-SHA-256 of the newest refresh token; any other token of this session was used before';
comment on column identity.sessions.refreshed_at is 'When the newest refresh token was issued';
comment on column identity.sessions.switched_at is 'When the person last chose a workplace and got a token for it';
comment on column identity.sessions.expires_at is 'End of the sign-in at the latest; a refresh does not move it';

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
  'Sessions and workplaces whose access tokens the server refuses before they expire; every process reads the new rows';
comment on column identity.revocations.expires_at is
  'When the last access token of this session or workplace has expired';

create table identity.codes (
  aim_hash text not null,
  nonce text not null,
  digits int not null,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at timestamptz,
  used_for text,
  wrong_tries int not null,
  wrong_since timestamptz not null,
  constraint codes_pk primary key (aim_hash),
  constraint codes_digits check (digits in (6, 10)),
  constraint codes_used_for_only_used check (used_for is null or used_at is not null)
);
create index codes_expired on identity.codes (expires_at);
comment on table identity.codes is
  'The newest one-time code of a phone, of a mail address, or of a patient at a centre (presence). We write it for '
  'unknown phones too, so that both cases do the same work';
comment on column identity.codes.aim_hash is
  'Keyed HMAC of the phone or the mail address; for presence, of the phone, the centre and the patient together';
comment on column identity.codes.used_for is
  'Only for presence: the request that used the code. A repeat of this request may use it again';
comment on column identity.codes.nonce is
  'Random. The code follows from it, the phone and a key: we can send the code again and never store it';
comment on column identity.codes.digits is '10 after too many wrong tries, which a guesser cannot meet by chance';
comment on column identity.codes.wrong_tries is 'Wrong tries since wrong_since, over all codes of this phone';
comment on column identity.codes.wrong_since is 'Begin of the day (24 hours) in which wrong tries are counted';

create table identity.challenges (
  challenge_hash text not null,
  purpose text not null,
  account_id uuid,
  sealed bytea,
  expires_at timestamptz not null,
  constraint challenges_pk primary key (challenge_hash)
);
create index challenges_expired on identity.challenges (expires_at);
comment on table identity.challenges is
  'Random texts that a browser must bring back once, within minutes. The row is deleted at the first use';
comment on column identity.challenges.challenge_hash is 'Keyed HMAC of the text';
comment on column identity.challenges.account_id is 'The account that got it; null when nobody is signed in yet';
comment on column identity.challenges.sealed is 'What the server itself must remember until then, encrypted';

create table identity.passkeys (
  cell int not null,
  account_id uuid not null,
  id uuid not null,
  credential_id text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  device_name text not null,
  created_at timestamptz not null,
  last_used_at timestamptz,
  constraint passkeys_pk primary key (cell, account_id, id),
  constraint passkeys_once unique (cell, account_id, credential_id),
  constraint passkeys_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
comment on table identity.passkeys is
  'Passkeys (WebAuthn) of an account. A passkey names its account in the user handle, so one shard is enough';
comment on column identity.passkeys.credential_id is 'As the authenticator made it, base64url';
comment on column identity.passkeys.public_key is 'COSE';
comment on column identity.passkeys.counter is
  'Uses that the authenticator counted; a lower count means a copy. Passkeys in a cloud always say 0';

create table identity.totps (
  cell int not null,
  account_id uuid not null,
  sealed bytea not null,
  activated_at timestamptz not null,
  last_step bigint not null,
  constraint totps_pk primary key (cell, account_id),
  constraint totps_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
comment on table identity.totps is 'The authenticator app of an account (TOTP, RFC 6238)';
comment on column identity.totps.sealed is 'The secret, encrypted';
comment on column identity.totps.activated_at is 'When the person showed the first right code';
comment on column identity.totps.last_step is 'The step of the newest code that was used: a code works once';

create table identity.recovery_codes (
  cell int not null,
  account_id uuid not null,
  code_hash text not null,
  created_at timestamptz not null,
  used_at timestamptz,
  constraint recovery_codes_pk primary key (cell, account_id, code_hash),
  constraint recovery_codes_account foreign key (cell, account_id) references identity.accounts (cell, id)
);
comment on table identity.recovery_codes is
  'Codes on paper that replace a lost second factor. Each works once';

create table identity.factor_roles (
  role text not null,
  since timestamptz not null,
  demanded_by uuid not null,
  constraint factor_roles_pk primary key (role)
);
comment on table identity.factor_roles is 'The roles whose holders must give a second factor when they sign in';
comment on column identity.factor_roles.since is
  'Sign-ins that began before go on until they end, at most twelve hours later';

create table identity.outside_accounts (
  subject_hash text not null,
  id uuid not null,
  cell int not null,
  account_id uuid not null,
  issuer text not null,
  bound_at timestamptz not null,
  constraint outside_accounts_pk primary key (subject_hash)
);
create index outside_accounts_of_account on identity.outside_accounts (cell, account_id);
comment on table identity.outside_accounts is
  'Accounts at the outside identity provider with which people sign in. The key is their hash and not the district';
comment on column identity.outside_accounts.subject_hash is 'Keyed HMAC of the issuer and the subject';
comment on column identity.outside_accounts.cell is 'District of the account; the id of the account holds it too';
