-- Adds the reports of adverse events after doses. Locks nothing: the table is new.

create table vaccination.adverse_events (
  cell int not null,
  id uuid not null,
  version int not null,
  status text not null,
  patient_id uuid not null,
  booking_id uuid not null,
  facility_cell int not null,
  facility_id uuid not null,
  course text not null,
  vaccine text not null,
  dose int not null,
  given_at timestamptz not null,
  onset_at timestamptz not null,
  reactions text[] not null,
  description text,
  severity text not null,
  serious_because text[] not null,
  treatment text,
  outcome text not null,
  told_by text not null,
  reason text,
  reported_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  constraint adverse_events_pk primary key (cell, id, version),
  constraint adverse_events_version_from_one check (version >= 1),
  constraint adverse_events_reason_of_change check ((version = 1) = (reason is null)),
  constraint adverse_events_status_known check (status in ('reported', 'cancelled')),
  constraint adverse_events_reaction_told check (cardinality(reactions) >= 1),
  constraint adverse_events_severity_known check (severity in ('minor', 'severe', 'serious')),
  constraint adverse_events_serious_has_reason check ((severity = 'serious') = (cardinality(serious_because) >= 1)),
  constraint adverse_events_outcome_known check (
    outcome in ('recovered', 'recovering', 'not-recovered', 'died', 'unknown')),
  constraint adverse_events_death_is_serious check ((outcome = 'died') = ('death' = any (serious_because))),
  constraint adverse_events_told_by_known check (told_by in ('patient', 'family', 'health-worker', 'other')),
  -- People write the onset to the minute. The dose has its seconds.
  constraint adverse_events_after_dose check (onset_at > given_at - interval '1 minute')
);
create index adverse_events_of_patient on vaccination.adverse_events (cell, patient_id);
create index adverse_events_of_district on vaccination.adverse_events (facility_cell, id, version);
create index adverse_events_of_facility on vaccination.adverse_events (facility_id, id, version);
create index adverse_events_by_id on vaccination.adverse_events (id, version);
comment on table vaccination.adverse_events is
  'What happened to people after a dose: health records, never updated. Each change is one more version';
comment on column vaccination.adverse_events.cell is
  'District of the patient, as for the doses: readiness asks one shard';
comment on column vaccination.adverse_events.version is 'From 1 for each report. Only the highest one holds';
comment on column vaccination.adverse_events.status is '`cancelled`: the report was a mistake, and does not count';
comment on column vaccination.adverse_events.patient_id is
  'The record for which the dose was booked. It stays the same when that record is merged into another one';
comment on column vaccination.adverse_events.facility_cell is 'District of the centre, whose officer reads the reports';
comment on column vaccination.adverse_events.given_at is
  'When the dose of the booking was first recorded. Staff may have taken the record back and made it again';
comment on column vaccination.adverse_events.severity is 'As in the guideline of India for adverse events (AEFI)';
comment on column vaccination.adverse_events.told_by is 'Who told the staff of it';
comment on column vaccination.adverse_events.reported_at is 'When the first version was recorded';
comment on column vaccination.adverse_events.reason is 'Why the report changed; null for the first version';
