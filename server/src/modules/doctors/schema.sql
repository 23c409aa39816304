-- The schema doctors as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- Days on which no doctor of a facility sees patients
create table doctors.closures (
  cell int not null,
  facility_id uuid not null,
  day date not null,
  reason text not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  constraint closures_pk primary key (cell, facility_id, day)
);

create table doctors.doctor_accounts (
  -- District in the id of the account
  cell int not null,
  account_id uuid not null,
  doctor_id uuid not null,
  constraint doctor_accounts_pk primary key (cell, account_id)
);

create table doctors.doctors (
  -- District of the facility that registered the doctor; the id holds it too
  cell int not null,
  id uuid not null,
  -- Account with which the doctor signs in (module identity)
  account_id uuid,
  -- The facility that registered the doctor
  facility_id uuid not null,
  name text not null,
  -- The name in lower case without accents and punctuation
  search_name text not null,
  gender text not null,
  -- NMC, or the ISO 3166-2:IN code of the state whose council it is
  council text not null,
  registration_no text not null,
  qualifications text[] not null,
  specialities text[] not null,
  languages text[] not null,
  status text not null,
  status_reason text,
  registered_by uuid not null,
  verified_by uuid,
  verified_at timestamptz,
  -- What the official saw: the register of the council, or a certificate
  verified_seeing text,
  -- Grows by one with each change; it is the ETag
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint doctors_pk primary key (cell, id),
  constraint doctors_gender_known check (gender in ('female', 'male', 'other')),
  constraint doctors_languages_some check (cardinality(languages) >= 1 and cardinality(languages) <= 23),
  constraint doctors_qualifications_some check (cardinality(qualifications) >= 1 and cardinality(qualifications) <= 10),
  constraint doctors_reason_given check ((status in ('suspended', 'ended')) = (status_reason is not null)),
  constraint doctors_seeing_known check (verified_seeing in ('register', 'certificate')),
  constraint doctors_specialities_some check (cardinality(specialities) >= 1 and cardinality(specialities) <= 10),
  constraint doctors_status_known check (status in ('draft', 'verified', 'suspended', 'ended')),
  constraint doctors_verified_by_another check (verified_by is null or verified_by <> registered_by and verified_by is distinct from account_id),
  constraint doctors_verified_by_somebody check ((status <> all (array['verified', 'suspended'])) or verified_by is not null and verified_at is not null and verified_seeing is not null),
  constraint doctors_version_positive check (version > 0)
);
create index doctors_by_facility on doctors.doctors (cell, facility_id, search_name, id);
create index doctors_by_speciality on doctors.doctors using gin (specialities) where status = 'verified';
create index doctors_by_status on doctors.doctors (cell, status, search_name, id);
create index doctors_by_words on doctors.doctors using gin (search_name gin_trgm_ops);

create table doctors.exceptions (
  cell int not null,
  id uuid not null,
  doctor_id uuid not null,
  -- Null: at all hospitals of the doctor
  facility_id uuid,
  kind text not null,
  from_on date not null,
  until_on date not null,
  -- Minutes since midnight in India; null: the whole day. Leave that ends before it starts reaches into the next day
  starts_minute smallint,
  ends_minute smallint,
  slot_minutes smallint,
  capacity smallint,
  reason text not null,
  is_active boolean not null,
  entered_by uuid not null,
  entered_at timestamptz not null,
  constraint exceptions_pk primary key (cell, id),
  constraint exceptions_doctor foreign key (cell, doctor_id) references doctors.doctors(cell, id),
  constraint exceptions_capacity_range check (capacity >= 1 and capacity <= 50),
  constraint exceptions_days_order check (from_on <= until_on and (until_on - from_on) <= 366),
  constraint exceptions_extra_hours check (kind = 'leave' or facility_id is not null and starts_minute is not null and starts_minute < ends_minute),
  constraint exceptions_extra_whole check ((kind = 'extra') = (slot_minutes is not null and capacity is not null)),
  constraint exceptions_hours_range check (starts_minute >= 0 and starts_minute <= 1439 and ends_minute >= 1 and ends_minute <= 1440 and starts_minute <> ends_minute),
  constraint exceptions_hours_whole check ((starts_minute is null) = (ends_minute is null)),
  constraint exceptions_kind_known check (kind in ('leave', 'extra')),
  constraint exceptions_slot_range check (slot_minutes >= 5 and slot_minutes <= 240 and slot_minutes <= (ends_minute - starts_minute))
);
create index exceptions_by_doctor on doctors.exceptions (cell, doctor_id, until_on) where is_active;

-- This module's copy of the hospitals at which doctors practise
create table doctors.hospitals (
  cell int not null,
  id uuid not null,
  name text not null,
  address text not null,
  pin text not null,
  district text not null,
  state text not null,
  latitude double precision not null,
  longitude double precision not null,
  -- Active, and still of the kind hospital
  is_open boolean not null,
  version int not null,
  constraint hospitals_pk primary key (cell, id)
);
create index hospitals_by_pin on doctors.hospitals (pin);

create table doctors.practices (
  cell int not null,
  doctor_id uuid not null,
  facility_id uuid not null,
  facility_cell int not null,
  department text,
  room text,
  fee_paise int not null,
  revisit_fee_paise int not null,
  revisit_days smallint not null,
  opens_days smallint not null,
  notice_minutes smallint not null,
  cancel_until_minutes smallint not null,
  is_public boolean not null,
  status text not null,
  version int not null,
  constraint practices_pk primary key (cell, doctor_id, facility_id),
  constraint practices_doctor foreign key (cell, doctor_id) references doctors.doctors(cell, id),
  constraint practices_cancel_until_range check (cancel_until_minutes >= 0 and cancel_until_minutes <= 10080),
  constraint practices_fee_range check (fee_paise >= 0 and fee_paise <= 10000000),
  constraint practices_notice_range check (notice_minutes >= 0 and notice_minutes <= 10080),
  constraint practices_opens_days_range check (opens_days >= 1 and opens_days <= 30),
  constraint practices_revisit_days_range check (revisit_days >= 0 and revisit_days <= 90),
  constraint practices_revisit_fee_range check (revisit_fee_paise >= 0 and revisit_fee_paise <= fee_paise),
  constraint practices_status_known check (status in ('active', 'ended')),
  constraint practices_version_positive check (version > 0)
);
create index practices_by_facility on doctors.practices (facility_cell, facility_id, doctor_id);

-- One registration is one doctor in the whole country; a reference table, because it has no district
create table doctors.registrations (
  council text not null,
  -- In capitals, without spaces and signs
  registration_no text not null,
  cell int not null,
  doctor_id uuid not null,
  constraint registrations_pk primary key (council, registration_no)
);

-- Every change of hours, exceptions or practices locks this row first, so overlaps are decided for all facilities
create table doctors.schedule_versions (
  cell int not null,
  doctor_id uuid not null,
  version int not null,
  changed_at timestamptz not null,
  constraint schedule_versions_pk primary key (cell, doctor_id),
  constraint schedule_versions_doctor foreign key (cell, doctor_id) references doctors.doctors(cell, id),
  constraint schedule_versions_version_positive check (version >= 0)
);

create table doctors.templates (
  cell int not null,
  id uuid not null,
  doctor_id uuid not null,
  facility_id uuid not null,
  -- 1 is Monday, 7 is Sunday
  weekday smallint not null,
  -- Minutes since midnight in India
  starts_minute smallint not null,
  ends_minute smallint not null,
  slot_minutes smallint not null,
  buffer_minutes smallint not null,
  capacity smallint not null,
  mode text not null,
  audience text not null,
  valid_from date not null,
  valid_until date,
  constraint templates_pk primary key (cell, id),
  constraint templates_practice foreign key (cell, doctor_id, facility_id) references doctors.practices(cell, doctor_id, facility_id),
  constraint templates_audience_known check (audience in ('public', 'staff', 'follow-up')),
  constraint templates_buffer_range check (buffer_minutes >= 0 and buffer_minutes <= 60),
  constraint templates_capacity_range check (capacity >= 1 and capacity <= 50),
  constraint templates_days_order check (valid_from <= valid_until),
  constraint templates_hours_order check (0 <= starts_minute and starts_minute < ends_minute and ends_minute <= 1440),
  constraint templates_mode_known check (mode in ('in-person', 'tele')),
  constraint templates_slot_range check (slot_minutes >= 5 and slot_minutes <= 240 and slot_minutes <= (ends_minute - starts_minute)),
  constraint templates_weekday_range check (weekday >= 1 and weekday <= 7)
);
create index templates_by_doctor on doctors.templates (cell, doctor_id, weekday, starts_minute);
