-- The schema billing as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

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
  constraint charges_pk primary key (cell, id),
  constraint charges_source_once unique (cell, source_kind, source_id, source_line),
  constraint charges_basis_points_range check (basis_points >= 0 and basis_points <= 4000),
  constraint charges_credited_range check (credited_quantity >= 0 and credited_quantity <= quantity),
  constraint charges_discount_by_somebody check (discount_paise = 0 or discount_reason is not null and discount_by is not null),
  constraint charges_discount_range check (discount_paise >= 0 and discount_paise <= (quantity * unit_price_paise)),
  constraint charges_quantity_range check (quantity >= 1 and quantity <= 100000),
  constraint charges_reason_given check ((status <> all (array['WAIVED', 'CANCELLED'])) or status_reason is not null),
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
  constraint patient_rows_pk primary key (cell, patient_id, record_id)
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
