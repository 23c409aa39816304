-- Says who issues the bills of a facility, how much cash the law allows, and which numbers are used.

create table billing.issuers (
  cell int not null,
  facility_id uuid not null,
  legal_name text not null,
  address text not null,
  gstin text,
  state_code text not null,
  prefix text not null,
  upi_vpa text,
  callback_secret bytea,
  is_government boolean not null,
  credit_limit_paise bigint not null,
  version int not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint issuers_pk primary key (cell, facility_id),
  constraint issuers_gstin_form check (gstin ~ '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][A-Z0-9]Z[A-Z0-9]$'),
  constraint issuers_gstin_of_state check (left(gstin, 2) = state_code),
  constraint issuers_state_code_form check (state_code ~ '^[0-9]{2}$'),
  constraint issuers_prefix_form check (prefix ~ '^[A-Z0-9]{1,3}$'),
  constraint issuers_credit_limit_range check (credit_limit_paise between 0 and 100000000000),
  constraint issuers_version_positive check (version > 0)
);
comment on table billing.issuers is 'Who issues the bills of a facility. A facility without a row issues none';
comment on column billing.issuers.gstin is 'Null: the issuer is not registered and may not show tax';
comment on column billing.issuers.state_code is 'The number of the state in the tax law';
comment on column billing.issuers.callback_secret is
  'Sealed: with it the payment provider signs what it says about UPI payments';
comment on column billing.issuers.is_government is 'The limit of cash does not hold for a government';
comment on column billing.issuers.credit_limit_paise is 'Above it only an administrator signs a credit note';

create table billing.prefixes (
  holder text not null,
  prefix text not null,
  facility_id uuid not null,
  constraint prefixes_pk primary key (holder, prefix)
);
comment on table billing.prefixes is
  'Which facility numbers its bills with which prefix; a reference table, because one GSTIN covers many facilities';
comment on column billing.prefixes.holder is 'The GSTIN; the id of the facility where there is none';

create table billing.cash_limits (
  valid_from date not null,
  limit_paise bigint not null,
  note text not null,
  constraint cash_limits_pk primary key (valid_from),
  constraint cash_limits_positive check (limit_paise > 0)
);
comment on table billing.cash_limits is
  'The most cash that may be taken from a person on a day, and for an invoice: the law as dated rows';
comment on column billing.cash_limits.limit_paise is 'The limit holds until the next row begins';
insert into billing.cash_limits (valid_from, limit_paise, note)
values ('2017-04-01', 19999999, 'Income-tax Act 1961, s. 269ST: less than Rs 2,00,000');

create table billing.series (
  cell int not null,
  facility_id uuid not null,
  series text not null,
  fy int not null,
  last int not null,
  constraint series_pk primary key (cell, facility_id, series, fy),
  constraint series_known check (series in ('invoice', 'credit-note', 'receipt')),
  constraint series_fy_range check (fy between 2000 and 2999),
  constraint series_last_range check (last between 1 and 999999)
);
comment on table billing.series is
  'The last number of a series. It is locked last, in the transaction that uses the number, so that there is no gap';
comment on column billing.series.fy is 'The year in which the financial year begins, on 1 April';
