-- The schema notifications as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- One row for each try. It holds no text
create table notifications.deliveries (
  cell int not null,
  notice_id uuid not null,
  attempt int not null,
  channel text not null,
  -- The name that the provider gave; its receipts use it
  provider_id text,
  status text not null,
  -- Why a channel refused; it holds no personal data
  code text,
  at timestamptz not null,
  to_last4 text,
  constraint deliveries_pk primary key (cell, notice_id, attempt),
  constraint deliveries_status_known check (status in ('sent', 'refused', 'delivered', 'undelivered'))
);
create index deliveries_of_provider on notifications.deliveries (channel, provider_id) where provider_id is not null;

-- The messages of an account, as pages show them
create table notifications.inbox (
  -- District of the account; the notice may have another one
  cell int not null,
  account_id uuid not null,
  notice_id uuid not null,
  template text not null,
  params json not null,
  subject_kind text,
  subject_id text,
  sent_at timestamptz not null,
  read_at timestamptz,
  constraint inbox_pk primary key (cell, account_id, notice_id)
);
create index inbox_newest on notifications.inbox (cell, account_id, sent_at, notice_id);
create index inbox_old on notifications.inbox (sent_at);

-- One row for each event, template and recipient, however often the event comes
create table notifications.notices (
  -- District of the recipient
  cell int not null,
  id uuid not null,
  event_id uuid not null,
  template text not null,
  recipient_kind text not null,
  recipient uuid not null,
  -- The values for the template: days, times, names of places; no health detail
  params json not null,
  subject_kind text,
  subject_id text,
  -- The notice leaves only if its subject is live and not newer; null: it leaves whatever became of the subject
  subject_version bigint,
  facility_id uuid,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null,
  reason text,
  -- The channel of the last try
  channel text,
  -- How often this channel was tried
  channel_tries int not null default 0,
  attempts int not null default 0,
  -- Fencing number: a worker may write only while it has this number
  lease int not null default 0,
  -- By the clock of the database; then another worker takes it
  leased_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint notices_pk primary key (cell, id),
  constraint notices_once unique (cell, event_id, template, recipient),
  constraint notices_ended_or_not check ((status in ('WAITING', 'SENDING')) = (ended_at is null)),
  constraint notices_leased_while_sending check ((status = 'SENDING') = (leased_until is not null)),
  constraint notices_recipient_kind_known check (recipient_kind in ('account', 'patient')),
  constraint notices_status_known check (status in ('WAITING', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'SUPERSEDED', 'EXPIRED', 'STOPPED')),
  constraint notices_subject_whole check ((subject_kind is null) = (subject_id is null))
) with (fillfactor = 80);
create index notices_due on notifications.notices (due_at) where status = 'WAITING';
create index notices_leased on notifications.notices (leased_until) where status = 'SENDING';
create index notices_of_facility on notifications.notices (facility_id, id) where facility_id is not null;
create index notices_of_recipient on notifications.notices (cell, recipient);
create index notices_of_subject on notifications.notices (subject_kind, subject_id) where subject_id is not null;
create index notices_old on notifications.notices (ended_at) where ended_at is not null;

-- What a person chose; who chose nothing has no row. Phones are not kept here: Sehat asks for them when it sends
create table notifications.people (
  cell int not null,
  account_id uuid not null,
  language text not null,
  -- In the order in which Sehat tries them
  channels text[] not null,
  -- Minutes of the day in Indian time; null: no quiet hours
  quiet_from smallint,
  quiet_until smallint,
  -- Templates that the person does not want
  stopped text[] not null,
  updated_at timestamptz not null,
  constraint people_pk primary key (cell, account_id),
  constraint people_channels_known check (cardinality(channels) > 0 and channels <@ array['sms', 'mail', 'in-app']),
  constraint people_language_known check (language in ('en', 'hi')),
  constraint people_quiet_of_day check (quiet_from >= 0 and quiet_from <= 1439 and quiet_until >= 0 and quiet_until <= 1439),
  constraint people_quiet_whole check ((quiet_from is null) = (quiet_until is null))
);

-- Reference table: how the mobile operators know our texts (DLT). They drop a text that differs by one character
create table notifications.sms_templates (
  template text not null,
  language text not null,
  entity_id text not null,
  header text not null,
  dlt_id text not null,
  -- SHA-256 of the registered text, hex
  text_hash text not null,
  constraint sms_templates_pk primary key (template, language)
);

-- The copy against which a reminder is checked in the moment it leaves: bookings, and doses that may be due
create table notifications.subjects (
  cell int not null,
  kind text not null,
  -- Collation C, so that the next doses of one patient follow one another: their ids begin with that of the patient
  id text not null,
  version bigint not null,
  is_live boolean not null,
  constraint subjects_pk primary key (cell, kind, id)
);
