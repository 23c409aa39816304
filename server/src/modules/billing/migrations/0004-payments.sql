-- Adds payments, cash sessions, and how much cash a person has paid on a day.

create table billing.sessions (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  counter text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  float_paise bigint not null,
  status text not null,
  denominations json,
  counted_paise bigint,
  counted_at timestamptz,
  expected_paise bigint,
  difference_paise bigint,
  reason text,
  handed_to text,
  closed_at timestamptz,
  accepted_by uuid,
  accepted_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_status_known check (status in ('OPEN', 'COUNTED', 'CLOSED')),
  constraint sessions_float_range check (float_paise between 0 and 100000000000),
  constraint sessions_counted check ((counted_paise is null) = (status = 'OPEN')),
  constraint sessions_closed check ((expected_paise is null) = (status <> 'CLOSED')),
  constraint sessions_difference_whole check (difference_paise = counted_paise - expected_paise),
  constraint sessions_difference_explained check (difference_paise = 0 or reason is not null),
  constraint sessions_accepted_by_another check (accepted_by <> opened_by),
  constraint sessions_accepted_closed check (accepted_by is null or status = 'CLOSED')
);
create unique index sessions_one_at_counter on billing.sessions (cell, facility_id, counter) where status <> 'CLOSED';
create unique index sessions_one_of_cashier on billing.sessions (cell, facility_id, opened_by)
  where status <> 'CLOSED';
create index sessions_by_facility on billing.sessions (cell, facility_id, id);
comment on column billing.sessions.float_paise is 'The cash in the drawer when the session began';
comment on column billing.sessions.denominations is 'How many notes and coins of each value were counted';
comment on column billing.sessions.expected_paise is 'Float, plus cash in, less cash out, when it was closed';
comment on column billing.sessions.handed_to is 'Who got the money: a bank, a chief cashier, the next shift';

create table billing.payments (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  invoice_id uuid,
  advance_id uuid,
  meant_for uuid,
  direction text not null,
  method text not null,
  amount_paise bigint not null,
  tendered_paise bigint,
  change_paise bigint,
  status text not null,
  reference text,
  is_confirmed boolean not null,
  session_id uuid,
  fy int,
  receipt_number text,
  used_paise bigint not null default 0,
  day date not null,
  asked_at timestamptz not null,
  expires_at timestamptz,
  ended_at timestamptz,
  by uuid,
  reason text,
  constraint payments_pk primary key (cell, id),
  constraint payments_reference_once unique (cell, facility_id, method, reference),
  constraint payments_receipt_once unique (cell, facility_id, receipt_number),
  constraint payments_direction_known check (direction in ('in', 'out')),
  constraint payments_method_known check (method in ('cash', 'upi', 'card', 'transfer', 'cheque', 'advance')),
  constraint payments_amount_positive check (amount_paise > 0),
  constraint payments_status_known check (status in ('PENDING', 'DONE', 'FAILED', 'EXPIRED')),
  constraint payments_change_right check ((tendered_paise is null) = (change_paise is null)
    and tendered_paise - change_paise = amount_paise and change_paise >= 0),
  constraint payments_cash_in_session check (method <> 'cash' or session_id is not null),
  constraint payments_session_for_cash check (method = 'cash' or session_id is null),
  constraint payments_receipt_when_done check ((receipt_number is not null) = (status = 'DONE')),
  constraint payments_for_something check (invoice_id is not null or direction = 'in' or advance_id is not null),
  constraint payments_used_range check (used_paise between 0 and amount_paise)
);
create index payments_by_invoice on billing.payments (cell, invoice_id, id);
create index payments_by_session on billing.payments (cell, session_id) where session_id is not null;
create index payments_by_day on billing.payments (cell, facility_id, day, id);
create index payments_pending on billing.payments (expires_at) where status = 'PENDING';
create index payments_advances on billing.payments (cell, facility_id, id)
  where invoice_id is null and direction = 'in' and status = 'DONE' and used_paise < amount_paise;
comment on column billing.payments.invoice_id is 'Null: an advance, or the money of an advance that is given back';
comment on column billing.payments.advance_id is 'The advance whose money this uses or gives back';
