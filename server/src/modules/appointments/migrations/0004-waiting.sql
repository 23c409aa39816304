-- Creates the waiting list, and notes which displaced patients were asked to choose again.

alter table appointments.displacements add column asked_at timestamptz;
comment on column appointments.displacements.asked_at is
  'When the patient was asked to choose; null while nobody was, because a place on the same day may be found first';

alter table appointments.appointments drop constraint appointments_channel_known;
alter table appointments.appointments add constraint appointments_channel_known
  check (channel in ('app', 'counter', 'waiting-list'));

create table appointments.waiting (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  doctor_id uuid,
  speciality text,
  patient_id uuid not null,
  account_id uuid,
  from_on date not null,
  until_on date not null,
  part text not null,
  status text not null,
  is_displaced boolean not null,
  asked_at timestamptz not null,
  offers_made smallint not null,
  passed_slots uuid[] not null,
  appointment_id uuid,
  offer_until timestamptz,
  link_hash text,
  ended_at timestamptz,
  version int not null,
  constraint waiting_pk primary key (cell, id),
  constraint waiting_for_one check ((doctor_id is null) <> (speciality is null)),
  constraint waiting_days_order check (from_on <= until_on and until_on - from_on <= 60),
  constraint waiting_part_known check (part in ('any', 'morning', 'afternoon', 'evening')),
  constraint waiting_status_known check (status in ('WAITING', 'OFFERED', 'TAKEN', 'LEFT', 'EXPIRED')),
  constraint waiting_offers_range check (offers_made between 0 and 3),
  constraint waiting_offered check (
    (status = 'OFFERED') = (offer_until is not null) and (status <> 'OFFERED' or appointment_id is not null)),
  constraint waiting_ended check ((status in ('WAITING', 'OFFERED')) = (ended_at is null))
);
create unique index waiting_once
  on appointments.waiting (cell, facility_id, patient_id, coalesce(doctor_id::text, speciality))
  where status in ('WAITING', 'OFFERED');
create index waiting_in_line on appointments.waiting (cell, facility_id, is_displaced, asked_at, id)
  where status = 'WAITING';
create index waiting_offers on appointments.waiting (offer_until) where status = 'OFFERED';
create index waiting_days on appointments.waiting (until_on) where status = 'WAITING';
create index waiting_by_patient on appointments.waiting (patient_id);
create index waiting_by_link on appointments.waiting (link_hash) where link_hash is not null;
comment on table appointments.waiting is
  'Who waits for a doctor, or for a speciality, at a hospital. A freed seat is held for the first who matches';
comment on column appointments.waiting.cell is 'District of the hospital; the id holds it too';
comment on column appointments.waiting.account_id is 'The family that asked; null when staff asked';
comment on column appointments.waiting.is_displaced is 'The hospital took the place away, so this patient comes first';
comment on column appointments.waiting.passed_slots is 'Slots that were offered and not taken: never offered again';
comment on column appointments.waiting.appointment_id is 'The appointment HELD for the offer, or booked in the end';
comment on column appointments.waiting.link_hash is 'SHA-256 of the secret in the link of the last offer, hex';

create table appointments.stuck_fees (
  cell int not null,
  appointment_id uuid not null,
  deed text not null,
  facility_id uuid not null,
  problem text not null,
  failed_at timestamptz not null,
  constraint stuck_fees_pk primary key (cell, appointment_id, deed),
  constraint stuck_fees_deed_known check (deed in ('charge', 'reversal'))
);
create index stuck_fees_by_facility on appointments.stuck_fees (cell, facility_id, failed_at);
comment on table appointments.stuck_fees is
  'Fees that could not be raised or reversed for an hour, or that billing refused: staff see them and try again';
comment on column appointments.stuck_fees.problem is 'The name of the problem, without personal data';
