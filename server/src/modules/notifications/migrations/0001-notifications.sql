-- Creates the tables of notifications: what each person wants, notices with their tries, and the messages in Sehat.

create table notifications.people (
  cell int not null,
  account_id uuid not null,
  language text not null,
  channels text[] not null,
  quiet_from smallint,
  quiet_until smallint,
  stopped text[] not null,
  updated_at timestamptz not null,
  constraint people_pk primary key (cell, account_id),
  constraint people_language_known check (language in ('en', 'hi')),
  constraint people_channels_known check (cardinality(channels) > 0 and channels <@ array['sms', 'mail', 'in-app']),
  constraint people_quiet_whole check ((quiet_from is null) = (quiet_until is null)),
  constraint people_quiet_of_day check (quiet_from between 0 and 1439 and quiet_until between 0 and 1439)
);
comment on table notifications.people is
  'What a person chose; who chose nothing has no row. Phones are not kept here: Sehat asks for them when it sends';
comment on column notifications.people.channels is 'In the order in which Sehat tries them';
comment on column notifications.people.quiet_from is 'Minutes of the day in Indian time; null: no quiet hours';
comment on column notifications.people.stopped is 'Templates that the person does not want';

create table notifications.notices (
  cell int not null,
  id uuid not null,
  event_id uuid not null,
  template text not null,
  recipient_kind text not null,
  recipient uuid not null,
  params json not null,
  subject_kind text,
  subject_id text,
  subject_version bigint,
  facility_id uuid,
  due_at timestamptz not null,
  expires_at timestamptz not null,
  status text not null,
  reason text,
  channel text,
  channel_tries int not null default 0,
  attempts int not null default 0,
  lease int not null default 0,
  leased_until timestamptz,
  created_at timestamptz not null,
  ended_at timestamptz,
  constraint notices_pk primary key (cell, id),
  constraint notices_once unique (cell, event_id, template, recipient),
  constraint notices_recipient_kind_known check (recipient_kind in ('account', 'patient')),
  constraint notices_subject_whole check ((subject_kind is null) = (subject_id is null)),
  constraint notices_status_known check (status in
    ('WAITING', 'SENDING', 'SENT', 'DELIVERED', 'FAILED', 'SUPERSEDED', 'EXPIRED', 'STOPPED')),
  constraint notices_leased_while_sending check ((status = 'SENDING') = (leased_until is not null)),
  constraint notices_ended_or_not check ((status in ('WAITING', 'SENDING')) = (ended_at is null))
) with (fillfactor = 80);
create index notices_due on notifications.notices (due_at) where status = 'WAITING';
create index notices_leased on notifications.notices (leased_until) where status = 'SENDING';
create index notices_of_recipient on notifications.notices (cell, recipient);
create index notices_of_subject on notifications.notices (subject_kind, subject_id) where subject_id is not null;
create index notices_of_facility on notifications.notices (facility_id, id) where facility_id is not null;
create index notices_old on notifications.notices (ended_at) where ended_at is not null;
comment on table notifications.notices is
  'One row for each event, template and recipient, however often the event comes';
comment on column notifications.notices.cell is 'District of the recipient';
comment on column notifications.notices.params is
  'The values for the template: days, times, names of places; no health detail';
comment on column notifications.notices.subject_version is
  'The notice leaves only if its subject is live and not newer; null: it leaves whatever became of the subject';
comment on column notifications.notices.channel is 'The channel of the last try';
comment on column notifications.notices.channel_tries is 'How often this channel was tried';
comment on column notifications.notices.lease is 'Fencing number: a worker may write only while it has this number';
comment on column notifications.notices.leased_until is 'By the clock of the database; then another worker takes it';

create table notifications.subjects (
  cell int not null,
  kind text not null,
  id text collate "C" not null,
  version bigint not null,
  is_live boolean not null,
  constraint subjects_pk primary key (cell, kind, id)
);
comment on column notifications.subjects.id is
  'Collation C, so that the next doses of one patient follow one another: their ids begin with that of the patient';
comment on table notifications.subjects is
  'The copy against which a reminder is checked in the moment it leaves: bookings, and doses that may be due';

create table notifications.deliveries (
  cell int not null,
  notice_id uuid not null,
  attempt int not null,
  channel text not null,
  provider_id text,
  status text not null,
  code text,
  at timestamptz not null,
  to_last4 text,
  constraint deliveries_pk primary key (cell, notice_id, attempt),
  constraint deliveries_status_known check (status in ('sent', 'refused', 'delivered', 'undelivered'))
);
create index deliveries_of_provider on notifications.deliveries (channel, provider_id) where provider_id is not null;
comment on table notifications.deliveries is 'One row for each try. It holds no text';
comment on column notifications.deliveries.provider_id is 'The name that the provider gave; its receipts use it';
comment on column notifications.deliveries.code is 'Why a channel refused; it holds no personal data';

create table notifications.inbox (
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
comment on table notifications.inbox is 'The messages of an account, as pages show them';
comment on column notifications.inbox.cell is 'District of the account; the notice may have another one';

create table notifications.sms_templates (
  template text not null,
  language text not null,
  entity_id text not null,
  header text not null,
  dlt_id text not null,
  text_hash text not null,
  constraint sms_templates_pk primary key (template, language)
);
comment on table notifications.sms_templates is
  'Reference table: how the mobile operators know our texts (DLT). They drop a text that differs by one character';
comment on column notifications.sms_templates.text_hash is 'SHA-256 of the registered text, hex';
