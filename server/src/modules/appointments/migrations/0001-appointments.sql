-- Creates the tables of appointments: the pulled view of doctors' hours, slots, appointments and who holds them.

create table appointments.practices (
  cell int not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  account_id uuid,
  doctor_name text not null,
  gender text not null,
  specialities text[] not null,
  languages text[] not null,
  facility_name text not null,
  address text not null,
  pin text not null,
  district text not null,
  state text not null,
  state_code text not null,
  latitude double precision not null,
  longitude double precision not null,
  is_open boolean not null,
  department text,
  room text,
  fee_paise int not null,
  revisit_fee_paise int not null,
  revisit_days smallint not null,
  opens_days smallint not null,
  notice_minutes smallint not null,
  cancel_until_minutes smallint not null,
  is_public boolean not null,
  is_bookable boolean not null,
  facility_version int not null,
  doctor_version int not null,
  schedule_version int not null,
  pulled_at timestamptz not null,
  through_on date not null,
  failed_at timestamptz,
  constraint practices_pk primary key (cell, facility_id, doctor_id)
);
create index practices_by_doctor on appointments.practices (doctor_id);
create index practices_by_age on appointments.practices (through_on, pulled_at);
create index practices_by_speciality on appointments.practices using gin (specialities)
  where is_bookable and is_public;
comment on table appointments.practices is
  'This module''s view of a doctor at a hospital: facts and terms as they were pulled, and how old they are';
comment on column appointments.practices.account_id is 'Account with which the doctor signs in (module identity)';
comment on column appointments.practices.is_open is 'The hospital is active, and still of the kind hospital';
comment on column appointments.practices.is_bookable is 'The doctor is verified, and practises here';
comment on column appointments.practices.through_on is 'The last day for which slots were made';
comment on column appointments.practices.failed_at is 'When the last pull failed; null after one that did not';

create table appointments.slots (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  held_on date not null,
  starts_minute smallint not null,
  ends_minute smallint not null,
  mode text not null,
  audience text not null,
  capacity smallint not null,
  booked smallint not null default 0,
  over smallint not null default 0,
  status text not null,
  revision int not null default 1,
  constraint slots_pk primary key (cell, id),
  constraint slots_practice foreign key (cell, facility_id, doctor_id)
    references appointments.practices (cell, facility_id, doctor_id),
  constraint slots_minutes_order check (0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440),
  constraint slots_mode_known check (mode in ('in-person', 'tele')),
  constraint slots_audience_known check (audience in ('public', 'staff', 'follow-up')),
  constraint slots_capacity_range check (capacity between 1 and 50),
  constraint slots_booked_range check (booked between 0 and capacity),
  constraint slots_over_range check (over between 0 and 5),
  constraint slots_status_known check (status in ('open', 'withdrawn', 'closed'))
);
create index slots_by_day on appointments.slots (cell, facility_id, doctor_id, held_on, starts_minute);
comment on column appointments.slots.id is 'Determined by doctor, hospital, day and start';
comment on column appointments.slots.starts_minute is 'Minutes since midnight in India';
comment on column appointments.slots.booked is 'Regular appointments BOOKED, ARRIVED, IN_CONSULTATION or FULFILLED';
comment on column appointments.slots.over is 'The same for seats that staff gave beyond the capacity';
comment on column appointments.slots.status is
  'withdrawn: vanished from the hours while somebody had booked; closed: vanished while nobody had';

create table appointments.appointments (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  patient_id uuid not null,
  account_id uuid,
  slot_id uuid not null,
  slot_ids uuid[] not null,
  held_on date not null,
  starts_minute smallint not null,
  ends_minute smallint not null,
  mode text not null,
  status text not null,
  seat text not null,
  kind text not null,
  channel text not null,
  priority text not null,
  held_until timestamptz,
  reason text,
  override_reason text,
  fee_paise int not null,
  moved_from uuid,
  moved_to uuid,
  created_at timestamptz not null,
  created_by uuid,
  booked_at timestamptz,
  arrived_at timestamptz,
  began_at timestamptz,
  ended_at timestamptz,
  ended_by uuid,
  ended_reason text,
  version int not null,
  constraint appointments_pk primary key (cell, id),
  constraint appointments_slot foreign key (cell, slot_id) references appointments.slots (cell, id),
  constraint appointments_slots_some check (cardinality(slot_ids) between 1 and 4 and slot_id = slot_ids[1]),
  constraint appointments_mode_known check (mode in ('in-person', 'tele')),
  constraint appointments_status_known check (status in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED',
    'DISPLACED', 'EXPIRED', 'CANCELLED', 'MOVED', 'NO_SHOW', 'LEFT', 'VOID')),
  constraint appointments_seat_known check (seat in ('regular', 'over')),
  constraint appointments_over_with_reason check (seat = 'regular' or override_reason is not null),
  constraint appointments_kind_known check (kind in ('new', 'follow-up', 'revisit')),
  constraint appointments_channel_known check (channel in ('app', 'counter')),
  constraint appointments_priority_known check (
    priority in ('normal', 'senior', 'disabled', 'pregnant', 'child', 'emergency')),
  constraint appointments_held_until check ((status = 'HELD') = (held_until is not null)),
  constraint appointments_ended check (
    (status in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'DISPLACED')) = (ended_at is null)),
  constraint appointments_moved check ((status = 'MOVED') = (moved_to is not null)),
  constraint appointments_fee_range check (fee_paise between 0 and 10000000),
  constraint appointments_version_positive check (version > 0)
);
create index appointments_by_slot on appointments.appointments (cell, slot_id);
create index appointments_held on appointments.appointments (held_until) where status = 'HELD';
create index appointments_by_day on appointments.appointments (cell, facility_id, held_on, starts_minute, id);
create index appointments_by_patient on appointments.appointments (patient_id);
comment on column appointments.appointments.cell is 'District of the hospital; the id holds it too';
comment on column appointments.appointments.account_id is 'The family that held or booked; null for a booking by staff';
comment on column appointments.appointments.slot_ids is 'A long visit takes neighbouring slots; the first is slot_id';
comment on column appointments.appointments.reason is 'Why the person comes; reception does not read it';
comment on column appointments.appointments.fee_paise is 'Decided once, at the booking';

create table appointments.claims (
  cell int not null,
  patient_id uuid not null,
  doctor_id uuid not null,
  held_on date not null,
  ordinal smallint not null,
  facility_id uuid not null,
  appointment_id uuid not null,
  held_until timestamptz,
  is_seen boolean not null default false,
  constraint claims_pk primary key (cell, patient_id, doctor_id, held_on, ordinal),
  constraint claims_ordinal_range check (ordinal between 0 and 3)
);
comment on table appointments.claims is
  'A person comes to a doctor once a day: the key refuses a second booking. Staff may add three more and say why';
comment on column appointments.claims.cell is 'District of the patient';
comment on column appointments.claims.held_until is 'A hold that is over claims nothing';
comment on column appointments.claims.is_seen is
  'The doctor has seen the patient, who may come again for the lower fee';

create table appointments.holders (
  cell int not null,
  account_id uuid not null,
  nth smallint not null,
  appointment_id uuid not null,
  held_until timestamptz not null,
  constraint holders_pk primary key (cell, account_id, nth),
  constraint holders_nth_range check (nth between 0 and 1)
);
comment on table appointments.holders is 'An account has two live holds at most, by the key and not by counting';

create table appointments.patient_rows (
  cell int not null,
  patient_id uuid not null,
  appointment_id uuid not null,
  held_on date not null,
  constraint patient_rows_pk primary key (cell, patient_id, appointment_id)
);
create index patient_rows_by_day on appointments.patient_rows (cell, patient_id, held_on, appointment_id);
comment on table appointments.patient_rows is 'The own list of a patient, in the district of the patient';

create table appointments.displacements (
  cell int not null,
  appointment_id uuid not null,
  version int not null,
  facility_id uuid not null,
  state text not null,
  decide_by timestamptz not null,
  displaced_at timestamptz not null,
  closed_at timestamptz,
  constraint displacements_pk primary key (cell, appointment_id, version),
  constraint displacements_state_known check (state in ('OPEN', 'MOVED', 'KEPT', 'CANCELLED')),
  constraint displacements_closed check ((state = 'OPEN') = (closed_at is null))
);
create unique index displacements_open on appointments.displacements (cell, appointment_id) where state = 'OPEN';
create index displacements_due on appointments.displacements (decide_by) where state = 'OPEN';
create index displacements_by_facility on appointments.displacements (cell, facility_id, decide_by)
  where state = 'OPEN';
comment on column appointments.displacements.version is 'The version of the appointment when it was displaced';
comment on table appointments.displacements is
  'A changed schedule took the slot of a booked patient: each case comes to one end by its deadline';

create table appointments.merged_patients (
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
comment on column appointments.merged_patients.kept_id is
  'The record that this one is merged into; null when it is not';
comment on column appointments.merged_patients.stays_id is 'The record of the same person that books; often this one';
