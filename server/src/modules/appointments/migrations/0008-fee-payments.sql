-- Adds what became of the money of a fee, as billing tells it.

create table appointments.fee_payments (
  cell int not null,
  source_id uuid not null,
  payment text not null,
  changed_at timestamptz not null,
  constraint fee_payments_pk primary key (cell, source_id),
  constraint fee_payments_known check (payment in ('paid', 'refund-due', 'refunded'))
);
comment on table appointments.fee_payments is
  'Whether the fee of an appointment or a walk-in is paid. Without a row nobody has paid it';
comment on column appointments.fee_payments.source_id is 'The appointment, or the first token of the walk-in';
