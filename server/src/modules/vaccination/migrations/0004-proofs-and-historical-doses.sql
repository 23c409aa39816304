-- Adds what proves that a walk-in was present, how often people cancel, doses that were had elsewhere, and the reasons
-- for a dose that somebody may have had already. Locks nothing: all tables are new.

create table vaccination.walk_in_proofs (
  cell int not null,
  booking_id uuid not null,
  kind text not null,
  document text,
  last4 text,
  proven_by uuid not null,
  proven_at timestamptz not null,
  constraint walk_in_proofs_pk primary key (cell, booking_id),
  constraint walk_in_proofs_kind_known check (kind in ('reference', 'document', 'registration')),
  constraint walk_in_proofs_document_named check ((kind = 'document') = (document is not null)),
  constraint walk_in_proofs_last4_form check (
    last4 is null or (last4 ~ '^[0-9A-Z]{1,4}$' and kind = 'document'))
);
comment on table vaccination.walk_in_proofs is
  'One row for each walk-in: how the staff knew that the person was there. Never a full number of a document';
comment on column vaccination.walk_in_proofs.cell is 'District of the facility; the same as that of the booking';

create table vaccination.cancellation_counts (
  cell int not null,
  subject_id uuid not null,
  cancelled int not null,
  window_ends_at timestamptz not null,
  constraint cancellation_counts_pk primary key (cell, subject_id)
);
create index cancellation_counts_ended on vaccination.cancellation_counts (window_ends_at);
comment on table vaccination.cancellation_counts is
  'How often bookings of a patient, and bookings by an account, were cancelled or moved in a window of time';
comment on column vaccination.cancellation_counts.subject_id is 'A patient or an account';
comment on column vaccination.cancellation_counts.window_ends_at is
  'The count is 0 again from then on; a job deletes the row';

create table vaccination.historical_doses (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  vaccine text not null,
  given_on date not null,
  place text not null,
  evidence text not null,
  facility_id uuid,
  proof_kind text,
  proof_document text,
  proof_last4 text,
  recorded_by uuid,
  recorded_at timestamptz not null,
  cancelled_by uuid,
  cancelled_at timestamptz,
  cancel_reason text,
  constraint historical_doses_pk primary key (cell, id),
  constraint historical_doses_evidence_known check (
    evidence in ('certificate', 'card', 'other-system', 'other-document')),
  constraint historical_doses_proven_at_facility check ((facility_id is null) = (proof_kind is null)),
  constraint historical_doses_cancelled_whole check (
    (cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null))
);
create index historical_doses_of_patient on vaccination.historical_doses (cell, patient_id);
create index historical_doses_of_facility on vaccination.historical_doses (facility_id, id);
comment on table vaccination.historical_doses is
  'Doses that people had elsewhere: in another country, on paper, in another system. Stock and sessions do not matter. '
  'A live row holds a claim, whose booking_id is the id of this row';
comment on column vaccination.historical_doses.cell is 'District of the patient';
comment on column vaccination.historical_doses.place is 'Where the dose was given, in words';
comment on column vaccination.historical_doses.facility_id is
  'The centre whose staff recorded it; null when an operator imported it';

create table vaccination.dose_confirmations (
  cell int not null,
  booking_id uuid not null,
  reason text not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  constraint dose_confirmations_pk primary key (cell, booking_id)
);
comment on table vaccination.dose_confirmations is
  'Why staff gave a dose although a record that is likely the same person shows this dose';
