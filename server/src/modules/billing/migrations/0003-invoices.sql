-- Adds invoices with their lines, and what charges need for them.

alter table billing.charges
  add column reversed_quantity int not null default 0,
  add column lot text,
  add column maker text,
  add column expires_on date,
  add column mrp_paise bigint,
  add constraint charges_reversed_range check (reversed_quantity between 0 and quantity),
  add constraint charges_below_mrp check (unit_price_paise <= mrp_paise);
update billing.charges set reversed_quantity = quantity where status = 'CANCELLED';
comment on column billing.charges.reversed_quantity is
  'How many were given back while the charge was open: the invoice has the rest';
comment on column billing.charges.mrp_paise is 'The printed price of the lot. Nobody may charge more';

alter table billing.patient_rows add column kind text not null default 'charge';
alter table billing.patient_rows
  add constraint patient_rows_kind_known check (kind in ('charge', 'invoice', 'payment'));

create table billing.invoices (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  kind text not null,
  series text not null,
  fy int not null,
  seq int not null,
  number text not null,
  status text not null,
  source_modules text[] not null,
  gross_paise bigint not null,
  discount_paise bigint not null,
  exempt_paise bigint not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  paid_paise bigint not null,
  refunded_paise bigint not null,
  credited_paise bigint not null,
  cash_paise bigint not null,
  cash_limit_paise bigint,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid,
  issuer json not null,
  constraint invoices_pk primary key (cell, id),
  constraint invoices_number_once unique (cell, facility_id, series, fy, seq),
  constraint invoices_kind_known check (kind in ('tax-invoice', 'bill-of-supply', 'invoice-cum-bill')),
  constraint invoices_series_known check (series = 'invoice'),
  constraint invoices_number_form check (number ~ '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/[0-9]{6}$'),
  constraint invoices_status_known check (status in ('ISSUED', 'PART_PAID', 'PAID', 'CREDITED')),
  constraint invoices_total_whole check (
    total_paise = gross_paise - discount_paise
    and total_paise = exempt_paise + taxable_paise + cgst_paise + sgst_paise),
  constraint invoices_total_positive check (total_paise > 0),
  constraint invoices_refunded_range check (refunded_paise between 0 and paid_paise),
  constraint invoices_credited_range check (credited_paise between 0 and total_paise),
  constraint invoices_paid_range check (paid_paise between 0 and total_paise + refunded_paise),
  constraint invoices_cash_range check (cash_paise between 0 and paid_paise and cash_paise <= cash_limit_paise)
);
create index invoices_by_facility on billing.invoices (cell, facility_id, id);
create index invoices_refund_due on billing.invoices (cell, facility_id, id)
  where paid_paise - refunded_paise > total_paise - credited_paise;
comment on table billing.invoices is
  'Bills as issued. Only status, paid, refunded, credited and cash change afterwards';
comment on column billing.invoices.source_modules is 'Which modules charged: a pharmacist sees only those of dispenses';
comment on column billing.invoices.exempt_paise is 'The sum of the lines without tax';
comment on column billing.invoices.cash_limit_paise is 'Of the day of issue; null for a government';
comment on column billing.invoices.issuer is 'Name, address and numbers of the issuer, as they were';

create table billing.invoice_lines (
  cell int not null,
  invoice_id uuid not null,
  line int not null,
  charge_id uuid not null,
  quantity int not null,
  discount_paise bigint not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  constraint invoice_lines_pk primary key (cell, invoice_id, line),
  constraint invoice_lines_charge_once unique (cell, charge_id),
  constraint invoice_lines_quantity_positive check (quantity > 0),
  constraint invoice_lines_total_whole check (total_paise = taxable_paise + cgst_paise + sgst_paise),
  constraint invoice_lines_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise)
);
comment on table billing.invoice_lines is
  'The amounts of a line as issued. Text, price and rate stand in the charge, where they never change';
