-- Creates the schema of vaccination: courses, vaccines, centres, stock, sessions, bookings, claims and doses.
create schema vaccination;

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

create table vaccination.stock_levels (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  on_hand int not null,
  promised int not null,
  blocked int not null,
  uncovered int not null,
  constraint stock_levels_pk primary key (cell, facility_id, vaccine),
  constraint stock_levels_never_negative check (on_hand >= 0 and promised >= 0 and blocked >= 0 and uncovered >= 0),
  constraint stock_levels_blocked_of_on_hand check (blocked <= on_hand),
  constraint stock_levels_promise_kept check (promised + blocked <= on_hand + uncovered)
);
comment on column vaccination.stock_levels.on_hand is 'Doses in the store, the sum over its lots';
comment on column vaccination.stock_levels.promised is
  'Doses that sessions hold: free seats and bookings not yet given';
comment on column vaccination.stock_levels.blocked is 'Doses of lots in quarantine or recalled';
comment on column vaccination.stock_levels.uncovered is
  'Promised doses that the stock lacks: only a blocked lot, or the writing off of one that nobody may use, adds to it';

create table vaccination.stock_lots (
  cell int not null,
  facility_id uuid not null,
  vaccine text not null,
  lot text not null,
  expires_on date not null,
  on_hand int not null,
  state text not null,
  state_reason text,
  state_by uuid,
  state_at timestamptz,
  constraint stock_lots_pk primary key (cell, facility_id, vaccine, lot),
  constraint stock_lots_never_negative check (on_hand >= 0),
  constraint stock_lots_state_known check (state in ('usable', 'quarantined', 'recalled')),
  constraint stock_lots_block_told check (state = 'usable' or state_reason is not null)
);
comment on column vaccination.stock_lots.state_reason is 'Why somebody blocked or released the lot; null before';

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
  constraint stock_movements_sign_of_reason check (
    case reason when 'received' then quantity > 0 when 'given' then quantity < 0 when 'wasted' then quantity < 0
                when 'corrected' then quantity <> 0 else false end)
);
comment on table vaccination.stock_movements is 'Append-only ledger: on_hand of a lot is the sum of its movements';

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
comment on column vaccination.sessions.booked is 'Live bookings: BOOKED and COMPLETED';
comment on column vaccination.sessions.given is 'Doses given: COMPLETED';
comment on column vaccination.sessions.tokens_issued is 'Highest queue token so far; tokens are never given again';
comment on column vaccination.sessions.windows is 'HH:MM-HH:MM in the time of the facility';
comment on column vaccination.sessions.revision is 'Counts changes: of two copies the one with the higher is the newer';
comment on column vaccination.sessions.changed_xid is
  'Transaction of the last change: other processes read what has changed since the oldest one still running';

create table vaccination.bookings (
  cell int not null,
  id uuid not null,
  session_id uuid not null,
  patient_id uuid not null,
  account_id uuid not null,
  time_window text not null,
  token int not null,
  status text not null,
  booked_at timestamptz not null,
  ended_at timestamptz,
  ended_by uuid,
  rescheduled_to uuid,
  constraint bookings_pk primary key (cell, id),
  constraint bookings_session foreign key (cell, session_id) references vaccination.sessions (cell, id),
  constraint bookings_status_known check (status in ('BOOKED', 'ABSENT', 'CANCELLED', 'COMPLETED')),
  constraint bookings_ended_or_not check ((status = 'BOOKED') = (ended_at is null))
);
create unique index bookings_of_session on vaccination.bookings (cell, session_id, token);
comment on column vaccination.bookings.cell is 'District of the facility, as of its session';
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

create table vaccination.outbox (
  cell int not null,
  id uuid not null,
  name text not null,
  body json not null,
  created_at timestamptz not null default now(),
  constraint outbox_pk primary key (cell, id)
);

create table vaccination.idempotency_keys (
  cell int not null,
  account_id uuid not null,
  key text not null,
  fingerprint text not null,
  status int not null,
  answer json not null,
  created_at timestamptz not null default now(),
  constraint idempotency_keys_pk primary key (cell, account_id, key)
);
create index idempotency_keys_created on vaccination.idempotency_keys (created_at);
