-- Lets a family give the hospitals of another chain access to a record, until a day.

create table visits.grants (
  cell int not null,
  patient_id uuid not null,
  facility_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  until_at timestamptz not null,
  constraint grants_pk primary key (cell, patient_id, facility_id),
  constraint grants_order check (given_at < until_at),
  constraint grants_at_most_a_year check (until_at <= given_at + interval '367 days')
);
comment on table visits.grants is
  'Who treats the patient at this hospital, or at one of its chain, also reads visits elsewhere';
comment on column visits.grants.cell is 'District of the patient';
