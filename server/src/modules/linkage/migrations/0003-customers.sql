-- Adds what the page of the customers needs: a client secret that stays valid for a while beside the new one, and the
-- counts of each day. Both changes touch few rows: customers are few, and the new columns have no default to write.

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
