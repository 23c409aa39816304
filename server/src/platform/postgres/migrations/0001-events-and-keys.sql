-- Creates the tables that every module has in its own schema: events to deliver, and answers for repeated requests.
-- The runner creates the schema and applies this file in it, before the module's own migrations.
create table outbox (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  created_at timestamptz not null default now(),
  constraint outbox_pk primary key (cell, id)
);

create table idempotency_keys (
  cell int not null,
  account_id uuid not null,
  key text not null,
  fingerprint text not null,
  status int not null,
  answer json not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (cell, account_id, key)
);
create index idempotency_keys_created on idempotency_keys (created_at);
