-- The schema vaccination as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- What happened to people after a dose: health records, never updated. Each change is one more version
create table vaccination.adverse_events (
  -- District of the patient, as for the doses: readiness asks one shard
  cell int not null,
  id uuid not null,
  -- From 1 for each report. Only the highest one holds
  version int not null,
  -- `cancelled`: the report was a mistake, and does not count
  status text not null,
  -- The record for which the dose was booked. It stays the same when that record is merged into another one
  patient_id uuid not null,
  booking_id uuid not null,
  -- District of the centre, whose officer reads the reports
  facility_cell int not null,
  facility_id uuid not null,
  course text not null,
  vaccine text not null,
  dose int not null,
  -- When the dose of the booking was first recorded. Staff may have taken the record back and made it again
  given_at timestamptz not null,
  onset_at timestamptz not null,
  reactions text[] not null,
  description text,
  -- As in the guideline of India for adverse events (AEFI)
  severity text not null,
  serious_because text[] not null,
  treatment text,
  outcome text not null,
  -- Who told the staff of it
  told_by text not null,
  -- Why the report changed; null for the first version
  reason text,
  -- When the first version was recorded
  reported_at timestamptz not null,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  constraint adverse_events_pk primary key (cell, id, version),
  constraint adverse_events_after_dose check (onset_at > (given_at - '00:01:00'::interval)),
  constraint adverse_events_death_is_serious check ((outcome = 'died') = ('death' = any (serious_because))),
  constraint adverse_events_outcome_known check (outcome in ('recovered', 'recovering', 'not-recovered', 'died', 'unknown')),
  constraint adverse_events_reaction_told check (cardinality(reactions) >= 1),
  constraint adverse_events_reason_of_change check ((version = 1) = (reason is null)),
  constraint adverse_events_serious_has_reason check ((severity = 'serious') = (cardinality(serious_because) >= 1)),
  constraint adverse_events_severity_known check (severity in ('minor', 'severe', 'serious')),
  constraint adverse_events_status_known check (status in ('reported', 'cancelled')),
  constraint adverse_events_told_by_known check (told_by in ('patient', 'family', 'health-worker', 'other')),
  constraint adverse_events_version_from_one check (version >= 1)
);
create index adverse_events_by_id on vaccination.adverse_events (id, version);
create index adverse_events_of_district on vaccination.adverse_events (facility_cell, id, version);
create index adverse_events_of_facility on vaccination.adverse_events (facility_id, id, version);
create index adverse_events_of_patient on vaccination.adverse_events (cell, patient_id);

create table vaccination.bookings (
  -- District of the facility; the same as that of the session
  cell int not null,
  id uuid not null,
  session_id uuid not null,
  patient_id uuid not null,
  -- Account of the family; null when staff booked for a patient without an account
  account_id uuid,
  time_window text not null,
  token int not null,
  status text not null,
  booked_at timestamptz not null,
  -- When staff recorded that the patient came; null before
  arrived_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  -- The new booking that replaced this cancelled one
  rescheduled_to uuid,
  -- The first of the bookings that were moved to make this one
  first_id uuid,
  -- How often the booking was moved since the first one
  moves int not null default 0,
  -- Counts changes; events about a booking hold it as their version
  revision int not null default 1,
  constraint bookings_pk primary key (cell, id),
  constraint bookings_ended_or_not check ((status = 'BOOKED') = (ended_at is null)),
  constraint bookings_first_of_moved check ((moves = 0) = (first_id is null)),
  constraint bookings_status_known check (status in ('BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED'))
);
create unique index bookings_of_session on vaccination.bookings (cell, session_id, token);

-- How often bookings of a patient, and bookings by an account, were cancelled or moved in a window of time
create table vaccination.cancellation_counts (
  cell int not null,
  -- A patient or an account
  subject_id uuid not null,
  cancelled int not null,
  -- The count is 0 again from then on; a job deletes the row
  window_ends_at timestamptz not null,
  constraint cancellation_counts_pk primary key (cell, subject_id)
);
create index cancellation_counts_ended on vaccination.cancellation_counts (window_ends_at);

-- Reference table: public keys of health cards, also those of secrets that were replaced long ago
create table vaccination.card_keys (
  kid text not null,
  -- The key, sealed with the identifier key: a key that somebody else writes here is not believed
  sealed bytea not null,
  added_at timestamptz not null,
  constraint card_keys_pk primary key (kid)
);

-- Copy of the facilities that vaccinate; events of the module facilities update it
create table vaccination.centres (
  cell int not null,
  facility_id uuid not null,
  name text not null,
  address text not null,
  pin text not null,
  district text not null,
  state text not null,
  state_code text not null,
  version int not null,
  -- When we heard that the facility has closed or vaccinates no longer
  closed_at timestamptz,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint centres_pk primary key (cell, facility_id)
);
create index centres_changed on vaccination.centres (changed_xid);
create index centres_closed on vaccination.centres (closed_at) where closed_at is not null;

-- Certificates of doses. Each version of a dose has its own; a new one withdraws those before
create table vaccination.certificates (
  cell int not null,
  patient_id uuid not null,
  -- The booking of a dose given here, or the row of a dose had elsewhere
  source_id uuid not null,
  version int not null,
  -- From 1 for each version of a dose. Grows when the name or birth changes, or when the key is gone
  issue int not null,
  id uuid not null,
  -- Key that signs the health card: a row of card_keys
  kid text not null,
  -- Random name of the card in the revocation list of its key
  rid text not null,
  -- Keyed hash of the name and birth that the card states
  subject_hash text not null,
  issued_at timestamptz not null,
  withdrawn_at timestamptz,
  constraint certificates_pk primary key (cell, patient_id, source_id, version, issue),
  constraint certificates_issue_from_one check (issue >= 1)
);
create index certificates_withdrawn on vaccination.certificates (kid, rid) where withdrawn_at is not null;

-- At most one row for each patient, course and dose, booked or given; the key prevents a second booking of a dose
create table vaccination.claims (
  -- District of the patient; the session may be in another district
  cell int not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  vaccine text not null,
  -- What holds the claim: a live booking, or a dose had elsewhere (vaccination.historical_doses)
  booking_id uuid not null,
  -- Null while the dose is only booked
  given_on date,
  constraint claims_pk primary key (cell, patient_id, course, dose)
);

-- Reference table: series of doses. Doses of one course follow each other; different courses do not affect each other
create table vaccination.courses (
  code text not null,
  name text not null,
  disease text not null,
  constraint courses_pk primary key (code)
);

-- Why staff gave a dose although a record that is likely the same person shows this dose
create table vaccination.dose_confirmations (
  cell int not null,
  booking_id uuid not null,
  reason text not null,
  confirmed_by uuid not null,
  confirmed_at timestamptz not null,
  constraint dose_confirmations_pk primary key (cell, booking_id)
);

-- Given doses: health records, never updated. A dose that was recorded by mistake gets one more row, with the reason
create table vaccination.doses (
  cell int not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  -- From 1 for each dose of a person. Only the highest one holds
  version int not null,
  -- `cancelled`: the dose of the version before was not given after all
  status text not null,
  vaccine text not null,
  lot text not null,
  facility_id uuid not null,
  booking_id uuid not null,
  given_at timestamptz not null,
  given_by uuid not null,
  reason text,
  recorded_at timestamptz not null,
  recorded_by uuid not null,
  constraint doses_pk primary key (cell, patient_id, course, dose, version),
  constraint doses_reason_of_cancelled check ((status = 'cancelled') = (reason is not null)),
  constraint doses_status_known check (status in ('given', 'cancelled'))
);

-- Doses that people had elsewhere: in another country, on paper, in another system. Stock and sessions do not matter. A
-- live row holds a claim, whose booking_id is the id of this row
create table vaccination.historical_doses (
  -- District of the patient
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  vaccine text not null,
  given_on date not null,
  -- Where the dose was given, in words
  place text not null,
  evidence text not null,
  -- The centre whose staff recorded it; null when an operator imported it
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
  constraint historical_doses_cancelled_whole check ((cancelled_at is null) = (cancelled_by is null) and (cancelled_at is null) = (cancel_reason is null)),
  constraint historical_doses_evidence_known check (evidence in ('certificate', 'card', 'other-system', 'other-document')),
  constraint historical_doses_proof_known check (proof_kind in ('reference', 'document', 'registration', 'code')),
  constraint historical_doses_proven_at_facility check ((facility_id is null) = (proof_kind is null))
);
create index historical_doses_of_facility on vaccination.historical_doses (facility_id, id);
create index historical_doses_of_patient on vaccination.historical_doses (cell, patient_id);

-- Records of patients that were merged. Claims, bookings and doses keep the record that they were made for
create table vaccination.merged_patients (
  cell int not null,
  patient_id uuid not null,
  -- The record that this one is merged into; null when it is not
  kept_id uuid,
  -- Version of the last event about this record, so that an older event changes nothing; 0 before the first one
  version int not null,
  -- The record of the same person that books; often this one
  stays_id uuid not null,
  -- The other records of the same person
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);

-- The queue of a centre on a day: people of all its sessions wait in one room, so they share its numbers
create table vaccination.queues (
  cell int not null,
  facility_id uuid not null,
  held_on date not null,
  -- Highest queue token so far; no token is given twice
  tokens_issued int not null default 0,
  constraint queues_pk primary key (cell, facility_id, held_on)
);

-- Claims of cancelled and missed bookings, to find the past bookings of a patient
create table vaccination.released_claims (
  cell int not null,
  patient_id uuid not null,
  booking_id uuid not null,
  course text not null,
  dose int not null,
  released_at timestamptz not null,
  constraint released_claims_pk primary key (cell, patient_id, booking_id)
);

create table vaccination.sessions (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  held_on date not null,
  course text not null,
  vaccine text not null,
  dose int not null,
  interval_days_min int not null,
  age_min int not null,
  age_max int,
  -- HH:MM-HH:MM in Indian time
  windows text[] not null,
  fee_paise int not null,
  opens_at timestamptz,
  status text not null,
  capacity int not null,
  -- Number of live bookings: BOOKED and COMPLETED
  booked int not null,
  -- Number of doses given: COMPLETED bookings
  given int not null,
  -- Number of queue tokens given; queues has the numbers
  tokens_issued int not null,
  -- Counts changes; the copy with the higher number is the newer one
  revision int not null,
  -- Transaction of the last change; other processes read changes since the oldest transaction that still runs
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_given_of_booked check (given >= 0 and given <= booked),
  constraint sessions_seats_kept check (booked >= 0 and booked <= capacity),
  constraint sessions_status_known check (status in ('open', 'closed'))
);
create index sessions_changed on vaccination.sessions (changed_xid);
create index sessions_day on vaccination.sessions (held_on) where status = 'open';
create index sessions_days on vaccination.sessions using brin (held_on) with (pages_per_range='32');
create index sessions_of_facility on vaccination.sessions (cell, facility_id, held_on);

create table vaccination.stock_levels (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  -- Doses in the store: the sum over the lots
  on_hand int not null,
  -- Doses that sessions need: for free seats, and for bookings whose dose is not given yet
  promised int not null,
  -- Doses of lots in quarantine or recalled
  blocked int not null,
  -- Promised doses that the stock lacks; grows only when a lot is blocked, or an unusable lot is written off
  uncovered int not null,
  constraint stock_levels_pk primary key (cell, facility_id, vaccine),
  constraint stock_levels_blocked_of_on_hand check (blocked <= on_hand),
  constraint stock_levels_never_negative check (on_hand >= 0 and promised >= 0 and blocked >= 0 and uncovered >= 0),
  constraint stock_levels_promise_kept check ((promised + blocked) <= (on_hand + uncovered))
);

create table vaccination.stock_lots (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  lot text not null,
  expires_on date not null,
  on_hand int not null,
  state text not null,
  -- Why somebody last blocked or released the lot; null before
  state_reason text,
  state_by uuid,
  state_at timestamptz,
  constraint stock_lots_pk primary key (cell, facility_id, vaccine, lot),
  constraint stock_lots_block_told check (state = 'usable' or state_reason is not null),
  constraint stock_lots_never_negative check (on_hand >= 0),
  constraint stock_lots_state_known check (state in ('usable', 'quarantined', 'recalled'))
);

-- Append-only ledger: on_hand of a lot is the sum of its movements
create table vaccination.stock_movements (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  vaccine text not null,
  lot text not null,
  quantity int not null,
  reason text not null,
  actor_id uuid not null,
  moved_at timestamptz not null,
  constraint stock_movements_pk primary key (cell, id),
  constraint stock_movements_reason_known check (reason in ('received', 'given', 'returned', 'wasted', 'corrected')),
  constraint stock_movements_sign_of_reason check (quantity <> 0 and (reason = 'corrected' or (quantity > 0) = (reason in ('received', 'returned'))))
);
create index stock_movements_of_facility on vaccination.stock_movements (cell, facility_id, id);

-- What staff recorded by mistake and took back: who recorded it, who took it back, and why. Append-only
create table vaccination.undone_entries (
  cell int not null,
  id uuid not null,
  subject text not null,
  -- The booking; the session for a closure
  subject_id uuid not null,
  -- When the entry was made; null for a closure, whose event says it
  recorded_at timestamptz,
  recorded_by uuid,
  reason text not null,
  undone_at timestamptz not null,
  undone_by uuid not null,
  constraint undone_entries_pk primary key (cell, id),
  constraint undone_entries_subject_known check (subject in ('completion', 'absence', 'closure'))
);
create index undone_entries_of_subject on vaccination.undone_entries (cell, subject_id);

-- Reference table: the vaccines of the programme
create table vaccination.vaccines (
  code text not null,
  course text not null,
  name text not null,
  manufacturer text not null,
  cvx_code text,
  doses int not null,
  -- Fewest days from one dose to the next
  interval_days_min int not null,
  -- Recommended at most; a later dose is allowed
  interval_days_max int,
  age_years_min int not null,
  price_paise int not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint vaccines_pk primary key (code),
  constraint vaccines_course foreign key (course) references vaccination.courses(code),
  constraint vaccines_doses_few check (doses >= 1 and doses <= 6),
  constraint vaccines_interval_order check (interval_days_max is null or interval_days_max >= interval_days_min)
);

-- One row for each walk-in: how the staff knew that the person was there. Never a full number of a document
create table vaccination.walk_in_proofs (
  -- District of the facility; the same as that of the booking
  cell int not null,
  booking_id uuid not null,
  kind text not null,
  document text,
  last4 text,
  proven_by uuid not null,
  proven_at timestamptz not null,
  constraint walk_in_proofs_pk primary key (cell, booking_id),
  constraint walk_in_proofs_document_named check ((kind = 'document') = (document is not null)),
  constraint walk_in_proofs_kind_known check (kind in ('reference', 'document', 'registration', 'code')),
  constraint walk_in_proofs_last4_form check (last4 is null or last4 ~ '^[0-9A-Z]{1,4}$' and kind = 'document')
);
