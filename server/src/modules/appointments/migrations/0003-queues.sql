-- Creates the queues of the day and their tokens.

create table appointments.queue_days (
  cell int not null,
  facility_id uuid not null,
  day date not null,
  queues int not null default 0,
  constraint queue_days_pk primary key (cell, facility_id, day)
);
comment on table appointments.queue_days is
  'How many queues a hospital has on a day: the next one gets the next letter';

create table appointments.queues (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  kind text not null,
  doctor_id uuid,
  service_point text,
  day date not null,
  letter text not null,
  status text not null,
  tokens_issued int not null default 0,
  delay_minutes smallint not null default 0,
  served int not null default 0,
  mean_seconds int,
  changed_at timestamptz not null,
  constraint queues_pk primary key (cell, id),
  constraint queues_letter unique (cell, facility_id, day, letter),
  constraint queues_kind_known check (kind in ('practice', 'department')),
  constraint queues_of_one check ((kind = 'practice') = (doctor_id is not null)
    and (kind = 'department') = (service_point is not null)),
  constraint queues_practice foreign key (cell, facility_id, doctor_id)
    references appointments.practices (cell, facility_id, doctor_id),
  constraint queues_status_known check (status in ('open', 'paused', 'closed')),
  constraint queues_delay_range check (delay_minutes between 0 and 480),
  constraint queues_mean_range check (mean_seconds between 120 and 3600),
  constraint queues_measured check ((served = 0) = (mean_seconds is null))
);
create index queues_by_practice on appointments.queues (cell, facility_id, doctor_id);
create index queues_unended on appointments.queues (day) where status <> 'closed';
comment on column appointments.queues.id is 'Determined by hospital, doctor or department, and day';
comment on column appointments.queues.tokens_issued is
  'The last number: counted in this locked row, and never given twice';
comment on column appointments.queues.mean_seconds is
  'How long a turn took today: an exponential mean of the measured turns';

create table appointments.tokens (
  cell int not null,
  id uuid not null,
  queue_id uuid not null,
  number int not null,
  lane text not null,
  appointment_id uuid,
  patient_id uuid not null,
  order_key int not null,
  status text not null,
  room text,
  reason text,
  arrived_at timestamptz not null,
  called_at timestamptz,
  called_by uuid,
  started_at timestamptz,
  finished_at timestamptz,
  recalls smallint not null default 0,
  returns smallint not null default 0,
  moved_to uuid,
  created_by uuid,
  constraint tokens_pk primary key (cell, id),
  constraint tokens_number unique (cell, queue_id, number),
  constraint tokens_queue foreign key (cell, queue_id) references appointments.queues (cell, id),
  constraint tokens_lane_known check (lane in ('emergency', 'priority', 'appointment', 'walk-in')),
  constraint tokens_status_known check (
    status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED', 'DONE', 'MOVED', 'CANCELLED')),
  constraint tokens_called_somewhere check (status <> 'CALLED' or (room is not null and called_at is not null)),
  constraint tokens_finished check ((status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED')) = (finished_at is null)),
  constraint tokens_moved check ((status = 'MOVED') = (moved_to is not null)),
  constraint tokens_recalls_range check (recalls between 0 and 3),
  constraint tokens_returns_range check (returns between 0 and 2)
);
create unique index tokens_one_of_patient on appointments.tokens (cell, queue_id, patient_id)
  where status in ('WAITING', 'CALLED', 'IN_SERVICE', 'MISSED');
create unique index tokens_one_in_room on appointments.tokens (cell, queue_id, room)
  where status in ('CALLED', 'IN_SERVICE');
create unique index tokens_one_of_appointment on appointments.tokens (cell, appointment_id)
  where status not in ('CANCELLED', 'MOVED');
create index tokens_waiting on appointments.tokens (cell, queue_id, order_key, number) where status = 'WAITING';
create index tokens_by_patient on appointments.tokens (patient_id);
comment on column appointments.tokens.order_key is
  'The minute of the day at which the turn is due: fixed when the person comes, so nobody waits for ever';
comment on column appointments.tokens.reason is 'Why a person without an appointment comes; reception does not read it';
comment on column appointments.tokens.moved_to is 'The token in the queue to which the person was sent';

alter table appointments.appointments
  drop constraint appointments_seat_known,
  add constraint appointments_seat_known check (seat in ('regular', 'over', 'early')),
  drop constraint appointments_over_with_reason,
  add constraint appointments_over_with_reason check (seat <> 'over' or override_reason is not null);
comment on column appointments.appointments.seat is
  'early: the person came hours before, and the place of the slot was given back';
