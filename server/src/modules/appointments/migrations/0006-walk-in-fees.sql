-- Notes the fee of a walk-in with its token, and what staff settled by hand of a fee that was stuck.

alter table appointments.tokens
  add column fee_paise int not null default 0,
  add column fee_id uuid,
  add column is_seen boolean not null default false,
  add constraint tokens_fee_range check (fee_paise >= 0),
  add constraint tokens_fee_named check ((fee_id is null) = (fee_paise = 0));
create unique index tokens_one_of_fee on appointments.tokens (cell, fee_id)
  where fee_id is not null and status <> 'MOVED';
comment on column appointments.tokens.fee_id is
  'The first token of this coming, for which the fee is raised: a transfer takes the fee along';
comment on column appointments.tokens.is_seen is 'Somebody began to serve the person, so the fee stays';

alter table appointments.stuck_fees rename column appointment_id to source_id;
alter table appointments.stuck_fees
  add column kind text not null default 'appointment',
  add column settled_at timestamptz,
  add column settled_by uuid,
  add column settled_reason text,
  add constraint stuck_fees_kind_known check (kind in ('appointment', 'walk-in')),
  add constraint stuck_fees_settled check (
    (settled_at is null) = (settled_by is null) and (settled_at is null) = (settled_reason is null));
comment on column appointments.stuck_fees.source_id is 'The appointment, or the first token of a walk-in';
comment on column appointments.stuck_fees.settled_reason is 'What staff did about it by hand';
