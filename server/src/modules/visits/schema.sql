-- The schema visits as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- Who may read the record of a patient, on which basis, and until when
create table visits.care (
  cell int not null,
  patient_id uuid not null,
  id uuid not null,
  -- treatment: the doctor of a visit; nursing: the nurses of its hospital; emergency: one account, for a day
  basis text not null,
  facility_id uuid not null,
  doctor_id uuid,
  account_id uuid,
  visit_id uuid,
  from_at timestamptz not null,
  until_at timestamptz not null,
  constraint care_pk primary key (cell, patient_id, id),
  constraint care_account check ((basis = 'emergency') = (account_id is not null)),
  constraint care_basis_known check (basis in ('treatment', 'nursing', 'emergency')),
  constraint care_doctor check ((basis = 'treatment') = (doctor_id is not null)),
  constraint care_order check (from_at <= until_at),
  constraint care_visit check ((basis = 'emergency') = (visit_id is null))
);

-- The list of diagnoses that an administrator has imported
create table visits.codes (
  code text not null,
  name text not null,
  search text not null,
  constraint codes_pk primary key (code)
);
create index codes_by_words on visits.codes using gin (to_tsvector('simple'::regconfig, search));

-- What the doctor writes before signing; only the doctor reads it
create table visits.drafts (
  cell int not null,
  visit_id uuid not null,
  body jsonb not null,
  version int not null,
  saved_at timestamptz not null,
  saved_by uuid not null,
  constraint drafts_pk primary key (cell, visit_id),
  constraint drafts_visit foreign key (cell, visit_id) references visits.visits(cell, id),
  constraint drafts_version_positive check (version > 0)
);

-- Emergency reads, for the hospital: who opened whose record, and why
create table visits.emergencies (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  account_id uuid not null,
  patient_id uuid not null,
  reason text not null,
  opened_at timestamptz not null,
  until_at timestamptz not null,
  -- The name of the doctor at that time; null when the account belongs to no registered doctor
  doctor_name text,
  constraint emergencies_pk primary key (cell, id),
  constraint emergencies_reason_length check (char_length(reason) >= 10)
);
create index emergencies_by_facility on visits.emergencies (cell, facility_id, opened_at, id);

-- How many records an account has opened in emergencies on the last day on which it opened one
create table visits.emergency_counts (
  -- District of the account
  cell int not null,
  account_id uuid not null,
  day date not null,
  declared int not null,
  constraint emergency_counts_pk primary key (cell, account_id),
  constraint emergency_counts_limit check (declared >= 1 and declared <= 5)
);

-- Allergies and lasting problems of a patient; the latest version of each counts
create table visits.findings (
  -- District of the patient
  cell int not null,
  patient_id uuid not null,
  id uuid not null,
  version int not null,
  kind text not null,
  -- The substance or the problem; null says that no allergy is known
  name text,
  severity text,
  icd10 text,
  status text not null,
  reason text,
  facility_id uuid not null,
  noted_at timestamptz not null,
  noted_by uuid not null,
  constraint findings_pk primary key (cell, patient_id, id, version),
  constraint findings_first_active check (version > 1 or status = 'active'),
  constraint findings_icd10_of_problem check (kind = 'problem' or icd10 is null),
  constraint findings_kind_known check (kind in ('allergy', 'problem')),
  constraint findings_none check (name is not null or kind = 'allergy' and severity is null and icd10 is null),
  constraint findings_reason check ((version = 1) = (reason is null)),
  constraint findings_severity_known check (severity in ('mild', 'moderate', 'severe', 'unknown')),
  constraint findings_severity_of_allergy check ((kind = 'allergy' and name is not null) = (severity is not null)),
  constraint findings_status_known check (status in ('active', 'refuted', 'resolved')),
  constraint findings_version_positive check (version > 0)
);

-- A doctor wishes to see a patient again; reception or the doctor books it
create table visits.follow_ups (
  cell int not null,
  visit_id uuid not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  patient_id uuid not null,
  wished_on date not null,
  status text not null,
  appointment_id uuid,
  asked_at timestamptz not null,
  constraint follow_ups_pk primary key (cell, visit_id),
  constraint follow_ups_visit foreign key (cell, visit_id) references visits.visits(cell, id),
  constraint follow_ups_booked check ((status = 'BOOKED') = (appointment_id is not null)),
  constraint follow_ups_status_known check (status in ('WISHED', 'BOOKED', 'DROPPED'))
);
create index follow_ups_by_appointment on visits.follow_ups (appointment_id) where appointment_id is not null;
create index follow_ups_by_patient on visits.follow_ups (patient_id, doctor_id);
create index follow_ups_wished on visits.follow_ups (cell, facility_id, wished_on, visit_id) where status = 'WISHED';

-- Who treats the patient at this hospital, or at one of its chain, also reads visits elsewhere
create table visits.grants (
  -- District of the patient
  cell int not null,
  patient_id uuid not null,
  facility_id uuid not null,
  given_by uuid not null,
  given_at timestamptz not null,
  until_at timestamptz not null,
  -- What the family said when it gave the grant; those given before said nothing
  purpose text not null default 'treatment',
  constraint grants_pk primary key (cell, patient_id, facility_id),
  constraint grants_at_most_a_year check (until_at <= (given_at + '367 days'::interval)),
  constraint grants_order check (given_at < until_at),
  constraint grants_purpose_known check (purpose in ('treatment', 'second-opinion', 'follow-up', 'other'))
);

-- Copy of the hospitals of visits: their names, and which belong to one chain
create table visits.hospitals (
  cell int not null,
  id uuid not null,
  chain_id uuid,
  name text not null,
  version int not null,
  constraint hospitals_pk primary key (cell, id)
);

create table visits.merged_patients (
  cell int not null,
  patient_id uuid not null,
  -- The record that this one is merged into; null when it is not
  kept_id uuid,
  version int not null,
  -- The record of the same person that books; often this one
  stays_id uuid not null,
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);

-- Signed versions of notes. A version never changes: a correction is the next version
create table visits.notes (
  cell int not null,
  visit_id uuid not null,
  version int not null,
  doctor_id uuid not null,
  doctor_name text not null,
  council text not null,
  registration_no text not null,
  body jsonb not null,
  amends text,
  signed_at timestamptz not null,
  signed_by uuid not null,
  -- sha256 over the version before, who signed, when, and the text
  hash text not null,
  constraint notes_pk primary key (cell, visit_id, version),
  constraint notes_visit foreign key (cell, visit_id) references visits.visits(cell, id),
  constraint notes_amends check ((version = 1) = (amends is null)),
  constraint notes_hash_form check (hash ~ '^[0-9a-f]{64}$'),
  constraint notes_version_positive check (version > 0)
);

-- The own list of a patient, in the district of the patient
create table visits.patient_rows (
  cell int not null,
  patient_id uuid not null,
  visit_id uuid not null,
  opened_at timestamptz not null,
  constraint patient_rows_pk primary key (cell, patient_id, visit_id)
);
create index patient_rows_by_time on visits.patient_rows (cell, patient_id, opened_at, visit_id);

create table visits.visits (
  -- District of the hospital; the id holds it too
  cell int not null,
  -- Determined by the appointment, when there is one: two openings make one visit
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid not null,
  doctor_id uuid not null,
  appointment_id uuid,
  -- The newest event of the appointment that counts here
  appointment_version int,
  kind text not null,
  status text not null,
  -- The appointment is over: the visit closes when its note is signed
  is_seen boolean not null default false,
  consent_at timestamptz,
  -- Who agreed to a visit by video or telephone
  consent_by text,
  opened_on date not null,
  opened_at timestamptz not null,
  closed_at timestamptz,
  closed_by uuid,
  -- The newest signed version of the note; 0 for none
  note_version int not null default 0,
  constraint visits_pk primary key (cell, id),
  constraint visits_appointment_once unique (cell, appointment_id),
  constraint visits_appointment_version check ((appointment_id is null) = (appointment_version is null)),
  constraint visits_closed check ((status = 'CLOSED') = (closed_at is not null)),
  constraint visits_consent check (kind <> 'tele' or consent_at is not null or (status in ('OPEN', 'VOID'))),
  constraint visits_consent_by check ((consent_at is null) = (consent_by is null) and (consent_by in ('patient', 'guardian'))),
  constraint visits_kind_known check (kind in ('opd', 'walk-in', 'tele')),
  constraint visits_note_version check (note_version >= 0),
  constraint visits_status_known check (status in ('OPEN', 'IN_PROGRESS', 'CLOSED', 'VOID')),
  constraint visits_walk_in check ((kind = 'walk-in') = (appointment_id is null))
);
create index visits_by_day on visits.visits (cell, facility_id, opened_on, opened_at, id);
create index visits_open on visits.visits (opened_on) where status = 'OPEN';
create unique index visits_walk_in_open on visits.visits (cell, facility_id, doctor_id, patient_id) where appointment_id is null and (status in ('OPEN', 'IN_PROGRESS'));

create table visits.vitals (
  cell int not null,
  id uuid not null,
  visit_id uuid not null,
  temperature_celsius double precision,
  pulse_per_minute double precision,
  respirations_per_minute double precision,
  systolic_mmhg double precision,
  diastolic_mmhg double precision,
  spo2_percent double precision,
  weight_kg double precision,
  height_cm double precision,
  glucose_mg_per_dl double precision,
  pain_of_ten double precision,
  -- Somebody measured an unlikely value once more
  is_confirmed boolean not null,
  -- The row that this one replaces; without values, the row was a mistake
  corrects uuid,
  taken_at timestamptz not null,
  taken_by uuid not null,
  constraint vitals_pk primary key (cell, id),
  constraint vitals_corrected_once unique (cell, corrects),
  constraint vitals_visit foreign key (cell, visit_id) references visits.visits(cell, id),
  constraint vitals_diastolic_range check (diastolic_mmhg >= 10::double precision and diastolic_mmhg <= 250::double precision),
  constraint vitals_glucose_range check (glucose_mg_per_dl >= 5::double precision and glucose_mg_per_dl <= 2000::double precision),
  constraint vitals_height_range check (height_cm >= 20::double precision and height_cm <= 280::double precision),
  constraint vitals_pain_range check (pain_of_ten >= 0::double precision and pain_of_ten <= 10::double precision),
  constraint vitals_pressure_order check (diastolic_mmhg < systolic_mmhg),
  constraint vitals_pulse_range check (pulse_per_minute >= 0::double precision and pulse_per_minute <= 400::double precision),
  constraint vitals_respirations_range check (respirations_per_minute >= 0::double precision and respirations_per_minute <= 150::double precision),
  constraint vitals_some check (num_nonnulls(temperature_celsius, pulse_per_minute, respirations_per_minute, systolic_mmhg, diastolic_mmhg, spo2_percent, weight_kg, height_cm, glucose_mg_per_dl, pain_of_ten) > 0 or corrects is not null),
  constraint vitals_spo2_range check (spo2_percent >= 20::double precision and spo2_percent <= 100::double precision),
  constraint vitals_systolic_range check (systolic_mmhg >= 20::double precision and systolic_mmhg <= 350::double precision),
  constraint vitals_temperature_range check (temperature_celsius >= 20::double precision and temperature_celsius <= 46::double precision),
  constraint vitals_weight_range check (weight_kg >= 0.2::double precision and weight_kg <= 500::double precision)
);
create index vitals_by_visit on visits.vitals (cell, visit_id, taken_at);

-- One row for each visit without an appointment: how the staff knew that the person was there
create table visits.walk_in_proofs (
  cell int not null,
  visit_id uuid not null,
  kind text not null,
  document text,
  last4 text,
  proven_by uuid not null,
  proven_at timestamptz not null,
  constraint walk_in_proofs_pk primary key (cell, visit_id),
  constraint walk_in_proofs_visit foreign key (cell, visit_id) references visits.visits(cell, id),
  constraint walk_in_proofs_document_named check ((kind = 'document') = (document is not null)),
  constraint walk_in_proofs_kind_known check (kind in ('reference', 'document', 'registration', 'code')),
  constraint walk_in_proofs_last4_form check (last4 is null or last4 ~ '^[0-9A-Z]{1,4}$' and kind = 'document')
);
