-- Adds credit notes, and what other modules have given back with an id of their own.

create table billing.credit_notes (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  invoice_id uuid not null,
  series text not null,
  fy int not null,
  seq int not null,
  number text not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  reason text not null,
  written_by uuid,
  written_on date not null,
  written_at timestamptz not null,
  constraint credit_notes_pk primary key (cell, id),
  constraint credit_notes_number_once unique (cell, facility_id, series, fy, seq),
  constraint credit_notes_series_known check (series = 'credit-note'),
  constraint credit_notes_number_form check (number ~ '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/C[0-9]{5}$'),
  constraint credit_notes_total_whole check (total_paise = taxable_paise + cgst_paise + sgst_paise)
);
create index credit_notes_by_invoice on billing.credit_notes (cell, invoice_id, id);
create index credit_notes_by_day on billing.credit_notes (cell, facility_id, written_on);
comment on table billing.credit_notes is 'What was given back of an invoice, in a series of its own';

create table billing.credit_lines (
  cell int not null,
  credit_note_id uuid not null,
  line int not null,
  invoice_id uuid not null,
  quantity int not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  constraint credit_lines_pk primary key (cell, credit_note_id, line),
  constraint credit_lines_quantity_positive check (quantity > 0),
  constraint credit_lines_total_whole check (total_paise = taxable_paise + cgst_paise + sgst_paise),
  constraint credit_lines_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise)
);
comment on column billing.credit_lines.line is 'The line of the invoice';

create table billing.reversals (
  cell int not null,
  id uuid not null,
  charge_group uuid not null,
  asked json not null,
  charge_ids uuid[] not null,
  total_paise bigint not null,
  reversed_at timestamptz not null,
  constraint reversals_pk primary key (cell, id)
);
comment on table billing.reversals is
  'What a module has given back with an id of its own. The same id again has the same answer and changes nothing';
