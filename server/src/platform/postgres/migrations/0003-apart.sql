-- Creates the tables for events that cross databases: what waits for the broker, and what has come from it.
create table outgoing_events (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  created_at timestamptz not null,
  taken_until timestamptz,
  constraint outgoing_events_pk primary key (cell, id)
);
comment on table outgoing_events is
  'Events of this module that modules in other databases hear, until the broker has confirmed them';
comment on column outgoing_events.created_at is 'When the event was written';
comment on column outgoing_events.taken_until is
  'Until then one process hands the event to the broker; after it, another process may try';

create table received_events (
  cell int not null,
  event_id uuid not null,
  received_at timestamptz not null default now(),
  constraint received_events_pk primary key (cell, event_id)
);
create index received_events_received on received_events (received_at);
comment on table received_events is
  'Events that the broker has brought to this module, so that a repeat makes no second job';
