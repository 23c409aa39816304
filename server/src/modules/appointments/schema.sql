-- The schema appointments as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table appointments.appointments (
  -- District of the hospital; the id holds it too
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  patient_id uuid not null,
  -- The family that held or booked; null for a booking by staff
  account_id uuid,
  slot_id uuid not null,
  -- A long visit takes neighbouring slots; the first is slot_id
  slot_ids uuid[] not null,
  held_on date not null,
  starts_minute smallint not null,
  ends_minute smallint not null,
  mode text not null,
  status text not null,
  -- early: the person came hours before, and the place of the slot was given back
  seat text not null,
  kind text not null,
  channel text not null,
  priority text not null,
  held_until timestamptz,
  -- Why the person comes; reception does not read it
  reason text,
  override_reason text,
  -- Decided once, at the booking
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
  constraint appointments_slot foreign key (cell, slot_id) references appointments.slots(cell, id),
  constraint appointments_channel_known check (channel in ('app', 'counter', 'waiting-list')),
  constraint appointments_ended check ((status in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'DISPLACED')) = (ended_at is null)),
  constraint appointments_fee_range check (fee_paise >= 0 and fee_paise <= 10000000),
  constraint appointments_held_until check ((status = 'HELD') = (held_until is not null)),
  constraint appointments_kind_known check (kind in ('new', 'follow-up', 'revisit')),
  constraint appointments_mode_known check (mode in ('in-person', 'tele')),
  constraint appointments_moved check ((status = 'MOVED') = (moved_to is not null)),
  constraint appointments_over_with_reason check (seat <> 'over' or override_reason is not null),
  constraint appointments_priority_known check (priority in ('normal', 'senior', 'disabled', 'pregnant', 'child', 'emergency')),
  constraint appointments_seat_known check (seat in ('regular', 'over', 'early')),
  constraint appointments_slots_some check (cardinality(slot_ids) >= 1 and cardinality(slot_ids) <= 4 and slot_id = slot_ids[1]),
  constraint appointments_status_known check (status in ('HELD', 'BOOKED', 'ARRIVED', 'IN_CONSULTATION', 'FULFILLED', 'DISPLACED', 'EXPIRED', 'CANCELLED', 'MOVED', 'NO_SHOW', 'LEFT', 'VOID')),
  constraint appointments_version_positive check (version > 0)
);
create index appointments_by_day on appointments.appointments (cell, facility_id, held_on, starts_minute, id);
create index appointments_by_patient on appointments.appointments (patient_id);
create index appointments_by_slot on appointments.appointments (cell, slot_id);
create index appointments_held on appointments.appointments (held_until) where held_until is not null;
create index appointments_held_of_slot on appointments.appointments (cell, slot_id) where status = 'HELD';

-- A person comes to a doctor once a day: the key refuses a second booking. Staff may add three more and say why
create table appointments.claims (
  -- District of the patient
  cell int not null,
  patient_id uuid not null,
  doctor_id uuid not null,
  held_on date not null,
  ordinal smallint not null,
  facility_id uuid not null,
  appointment_id uuid not null,
  -- A hold that is over claims nothing
  held_until timestamptz,
  -- The doctor has seen the patient, who may come again for the lower fee
  is_seen boolean not null default false,
  constraint claims_pk primary key (cell, patient_id, doctor_id, held_on, ordinal),
  constraint claims_ordinal_range check (ordinal >= 0 and ordinal <= 3)
);

-- A changed schedule took the slot of a booked patient: each case comes to one end by its deadline
create table appointments.displacements (
  cell int not null,
  appointment_id uuid not null,
  -- The version of the appointment when it was displaced
  version int not null,
  facility_id uuid not null,
  state text not null,
  decide_by timestamptz not null,
  displaced_at timestamptz not null,
  closed_at timestamptz,
  -- When the patient was asked to choose; null while nobody was, because a place on the same day may be found first
  asked_at timestamptz,
  constraint displacements_pk primary key (cell, appointment_id, version),
  constraint displacements_closed check ((state = 'OPEN') = (closed_at is null)),
  constraint displacements_state_known check (state in ('OPEN', 'MOVED', 'KEPT', 'CANCELLED'))
);
create index displacements_by_facility on appointments.displacements (cell, facility_id, decide_by) where state = 'OPEN';
create index displacements_due on appointments.displacements (decide_by) where state = 'OPEN';
create unique index displacements_open on appointments.displacements (cell, appointment_id) where state = 'OPEN';

-- Whether the fee of an appointment or a walk-in is paid. Without a row nobody has paid it
create table appointments.fee_payments (
  cell int not null,
  -- The appointment, or the first token of the walk-in
  source_id uuid not null,
  payment text not null,
  changed_at timestamptz not null,
  constraint fee_payments_pk primary key (cell, source_id),
  constraint fee_payments_known check (payment in ('paid', 'refund-due', 'refunded'))
);

-- An account has two live holds at most, by the key and not by counting
create table appointments.holders (
  cell int not null,
  account_id uuid not null,
  nth smallint not null,
  appointment_id uuid not null,
  held_until timestamptz not null,
  constraint holders_pk primary key (cell, account_id, nth),
  constraint holders_nth_range check (nth >= 0 and nth <= 1)
);

create table appointments.merged_patients (
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

-- The own list of a patient, in the district of the patient
create table appointments.patient_rows (
  cell int not null,
  patient_id uuid not null,
  appointment_id uuid not null,
  held_on date not null,
  constraint patient_rows_pk primary key (cell, patient_id, appointment_id)
);
create index patient_rows_by_day on appointments.patient_rows (cell, patient_id, held_on, appointment_id);

-- This module's view of a doctor at a hospital: facts and terms as they were pulled, and how old they are
create table appointments.practices (
  cell int not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  -- Account with which the doctor signs in (module identity)
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
  -- The hospital is active, and still of the kind hospital
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
  -- The doctor is verified, and practises here
  is_bookable boolean not null,
  facility_version int not null,
  doctor_version int not null,
  schedule_version int not null,
  pulled_at timestamptz not null,
  -- The last day for which slots were made
  through_on date not null,
  -- When the last pull failed; null after one that did not
  failed_at timestamptz,
  -- The transaction that changed the row last: the search in memory follows it
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint practices_pk primary key (cell, facility_id, doctor_id)
);
create index practices_by_age on appointments.practices (through_on, pulled_at);
create index practices_by_doctor on appointments.practices (doctor_id);
create index practices_by_speciality on appointments.practices using gin (specialities) where is_bookable and is_public;
create index practices_changed on appointments.practices (changed_xid);

-- How many queues a hospital has on a day: the next one gets the next letter
create table appointments.queue_days (
  cell int not null,
  facility_id uuid not null,
  day date not null,
  queues int not null default 0,
  constraint queue_days_pk primary key (cell, facility_id, day)
);

create table appointments.queues (
  cell int not null,
  -- Determined by hospital, doctor or department, and day
  id uuid not null,
  facility_id uuid not null,
  kind text not null,
  doctor_id uuid,
  service_point text,
  day date not null,
  letter text not null,
  status text not null,
  -- The last number: counted in this locked row, and never given twice
  tokens_issued int not null default 0,
  delay_minutes smallint not null default 0,
  served int not null default 0,
  -- How long a turn took today: an exponential mean of the measured turns
  mean_seconds int,
  changed_at timestamptz not null,
  constraint queues_pk primary key (cell, id),
  constraint queues_letter unique (cell, facility_id, day, letter),
  constraint queues_practice foreign key (cell, facility_id, doctor_id) references appointments.practices(cell, facility_id, doctor_id),
  constraint queues_delay_range check (delay_minutes >= 0 and delay_minutes <= 480),
  constraint queues_kind_known check (kind in ('practice', 'department')),
  constraint queues_mean_range check (mean_seconds >= 120 and mean_seconds <= 3600),
  constraint queues_measured check ((served = 0) = (mean_seconds is null)),
  constraint queues_of_one check ((kind = 'practice') = (doctor_id is not null) and (kind = 'department') = (service_point is not null)),
  constraint queues_status_known check (status in ('open', 'paused', 'closed'))
);
create index queues_by_practice on appointments.queues (cell, facility_id, doctor_id);
create index queues_unended on appointments.queues (day) where status <> 'closed';

create table appointments.slots (
  cell int not null,
  -- Determined by doctor, hospital, day and start
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid not null,
  held_on date not null,
  -- Minutes since midnight in India
  starts_minute smallint not null,
  ends_minute smallint not null,
  mode text not null,
  audience text not null,
  capacity smallint not null,
  -- Regular appointments BOOKED, ARRIVED, IN_CONSULTATION or FULFILLED
  booked smallint not null default 0,
  -- The same for seats that staff gave beyond the capacity
  over smallint not null default 0,
  -- withdrawn: vanished from the hours while somebody had booked; closed: vanished while nobody had
  status text not null,
  revision int not null default 1,
  -- The transaction that changed the row, or a hold of the slot, last: the search in memory follows it
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint slots_pk primary key (cell, id),
  constraint slots_practice foreign key (cell, facility_id, doctor_id) references appointments.practices(cell, facility_id, doctor_id),
  constraint slots_audience_known check (audience in ('public', 'staff', 'follow-up')),
  constraint slots_booked_range check (booked >= 0 and booked <= capacity),
  constraint slots_capacity_range check (capacity >= 1 and capacity <= 50),
  constraint slots_minutes_order check (0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440),
  constraint slots_mode_known check (mode in ('in-person', 'tele')),
  constraint slots_over_range check (over >= 0 and over <= 5),
  constraint slots_status_known check (status in ('open', 'withdrawn', 'closed'))
);
create index slots_by_day on appointments.slots (cell, facility_id, doctor_id, held_on, starts_minute);
create index slots_changed on appointments.slots (changed_xid);

-- Fees that could not be raised or reversed for an hour, or that billing refused: staff see them and try again
create table appointments.stuck_fees (
  cell int not null,
  -- The appointment, or the first token of a walk-in
  source_id uuid not null,
  deed text not null,
  facility_id uuid not null,
  -- The name of the problem, without personal data
  problem text not null,
  failed_at timestamptz not null,
  kind text not null default 'appointment',
  settled_at timestamptz,
  settled_by uuid,
  -- What staff did about it by hand
  settled_reason text,
  constraint stuck_fees_pk primary key (cell, source_id, deed),
  constraint stuck_fees_deed_known check (deed in ('charge', 'reversal')),
  constraint stuck_fees_kind_known check (kind in ('appointment', 'walk-in')),
  constraint stuck_fees_settled check ((settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_reason is null))
);
create index stuck_fees_by_facility on appointments.stuck_fees (cell, facility_id, failed_at);

create table appointments.tokens (
  cell int not null,
  id uuid not null,
  queue_id uuid not null,
  number int not null,
  lane text not null,
  appointment_id uuid,
  patient_id uuid not null,
  -- The minute of the day at which the turn is due: fixed when the person comes, so nobody waits for ever
  order_key int not null,
  status text not null,
  room text,
  -- Why a person without an appointment comes; reception does not read it
  reason text,
  arrived_at timestamptz not null,
  called_at timestamptz,
  called_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  recalls smallint not null default 0,
  returns smallint not null default 0,
  -- The token in the queue to which the person was sent
  moved_to uuid,
  created_by uuid,
  fee_paise int not null default 0,
  -- The first token of this coming, for which the fee is raised: a transfer takes the fee along
  fee_id uuid,
  -- Somebody began to serve the person, so the fee stays
  is_seen boolean not null default false,
  constraint tokens_pk primary key (cell, id),
  constraint tokens_number unique (cell, queue_id, number),
  constraint tokens_queue foreign key (cell, queue_id) references appointments.queues(cell, id),
  constraint tokens_called_somewhere check (status <> 'CALLED' or room is not null and called_at is not null),
  constraint tokens_fee_named check ((fee_id is null) = (fee_paise = 0)),
  constraint tokens_fee_range check (fee_paise >= 0),
  constraint tokens_finished check ((status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED')) = (finished_at is null)),
  constraint tokens_lane_known check (lane in ('emergency', 'priority', 'appointment', 'walk-in')),
  constraint tokens_moved check ((status = 'MOVED') = (moved_to is not null)),
  constraint tokens_recalls_range check (recalls >= 0 and recalls <= 3),
  constraint tokens_returns_range check (returns >= 0 and returns <= 2),
  constraint tokens_status_known check (status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED', 'DONE', 'MOVED', 'CANCELLED'))
);
create index tokens_by_patient on appointments.tokens (patient_id);
create unique index tokens_one_in_room on appointments.tokens (cell, queue_id, room) where status in ('CALLED', 'IN_SERVICE');
create unique index tokens_one_of_appointment on appointments.tokens (cell, appointment_id) where status <> all (array['CANCELLED', 'MOVED']);
create unique index tokens_one_of_fee on appointments.tokens (cell, fee_id) where fee_id is not null and status <> 'MOVED';
create unique index tokens_one_of_patient on appointments.tokens (cell, queue_id, patient_id) where status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED');
create index tokens_waiting on appointments.tokens (cell, queue_id, order_key, number) where status = 'WAITING';

-- Who waits for a doctor, or for a speciality, at a hospital. A freed seat is held for the first who matches
create table appointments.waiting (
  -- District of the hospital; the id holds it too
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid,
  speciality text,
  patient_id uuid not null,
  -- The family that asked; null when staff asked
  account_id uuid,
  from_on date not null,
  until_on date not null,
  part text not null,
  status text not null,
  -- The hospital took the place away, so this patient comes first
  is_displaced boolean not null,
  asked_at timestamptz not null,
  offers_made smallint not null,
  -- Slots that were offered and not taken: never offered again
  passed_slots uuid[] not null,
  -- The appointment HELD for the offer, or booked in the end
  appointment_id uuid,
  offer_until timestamptz,
  -- SHA-256 of the secret in the link of the last offer, hex
  link_hash text,
  ended_at timestamptz,
  version int not null,
  -- Why staff ended it; null when the family left, or time ended it
  left_reason text,
  constraint waiting_pk primary key (cell, id),
  constraint waiting_days_order check (from_on <= until_on and (until_on - from_on) <= 60),
  constraint waiting_ended check ((status in ('WAITING', 'OFFERED')) = (ended_at is null)),
  constraint waiting_for_one check ((doctor_id is null) <> (speciality is null)),
  constraint waiting_offered check ((status = 'OFFERED') = (offer_until is not null) and (status <> 'OFFERED' or appointment_id is not null)),
  constraint waiting_offers_range check (offers_made >= 0 and offers_made <= 3),
  constraint waiting_part_known check (part in ('any', 'morning', 'afternoon', 'evening')),
  constraint waiting_status_known check (status in ('WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'EXPIRED'))
);
create index waiting_by_link on appointments.waiting (link_hash) where link_hash is not null;
create index waiting_by_patient on appointments.waiting (patient_id);
create index waiting_days on appointments.waiting (until_on) where status = 'WAITING';
create index waiting_in_line on appointments.waiting (cell, facility_id, is_displaced, asked_at, id) where status = 'WAITING';
create index waiting_offers on appointments.waiting (offer_until) where status = 'OFFERED';
create unique index waiting_once on appointments.waiting (cell, facility_id, patient_id, coalesce(doctor_id, speciality)) where status in ('WAITING', 'OFFERED');
