-- Creates what every module counts its limits in: how much of a limit was given out in its running window.
create table allowances (
  bucket text not null,
  taken int not null,
  granted int not null,
  window_ends_at timestamptz not null,
  constraint allowances_pk primary key (bucket)
);
create index allowances_expired on allowances (window_ends_at);
comment on table allowances is 'How much of a limit all processes together took in its running window';
comment on column allowances.bucket is 'Name of the limit and of whom it limits; of people a keyed hash';
comment on column allowances.taken is 'What processes took, used or not yet; at most the limit';
comment on column allowances.granted is 'What the last one got that asked';
