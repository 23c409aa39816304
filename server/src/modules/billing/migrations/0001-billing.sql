-- Creates the tables of billing: tax rates, prices, charges, the charges of each patient, merged patients.

create table billing.tax_rates (
  tax_code text not null,
  valid_from date not null,
  hsn_sac text,
  basis_points int not null,
  exempt boolean not null,
  note text not null,
  constraint tax_rates_pk primary key (tax_code, valid_from),
  constraint tax_rates_basis_points_range check (basis_points between 0 and 4000),
  constraint tax_rates_exempt_nil check (not exempt or basis_points = 0)
);
comment on table billing.tax_rates is
  'The law as dated rows, loaded from data/taxes; a reference table, copied to every node';
comment on column billing.tax_rates.valid_from is 'The rate holds until the next row of its code begins';
comment on column billing.tax_rates.hsn_sac is 'Null: each good has its own number';
comment on column billing.tax_rates.basis_points is
  'The central and the state half together, in hundredths of a percent';
comment on column billing.tax_rates.note is 'Names the notification';

create table billing.prices (
  cell int not null,
  facility_id uuid not null,
  code text not null,
  valid_from date not null,
  name text not null,
  search_text text not null,
  kind text not null,
  unit_price_paise bigint not null,
  tax_code text not null,
  discount_max_bp int not null,
  is_offered boolean not null,
  version int not null,
  set_by uuid not null,
  set_at timestamptz not null,
  constraint prices_pk primary key (cell, facility_id, code, valid_from),
  constraint prices_kind_known check (
    kind in ('consultation', 'medicine', 'test', 'procedure', 'registration', 'other')),
  constraint prices_unit_price_range check (unit_price_paise between 0 and 100000000000),
  constraint prices_discount_max_range check (discount_max_bp between 0 and 10000),
  constraint prices_version_positive check (version > 0)
);
comment on column billing.prices.valid_from is 'The price holds until the next row of its code begins';
comment on column billing.prices.search_text is 'Name and code in lower case without accents and punctuation';
comment on column billing.prices.unit_price_paise is 'With the tax inside';
comment on column billing.prices.is_offered is 'False: the facility does not sell it from this day on';
comment on column billing.prices.version is 'Grows by one with each change of the code, over all its days';

create table billing.charges (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  patient_id uuid,
  charge_group uuid not null,
  source_kind text not null,
  source_id uuid not null,
  source_line int not null,
  code text,
  text text not null,
  hsn_sac text,
  tax_code text not null,
  basis_points int not null,
  quantity int not null,
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
  credited_quantity int not null,
  charged_on date not null,
  raised_by uuid,
  raised_at timestamptz not null,
  constraint charges_pk primary key (cell, id),
  constraint charges_source_once unique (cell, source_kind, source_id, source_line),
  constraint charges_source_line_range check (source_line between 0 and 9999),
  constraint charges_basis_points_range check (basis_points between 0 and 4000),
  constraint charges_quantity_range check (quantity between 1 and 100000),
  constraint charges_unit_price_range check (unit_price_paise between 0 and 100000000000),
  constraint charges_discount_range check (discount_paise between 0 and quantity * unit_price_paise),
  constraint charges_discount_by_somebody check (
    discount_paise = 0 or (discount_reason is not null and discount_by is not null)),
  constraint charges_taxable_positive check (taxable_paise >= 0),
  constraint charges_tax_halves_equal check (cgst_paise >= 0 and cgst_paise = sgst_paise),
  constraint charges_total_whole check (
    total_paise = quantity * unit_price_paise - discount_paise
    and total_paise = taxable_paise + cgst_paise + sgst_paise),
  constraint charges_total_range check (total_paise between 0 and 100000000000),
  constraint charges_status_known check (
    status in ('OPEN', 'INVOICED', 'SETTLED', 'WAIVED', 'CANCELLED', 'CREDITED')),
  constraint charges_reason_given check (status not in ('WAIVED', 'CANCELLED') or status_reason is not null),
  constraint charges_waived_by_another check (
    status <> 'WAIVED' or (status_by is not null and status_by is distinct from raised_by)),
  constraint charges_credited_range check (credited_quantity between 0 and quantity)
);
create index charges_by_group on billing.charges (cell, charge_group, id);
create index charges_open on billing.charges (cell, facility_id, id) where status = 'OPEN';
create index charges_by_facility on billing.charges (cell, facility_id, id);
comment on column billing.charges.cell is 'District of the facility; the id and the group hold it too';
comment on column billing.charges.charge_group is
  'What belongs together on a bill: the id of an appointment, a dispense';
comment on column billing.charges.source_kind is 'What the charge is for: module and thing, such as appointments.fee';
comment on column billing.charges.code is 'Code in the price list; null: the module that raised it named the amount';
comment on column billing.charges.unit_price_paise is
  'With the tax inside; copied, so that a new price changes nothing';
comment on column billing.charges.basis_points is 'The rate of the day charged_on; a later law does not change it';
comment on column billing.charges.credited_quantity is 'How many a credit note has given back';
comment on column billing.charges.charged_on is 'Day in India whose price and tax hold';

create table billing.patient_rows (
  cell int not null,
  patient_id uuid not null,
  record_id uuid not null,
  record_cell int not null,
  day date not null,
  constraint patient_rows_pk primary key (cell, patient_id, record_id)
);
comment on table billing.patient_rows is
  'Which charges a patient has, wherever the facilities lie: the list of a person is read from one district';
comment on column billing.patient_rows.cell is 'District in the id of the patient';
comment on column billing.patient_rows.record_cell is 'District of the charge, so that its row is found by its key';

create table billing.merged_patients (
  cell int not null,
  patient_id uuid not null,
  kept_id uuid,
  version int not null,
  stays_id uuid not null,
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);
comment on table billing.merged_patients is
  'Records of patients that were merged (platform/same-people). A charge keeps the record for which it was raised';
comment on column billing.merged_patients.kept_id is 'The record that this one is merged into; null when it is not';
comment on column billing.merged_patients.version is
  'Version of the last event about this record, so that an older event changes nothing; 0 before the first one';
comment on column billing.merged_patients.stays_id is 'The record of the same person that stays; often this one';
comment on column billing.merged_patients.same_ids is 'The other records of the same person';
