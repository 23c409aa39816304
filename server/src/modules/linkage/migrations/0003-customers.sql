-- Adds what customers and operators need: a client secret that stays valid for a while beside the new one, the counts
-- of each day, reports of stuck workflows on their way, and what is in the archive. It writes no row that exists, and
-- locks only customers.

alter table linkage.customers
  add column secret_hash_previous text,
  add column secret_changed_at timestamptz;
comment on column linkage.customers.secret_hash_previous is
  'Keyed hash of the former client secret, which stays valid for a while (setting) after secret_changed_at';

create table linkage.usage_days (
  cell int not null,
  customer_id uuid not null,
  day date not null,
  requests int not null default 0,
  refused int not null default 0,
  busiest_second int not null default 0,
  linked int not null default 0,
  not_found int not null default 0,
  choices int not null default 0,
  failed int not null default 0,
  delinked int not null default 0,
  callbacks int not null default 0,
  counted_until timestamptz,
  constraint usage_days_pk primary key (cell, customer_id, day)
);
create index usage_days_of_day on linkage.usage_days (day);
comment on table linkage.usage_days is
  'What each customer did on each day in India. The processes add requests; linkage.count_usage counts the callbacks';
comment on column linkage.usage_days.refused is 'Requests above the limit of requests per second (429)';
comment on column linkage.usage_days.busiest_second is 'The most requests that one process admitted in one second';
comment on column linkage.usage_days.counted_until is 'Callbacks made before this instant are counted';

create table linkage.reports (
  cell int not null default 0,
  period text not null,
  slot_at timestamptz not null,
  stuck int not null,
  constraint reports_pk primary key (cell, period, slot_at),
  constraint reports_period_known check (period in ('hourly', 'daily'))
);
comment on table linkage.reports is
  'One row for each hour and each day: the process that inserts it makes the report, and no other does';

create table linkage.report_sendings (
  cell int not null default 0,
  id uuid not null,
  period text not null,
  slot_at timestamptz not null,
  channel text not null,
  text text not null,
  body text not null,
  status text not null default 'pending',
  tries int not null default 0,
  lease int not null default 0,
  next_at timestamptz not null default now(),
  fault text,
  constraint report_sendings_pk primary key (cell, id),
  constraint report_sendings_once unique (cell, period, slot_at, channel),
  constraint report_sendings_channel_known check (channel in ('sms', 'mail', 'webhook')),
  constraint report_sendings_status_known check (status in ('pending', 'sent', 'failed', 'overtaken'))
);
create index report_sendings_due on linkage.report_sendings (next_at) where status = 'pending';
comment on table linkage.report_sendings is
  'A report on its way to one channel. It holds counts, and nothing of a patient. A newer report overtakes it';

create table linkage.archives (
  cell int not null,
  workflow_id uuid not null,
  erase_at timestamptz not null,
  archived_at timestamptz not null default now(),
  constraint archives_pk primary key (cell, workflow_id)
);
create index archives_archived on linkage.archives (archived_at);
comment on table linkage.archives is
  'Requests whose data is durable in the archive, which holds it under a key of its own. Only these may be erased';
comment on column linkage.archives.erase_at is
  'The same as in requests. It differs after a restart: then the data must be archived again';

create table linkage.archive_openings (
  cell int not null,
  id uuid not null,
  workflow_id uuid not null,
  opened_by text not null,
  reason text not null,
  at timestamptz not null default now(),
  constraint archive_openings_pk primary key (cell, id)
);
comment on table linkage.archive_openings is
  'Who opened an archived record, and why, in their words. The audit trail has the opening and the hash of its words';
