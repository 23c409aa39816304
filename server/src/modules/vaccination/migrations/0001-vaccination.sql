-- Creates the tables of vaccination: courses, vaccines, centres, sessions, bookings, claims and doses.

create table vaccination.courses (
  code text not null,
  name text not null,
  disease text not null,
  constraint courses_pk primary key (code)
);
comment on table vaccination.courses is
  'Reference table: what doses are counted in. Doses of one course follow each other; those of two do not meet';

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
comment on column vaccination.vaccines.interval_days_min is 'Days from one dose to the next, at least';
comment on column vaccination.vaccines.interval_days_max is 'Recommended at most; a later dose is still given';

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
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint centres_pk primary key (cell, facility_id)
);
create index centres_changed on vaccination.centres (changed_xid);
comment on table vaccination.centres is
  'Copy of the facilities that vaccinate, kept by events of the module facilities';

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
-- Figures sum up sessions by day. Sessions are written about in the order of their days, so a few words a block of
-- pages tell which days lie in it; unlike a tree, this index costs the updates of the booking engine next to nothing,
-- and does not keep them from staying on their page.
create index sessions_days on vaccination.sessions using brin (held_on) with (pages_per_range = 32);
comment on column vaccination.sessions.booked is 'Live bookings: BOOKED and COMPLETED';
comment on column vaccination.sessions.given is 'Doses given: COMPLETED';
comment on column vaccination.sessions.tokens_issued is 'Highest queue token so far; tokens are never given again';
comment on column vaccination.sessions.windows is 'HH:MM-HH:MM in the time of the facility';
comment on column vaccination.sessions.revision is 'Counts changes: of two copies the one with the higher is the newer';
comment on column vaccination.sessions.changed_xid is
  'Transaction of the last change: other processes read what has changed since the oldest one still running';

-- There is no foreign key to sessions on purpose, for speed: it would ask once for every booking what the engine has
-- just made sure of, as it holds the lock of the session that it writes bookings for. Sessions are never deleted.
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
  constraint bookings_pk primary key (cell, id),
  constraint bookings_status_known check (status in ('BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED')),
  constraint bookings_ended_or_not check ((status = 'BOOKED') = (ended_at is null))
);
create unique index bookings_of_session on vaccination.bookings (cell, session_id, token);
comment on column vaccination.bookings.cell is 'District of the facility, as of its session';
comment on column vaccination.bookings.account_id is
  'The account whose family it is for; null where staff booked for somebody without one';
comment on column vaccination.bookings.arrived_at is 'When the staff saw the patient come; null before';
comment on column vaccination.bookings.rescheduled_to is 'The booking that took the place of this cancelled one';

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
  'At most one row a patient, course and dose, booked or given: its key keeps a person from holding a dose twice';
comment on column vaccination.claims.cell is 'District of the patient, which may differ from that of the session';
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
  'Claims whose booking was cancelled or missed: a patient''s past bookings';

create table vaccination.doses (
  cell int not null,
  patient_id uuid not null,
  course text not null,
  dose int not null,
  vaccine text not null,
  lot text not null,
  facility_id uuid not null,
  booking_id uuid not null,
  given_at timestamptz not null,
  given_by uuid not null,
  constraint doses_pk primary key (cell, patient_id, course, dose)
);
comment on table vaccination.doses is 'Immunizations as given; a record of health, never updated';
