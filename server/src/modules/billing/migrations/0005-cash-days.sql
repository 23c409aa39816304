-- Adds how much cash a person has paid on a day, and comments on payments.

create table billing.cash_days (
  cell int not null,
  facility_id uuid not null,
  payer_id uuid not null,
  day date not null,
  cash_paise bigint not null,
  limit_paise bigint,
  constraint cash_days_pk primary key (cell, facility_id, payer_id, day),
  constraint cash_days_cash_range check (cash_paise >= 0 and cash_paise <= limit_paise)
);
comment on table billing.cash_days is
  'The cash that a facility has taken from a person on a day: the law forbids more than the limit';
comment on column billing.cash_days.payer_id is
  'The record of the patient that stays; the invoice, where nobody is known';
comment on column billing.cash_days.limit_paise is 'Null for a government';

comment on column billing.payments.meant_for is 'An advance that came too late for this invoice';
comment on column billing.payments.reference is 'The number of the bank: UTR, number of the cheque or the card slip';
comment on column billing.payments.is_confirmed is
  'False: somebody typed the number of the bank, and no callback and no statement has said it';
comment on column billing.payments.used_paise is 'Of an advance: what was used for invoices or given back';
comment on column billing.payments.day is 'The day in India of the money: of its end, or of its request while it waits';
