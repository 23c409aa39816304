-- The schema billing as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- The cash that a facility has taken from a person on a day: the law forbids more than the limit
create table billing.cash_days (
  cell int not null,
  facility_id uuid not null,
  -- The record of the patient that stays; the invoice, where nobody is known
  payer_id uuid not null,
  day date not null,
  cash_paise bigint not null,
  -- Null for a government
  limit_paise bigint,
  constraint cash_days_pk primary key (cell, facility_id, payer_id, day),
  constraint cash_days_cash_range check (cash_paise >= 0 and cash_paise <= limit_paise)
);

-- The most cash that may be taken from a person on a day, and for an invoice: the law as dated rows
create table billing.cash_limits (
  valid_from date not null,
  -- The limit holds until the next row begins
  limit_paise bigint not null,
  note text not null,
  constraint cash_limits_pk primary key (valid_from),
  constraint cash_limits_positive check (limit_paise > 0)
);

create table billing.charges (
  -- District of the facility; the id and the group hold it too
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  -- What belongs together on a bill: the id of an appointment, a dispense
  charge_group uuid not null,
  -- What the charge is for: module and thing, such as appointments.fee
  source_kind text not null,
  source_id uuid not null,
  source_line int not null,
  -- Code in the price list; null: the module that raised it named the amount
  code text,
  text text not null,
  hsn_sac text,
  tax_code text not null,
  -- The rate of the day charged_on; a later law does not change it
  basis_points int not null,
  quantity int not null,
  -- With the tax inside; copied, so that a new price changes nothing
  unit_price_paise bigint not null,
  discount_paise bigint not null,
  discount_reason text,
  discount_by uuid,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  status text not null,
  status_reason text,
  status_by uuid,
  status_at timestamptz not null,
  -- How many a credit note has given back
  credited_quantity int not null,
  -- Day in India whose price and tax hold
  charged_on date not null,
  raised_by uuid,
  raised_at timestamptz not null,
  -- How many were given back while the charge was open: the invoice has the rest
  reversed_quantity int not null default 0,
  lot text,
  maker text,
  expires_on date,
  -- The printed price of the lot. Nobody may charge more
  mrp_paise bigint,
  constraint charges_pk primary key (cell, id),
  constraint charges_source_once unique (cell, source_kind, source_id, source_line),
  constraint charges_basis_points_range check (basis_points >= 0 and basis_points <= 4000),
  constraint charges_below_mrp check (unit_price_paise <= mrp_paise),
  constraint charges_credited_range check (credited_quantity >= 0 and credited_quantity <= quantity),
  constraint charges_discount_by_somebody check (discount_paise = 0 or discount_reason is not null and discount_by is not null),
  constraint charges_discount_range check (discount_paise >= 0 and discount_paise <= (quantity * unit_price_paise)),
  constraint charges_quantity_range check (quantity >= 1 and quantity <= 100000),
  constraint charges_reason_given check ((status <> all (array['WAIVED', 'CANCELLED'])) or status_reason is not null),
  constraint charges_reversed_range check (reversed_quantity >= 0 and reversed_quantity <= quantity),
  constraint charges_source_line_range check (source_line >= 0 and source_line <= 9999),
  constraint charges_status_known check (status in ('OPEN', 'INVOICED', 'SETTLED', 'WAIVED', 'CANCELLED', 'CREDITED')),
  constraint charges_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise),
  constraint charges_taxable_positive check (taxable_paise >= 0),
  constraint charges_total_range check (total_paise >= 0 and total_paise <= '100000000000'::bigint),
  constraint charges_total_whole check (total_paise = (quantity * unit_price_paise - discount_paise) and total_paise = (taxable_paise + cgst_paise + sgst_paise)),
  constraint charges_unit_price_range check (unit_price_paise >= 0 and unit_price_paise <= '100000000000'::bigint),
  constraint charges_waived_by_another check (status <> 'WAIVED' or status_by is not null and status_by is distinct from raised_by)
);
create index charges_by_facility on billing.charges (cell, facility_id, id);
create index charges_by_group on billing.charges (cell, charge_group, id);
create index charges_open on billing.charges (cell, facility_id, id) where status = 'OPEN';

create table billing.credit_lines (
  cell int not null,
  credit_note_id uuid not null,
  -- The line of the invoice
  line int not null,
  invoice_id uuid not null,
  quantity int not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  constraint credit_lines_pk primary key (cell, credit_note_id, line),
  constraint credit_lines_quantity_positive check (quantity > 0),
  constraint credit_lines_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise),
  constraint credit_lines_total_whole check (total_paise = (taxable_paise + cgst_paise + sgst_paise))
);

-- What was given back of an invoice, in a series of its own
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
  constraint credit_notes_number_form check (number ~ '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/C[0-9]{5}$'),
  constraint credit_notes_series_known check (series = 'credit-note'),
  constraint credit_notes_total_whole check (total_paise = (taxable_paise + cgst_paise + sgst_paise))
);
create index credit_notes_by_day on billing.credit_notes (cell, facility_id, written_on);
create index credit_notes_by_invoice on billing.credit_notes (cell, invoice_id, id);

-- The amounts of a line as issued. Text, price and rate stand in the charge, where they never change
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
  constraint invoice_lines_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise),
  constraint invoice_lines_total_whole check (total_paise = (taxable_paise + cgst_paise + sgst_paise))
);

-- Bills as issued. Only status, paid, refunded, credited and cash change afterwards
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
  -- Which modules charged: a pharmacist sees only those of dispenses
  source_modules text[] not null,
  gross_paise bigint not null,
  discount_paise bigint not null,
  -- The sum of the lines without tax
  exempt_paise bigint not null,
  taxable_paise bigint not null,
  cgst_paise bigint not null,
  sgst_paise bigint not null,
  total_paise bigint not null,
  paid_paise bigint not null,
  refunded_paise bigint not null,
  credited_paise bigint not null,
  cash_paise bigint not null,
  -- Of the day of issue; null for a government
  cash_limit_paise bigint,
  issued_on date not null,
  issued_at timestamptz not null,
  issued_by uuid,
  -- Name, address and numbers of the issuer, as they were
  issuer json not null,
  constraint invoices_pk primary key (cell, id),
  constraint invoices_number_once unique (cell, facility_id, series, fy, seq),
  constraint invoices_cash_range check (cash_paise >= 0 and cash_paise <= paid_paise and cash_paise <= cash_limit_paise),
  constraint invoices_credited_range check (credited_paise >= 0 and credited_paise <= total_paise),
  constraint invoices_kind_known check (kind in ('tax-invoice', 'bill-of-supply', 'invoice-cum-bill')),
  constraint invoices_number_form check (number ~ '^[A-Z0-9]{1,3}/[0-9]{2}-[0-9]{2}/[0-9]{6}$'),
  constraint invoices_paid_range check (paid_paise >= 0 and paid_paise <= (total_paise + refunded_paise)),
  constraint invoices_refunded_range check (refunded_paise >= 0 and refunded_paise <= paid_paise),
  constraint invoices_series_known check (series = 'invoice'),
  constraint invoices_status_known check (status in ('ISSUED', 'PART_PAID', 'PAID', 'CREDITED')),
  constraint invoices_total_positive check (total_paise > 0),
  constraint invoices_total_whole check (total_paise = (gross_paise - discount_paise) and total_paise = (exempt_paise + taxable_paise + cgst_paise + sgst_paise))
);
create index invoices_by_facility on billing.invoices (cell, facility_id, id);
create index invoices_refund_due on billing.invoices (cell, facility_id, id) where (paid_paise - refunded_paise) > (total_paise - credited_paise);

-- Who issues the bills of a facility. A facility without a row issues none
create table billing.issuers (
  cell int not null,
  facility_id uuid not null,
  legal_name text not null,
  address text not null,
  -- Null: the issuer is not registered and may not show tax
  gstin text,
  -- The number of the state in the tax law
  state_code text not null,
  prefix text not null,
  upi_vpa text,
  -- Sealed: with it the payment provider signs what it says about UPI payments
  callback_secret bytea,
  -- The limit of cash does not hold for a government
  is_government boolean not null,
  -- Above it only an administrator signs a credit note
  credit_limit_paise bigint not null,
  version int not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint issuers_pk primary key (cell, facility_id),
  constraint issuers_credit_limit_range check (credit_limit_paise >= 0 and credit_limit_paise <= '100000000000'::bigint),
  constraint issuers_gstin_form check (gstin ~ '^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][A-Z0-9]Z[A-Z0-9]$'),
  constraint issuers_gstin_of_state check ("left"(gstin, 2) = state_code),
  constraint issuers_prefix_form check (prefix ~ '^[A-Z0-9]{1,3}$'),
  constraint issuers_state_code_form check (state_code ~ '^[0-9]{2}$'),
  constraint issuers_version_positive check (version > 0)
);

-- Records of patients that were merged (platform/same-people). A charge keeps the record for which it was raised
create table billing.merged_patients (
  cell int not null,
  patient_id uuid not null,
  -- The record that this one is merged into; null when it is not
  kept_id uuid,
  -- Version of the last event about this record, so that an older event changes nothing; 0 before the first one
  version int not null,
  -- The record of the same person that stays; often this one
  stays_id uuid not null,
  -- The other records of the same person
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);

-- Which charges a patient has, wherever the facilities lie: the list of a person is read from one district
create table billing.patient_rows (
  -- District in the id of the patient
  cell int not null,
  patient_id uuid not null,
  record_id uuid not null,
  -- District of the charge, so that its row is found by its key
  record_cell int not null,
  day date not null,
  kind text not null default 'charge',
  constraint patient_rows_pk primary key (cell, patient_id, record_id),
  constraint patient_rows_kind_known check (kind in ('charge', 'invoice', 'payment'))
);

create table billing.payments (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  -- Null: an advance, or the money of an advance that is given back
  invoice_id uuid,
  -- The advance whose money this uses or gives back
  advance_id uuid,
  -- An advance that came too late for this invoice
  meant_for uuid,
  direction text not null,
  method text not null,
  amount_paise bigint not null,
  tendered_paise bigint,
  change_paise bigint,
  status text not null,
  -- The number of the bank: UTR, number of the cheque or the card slip
  reference text,
  -- False: somebody typed the number of the bank, and no callback and no statement has said it
  is_confirmed boolean not null,
  session_id uuid,
  fy int,
  receipt_number text,
  -- Of an advance: what was used for invoices or given back
  used_paise bigint not null default 0,
  -- The day in India of the money: of its end, or of its request while it waits
  day date not null,
  asked_at timestamptz not null,
  expires_at timestamptz,
  ended_at timestamptz,
  by uuid,
  reason text,
  constraint payments_pk primary key (cell, id),
  constraint payments_receipt_once unique (cell, facility_id, receipt_number),
  constraint payments_reference_once unique (cell, facility_id, method, reference),
  constraint payments_amount_positive check (amount_paise > 0),
  constraint payments_cash_in_session check (method <> 'cash' or session_id is not null),
  constraint payments_change_right check ((tendered_paise is null) = (change_paise is null) and (tendered_paise - change_paise) = amount_paise and change_paise >= 0),
  constraint payments_direction_known check (direction in ('in', 'out')),
  constraint payments_for_something check (invoice_id is not null or direction = 'in' or advance_id is not null),
  constraint payments_method_known check (method in ('cash', 'upi', 'card', 'transfer', 'cheque', 'advance')),
  constraint payments_receipt_when_done check ((receipt_number is not null) = (status = 'DONE')),
  constraint payments_session_for_cash check (method = 'cash' or session_id is null),
  constraint payments_status_known check (status in ('PENDING', 'DONE', 'FAILED', 'EXPIRED')),
  constraint payments_used_range check (used_paise >= 0 and used_paise <= amount_paise)
);
create index payments_advances on billing.payments (cell, facility_id, id) where invoice_id is null and direction = 'in' and status = 'DONE' and used_paise < amount_paise;
create index payments_by_day on billing.payments (cell, facility_id, day, id);
create index payments_by_invoice on billing.payments (cell, invoice_id, id);
create index payments_by_session on billing.payments (cell, session_id) where session_id is not null;
create index payments_pending on billing.payments (expires_at) where status = 'PENDING';

-- Which facility numbers its bills with which prefix; a reference table, because one GSTIN covers many facilities
create table billing.prefixes (
  -- The GSTIN; the id of the facility where there is none
  holder text not null,
  prefix text not null,
  facility_id uuid not null,
  constraint prefixes_pk primary key (holder, prefix)
);

create table billing.prices (
  cell int not null,
  facility_id uuid not null,
  code text not null,
  -- The price holds until the next row of its code begins
  valid_from date not null,
  name text not null,
  -- Name and code in lower case without accents and punctuation
  search_text text not null,
  kind text not null,
  -- With the tax inside
  unit_price_paise bigint not null,
  tax_code text not null,
  discount_max_bp int not null,
  -- False: the facility does not sell it from this day on
  is_offered boolean not null,
  -- Grows by one with each change of the code, over all its days
  version int not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint prices_pk primary key (cell, facility_id, code, valid_from),
  constraint prices_discount_max_range check (discount_max_bp >= 0 and discount_max_bp <= 10000),
  constraint prices_kind_known check (kind in ('consultation', 'medicine', 'test', 'procedure', 'registration', 'other')),
  constraint prices_unit_price_range check (unit_price_paise >= 0 and unit_price_paise <= '100000000000'::bigint),
  constraint prices_version_positive check (version > 0)
);

-- What a module has given back with an id of its own. The same id again has the same answer and changes nothing
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

-- The last number of a series. It is locked last, in the transaction that uses the number, so that there is no gap
create table billing.series (
  cell int not null,
  facility_id uuid not null,
  series text not null,
  -- The year in which the financial year begins, on 1 April
  fy int not null,
  last int not null,
  constraint series_pk primary key (cell, facility_id, series, fy),
  constraint series_fy_range check (fy >= 2000 and fy <= 2999),
  constraint series_known check (series in ('invoice', 'credit-note', 'receipt')),
  constraint series_last_range check (last >= 1 and last <= 999999)
);

create table billing.sessions (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  counter text not null,
  opened_by uuid not null,
  opened_at timestamptz not null,
  -- The cash in the drawer when the session began
  float_paise bigint not null,
  status text not null,
  -- How many notes and coins of each value were counted
  denominations json,
  counted_paise bigint,
  counted_at timestamptz,
  -- Float, plus cash in, less cash out, when it was closed
  expected_paise bigint,
  difference_paise bigint,
  reason text,
  -- Who got the money: a bank, a chief cashier, the next shift
  handed_to text,
  closed_at timestamptz,
  accepted_by uuid,
  accepted_at timestamptz,
  constraint sessions_pk primary key (cell, id),
  constraint sessions_accepted_by_another check (accepted_by <> opened_by),
  constraint sessions_accepted_closed check (accepted_by is null or status = 'CLOSED'),
  constraint sessions_closed check ((expected_paise is null) = (status <> 'CLOSED')),
  constraint sessions_counted check ((counted_paise is null) = (status = 'OPEN')),
  constraint sessions_difference_explained check (difference_paise = 0 or reason is not null),
  constraint sessions_difference_whole check (difference_paise = (counted_paise - expected_paise)),
  constraint sessions_float_range check (float_paise >= 0 and float_paise <= '100000000000'::bigint),
  constraint sessions_status_known check (status in ('OPEN', 'COUNTED', 'CLOSED'))
);
create index sessions_by_facility on billing.sessions (cell, facility_id, id);
create unique index sessions_one_at_counter on billing.sessions (cell, facility_id, counter) where status <> 'CLOSED';
create unique index sessions_one_of_cashier on billing.sessions (cell, facility_id, opened_by) where status <> 'CLOSED';

-- The law as dated rows, loaded from data/taxes; a reference table, copied to every node
create table billing.tax_rates (
  tax_code text not null,
  -- The rate holds until the next row of its code begins
  valid_from date not null,
  -- Null: each good has its own number
  hsn_sac text,
  -- The central and the state half together, in hundredths of a percent
  basis_points int not null,
  exempt boolean not null,
  -- Names the notification
  note text not null,
  constraint tax_rates_pk primary key (tax_code, valid_from),
  constraint tax_rates_basis_points_range check (basis_points >= 0 and basis_points <= 4000),
  constraint tax_rates_exempt_nil check (not exempt or basis_points = 0)
);
