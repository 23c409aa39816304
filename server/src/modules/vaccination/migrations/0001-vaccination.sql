-- Creates the tables of vaccination: courses, vaccines, centres, sessions, bookings, claims and doses.

create table vaccination.courses (
  code text not null,
  name text not null,
  disease text not null,
  constraint courses_pk primary key (code)
);
comment on table vaccination.courses is
  'Reference table: series of doses. Doses of one course follow each other; different courses do not affect each other';

create table vaccination.vaccines (
  code text not null,
  course text not null,
  name text not null,
  manufacturer text not null,
  cvx_code text,
  doses int not null,
  interval_days_min int not null,
  interval_days_max int,
  age_years_min int not null,
  price_paise int not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint vaccines_pk primary key (code),
  constraint vaccines_course foreign key (course) references vaccination.courses (code),
  constraint vaccines_doses_few check (doses between 1 and 6),
  constraint vaccines_interval_order check (interval_days_max is null or interval_days_max >= interval_days_min)
);
comment on table vaccination.vaccines is 'Reference table: the vaccines of the programme';
comment on column vaccination.vaccines.interval_days_min is 'Fewest days from one dose to the next';
comment on column vaccination.vaccines.interval_days_max is 'Recommended at most; a later dose is allowed';

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
  closed_at timestamptz,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint centres_pk primary key (cell, facility_id)
);
create index centres_changed on vaccination.centres (changed_xid);
create index centres_closed on vaccination.centres (closed_at) where closed_at is not null;
comment on table vaccination.centres is
  'Copy of the facilities that vaccinate; events of the module facilities update it';
comment on column vaccination.centres.closed_at is 'When we heard that the facility has closed or vaccinates no longer';

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
  windows text[] not null,
  fee_paise int not null,
  opens_at timestamptz,
  status text not null,
  capacity int not null,
  booked int not null,
  given int not null,
  tokens_issued int not null,
  revision int not null,
  changed_xid xid8 not null default pg_current_xact_id(),
  created_at timestamptz not null,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_seats_kept check (booked >= 0 and booked <= capacity),
  constraint sessions_given_of_booked check (given >= 0 and given <= booked),
  constraint sessions_status_known check (status in ('open', 'closed'))
);
create index sessions_of_facility on vaccination.sessions (cell, facility_id, held_on);
create index sessions_changed on vaccination.sessions (changed_xid);
create index sessions_day on vaccination.sessions (held_on) where status = 'open';
-- Figures sum up sessions by day. Sessions are written roughly in the order of their days, so a BRIN index needs only
-- a few words for each block of pages. Unlike a B-tree, it costs the updates of the booking engine almost nothing and
-- lets them stay on their page (HOT).
create index sessions_days on vaccination.sessions using brin (held_on) with (pages_per_range = 32);
comment on column vaccination.sessions.booked is 'Number of live bookings: BOOKED and COMPLETED';
comment on column vaccination.sessions.given is 'Number of doses given: COMPLETED bookings';
comment on column vaccination.sessions.tokens_issued is 'Number of queue tokens given; queues has the numbers';
comment on column vaccination.sessions.windows is 'HH:MM-HH:MM in Indian time';
comment on column vaccination.sessions.revision is 'Counts changes; the copy with the higher number is the newer one';
comment on column vaccination.sessions.changed_xid is
  'Transaction of the last change; other processes read changes since the oldest transaction that still runs';

create table vaccination.queues (
  cell int not null,
  facility_id uuid not null,
  held_on date not null,
  tokens_issued int not null default 0,
  constraint queues_pk primary key (cell, facility_id, held_on)
);
comment on table vaccination.queues is
  'The queue of a centre on a day: people of all its sessions wait in one room, so they share its numbers';
comment on column vaccination.queues.tokens_issued is 'Highest queue token so far; no token is given twice';

-- We leave out a foreign key to sessions, for speed. The database would check for each booking that the session exists,
-- but the engine knows that, because it holds the lock of the session. Sessions are never deleted.
create table vaccination.bookings (
  cell int not null,
  id uuid not null,
  session_id uuid not null,
  patient_id uuid not null,
  account_id uuid,
  time_window text not null,
  token int not null,
  status text not null,
  booked_at timestamptz not null,
  arrived_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  rescheduled_to uuid,
  first_id uuid,
  moves int not null default 0,
  revision int not null default 1,
  constraint bookings_pk primary key (cell, id),
  constraint bookings_status_known check (status in ('BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED')),
  constraint bookings_ended_or_not check ((status = 'BOOKED') = (ended_at is null)),
  constraint bookings_first_of_moved check ((moves = 0) = (first_id is null))
);
create unique index bookings_of_session on vaccination.bookings (cell, session_id, token);
comment on column vaccination.bookings.cell is 'District of the facility; the same as that of the session';
comment on column vaccination.bookings.account_id is
  'Account of the family; null when staff booked for a patient without an account';
comment on column vaccination.bookings.arrived_at is 'When staff recorded that the patient came; null before';
comment on column vaccination.bookings.rescheduled_to is 'The new booking that replaced this cancelled one';
comment on column vaccination.bookings.first_id is 'The first of the bookings that were moved to make this one';
comment on column vaccination.bookings.moves is 'How often the booking was moved since the first one';
comment on column vaccination.bookings.revision is 'Counts changes; events about a booking hold it as their version';

create table vaccination.claims (
  cell int not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  vaccine text not null,
  booking_id uuid not null,
  given_on date,
  constraint claims_pk primary key (cell, patient_id, course, dose)
);
comment on table vaccination.claims is
  'At most one row for each patient, course and dose, booked or given; the key prevents a second booking of a dose';
comment on column vaccination.claims.cell is 'District of the patient; the session may be in another district';
comment on column vaccination.claims.booking_id is
  'What holds the claim: a live booking, or a dose had elsewhere (vaccination.historical_doses)';
comment on column vaccination.claims.given_on is 'Null while the dose is only booked';

create table vaccination.released_claims (
  cell int not null,
  patient_id uuid not null,
  booking_id uuid not null,
  course text not null,
  dose int not null,
  released_at timestamptz not null,
  constraint released_claims_pk primary key (cell, patient_id, booking_id)
);
comment on table vaccination.released_claims is
  'Claims of cancelled and missed bookings, to find the past bookings of a patient';

create table vaccination.doses (
  cell int not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  version int not null,
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
  constraint doses_status_known check (status in ('given', 'cancelled')),
  constraint doses_reason_of_cancelled check ((status = 'cancelled') = (reason is not null))
);
comment on table vaccination.doses is
  'Given doses: health records, never updated. A dose that was recorded by mistake gets one more row, with the reason';
comment on column vaccination.doses.version is 'From 1 for each dose of a person. Only the highest one holds';
comment on column vaccination.doses.status is '`cancelled`: the dose of the version before was not given after all';

create table vaccination.undone_entries (
  cell int not null,
  id uuid not null,
  subject text not null,
  subject_id uuid not null,
  recorded_at timestamptz,
  recorded_by uuid,
  reason text not null,
  undone_at timestamptz not null,
  undone_by uuid not null,
  constraint undone_entries_pk primary key (cell, id),
  constraint undone_entries_subject_known check (subject in ('completion', 'absence', 'closure'))
);
create index undone_entries_of_subject on vaccination.undone_entries (cell, subject_id);
comment on table vaccination.undone_entries is
  'What staff recorded by mistake and took back: who recorded it, who took it back, and why. Append-only';
comment on column vaccination.undone_entries.subject_id is 'The booking; the session for a closure';
comment on column vaccination.undone_entries.recorded_at is
  'When the entry was made; null for a closure, whose event says it';

create table vaccination.merged_patients (
  cell int not null,
  patient_id uuid not null,
  kept_id uuid,
  version int not null,
  stays_id uuid not null,
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);
comment on table vaccination.merged_patients is
  'Records of patients that were merged. Claims, bookings and doses keep the record that they were made for';
comment on column vaccination.merged_patients.kept_id is 'The record that this one is merged into; null when it is not';
comment on column vaccination.merged_patients.version is
  'Version of the last event about this record, so that an older event changes nothing; 0 before the first one';
comment on column vaccination.merged_patients.stays_id is 'The record of the same person that books; often this one';
comment on column vaccination.merged_patients.same_ids is 'The other records of the same person';
