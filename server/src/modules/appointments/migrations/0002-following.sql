-- Lets the search follow practices and slots: which transaction has changed a row last.

alter table appointments.practices add column changed_xid xid8 not null default pg_current_xact_id();
create index practices_changed on appointments.practices (changed_xid);
comment on column appointments.practices.changed_xid is
  'The transaction that changed the row last: the search in memory follows it';

alter table appointments.slots add column changed_xid xid8 not null default pg_current_xact_id();
create index slots_changed on appointments.slots (changed_xid);
comment on column appointments.slots.changed_xid is
  'The transaction that changed the row, or a hold of the slot, last: the search in memory follows it';
