-- Creates the table in which every module counts its limits: how much of a limit was given out in the running window.
create table allowances (
  bucket text not null,
  taken int not null,
  granted int not null,
  window_ends_at timestamptz not null,
  constraint allowances_pk primary key (bucket)
);
create index allowances_expired on allowances (window_ends_at);
comment on table allowances is 'How much of a limit all processes together have taken in its running window';
comment on column allowances.bucket is 'Name of the limit, and whom it limits; a keyed hash stands for a person';
comment on column allowances.taken is 'How much processes have taken, used or not; at most the limit';
comment on column allowances.granted is 'How much the last process that asked received';
