-- Counts the emergencies of an account on a day, and notes the name of the doctor who opened a record.

alter table visits.emergencies add column doctor_name text;
comment on column visits.emergencies.doctor_name is
  'The name of the doctor at that time; null when the account belongs to no registered doctor';

create table visits.emergency_counts (
  cell int not null,
  account_id uuid not null,
  day date not null,
  declared int not null,
  constraint emergency_counts_pk primary key (cell, account_id),
  constraint emergency_counts_limit check (declared between 1 and 5)
);
comment on table visits.emergency_counts is
  'How many records an account has opened in emergencies on the last day on which it opened one';
comment on column visits.emergency_counts.cell is 'District of the account';
