-- The schema prescriptions as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- What the pharmacist asked for, before lots were picked
create table prescriptions.asked_lines (
  cell int not null,
  dispense_id uuid not null,
  line smallint not null,
  line_key smallint,
  item_code text not null,
  quantity int not null,
  substituted_reason text,
  constraint asked_lines_pk primary key (cell, dispense_id, line),
  constraint asked_lines_dispense foreign key (cell, dispense_id) references prescriptions.dispenses(cell, id),
  constraint asked_lines_quantity_positive check (quantity > 0)
);

create table prescriptions.dispense_lines (
  cell int not null,
  dispense_id uuid not null,
  line smallint not null,
  asked_line smallint not null,
  item_code text not null,
  item_name text not null,
  schedule text not null,
  is_cold boolean not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  quantity int not null,
  unit_price_paise bigint not null,
  mrp_paise bigint not null,
  returned int not null default 0,
  constraint dispense_lines_pk primary key (cell, dispense_id, line),
  constraint dispense_lines_asked foreign key (cell, dispense_id, asked_line) references prescriptions.asked_lines(cell, dispense_id, line),
  constraint dispense_lines_price check (unit_price_paise >= 0 and unit_price_paise <= mrp_paise),
  constraint dispense_lines_quantity_positive check (quantity > 0),
  constraint dispense_lines_returned check (returned >= 0 and returned <= quantity)
);
create index dispense_lines_by_lot on prescriptions.dispense_lines (item_code, lot, maker);

create table prescriptions.dispenses (
  -- District of the prescription, or of the pharmacy without one
  cell int not null,
  id uuid not null,
  prescription_id uuid,
  prescription_version int,
  patient_id uuid,
  facility_id uuid not null,
  store_id uuid not null,
  is_free boolean not null,
  status text not null,
  attempts smallint not null default 1,
  -- What inventory holds for it; another one for each attempt
  reservation_id uuid not null,
  -- What billing knows it by, in the district of the pharmacy
  charge_group uuid not null,
  warnings jsonb not null,
  short jsonb,
  total_paise bigint,
  prepared_by uuid not null,
  prepared_at timestamptz not null,
  expires_at timestamptz not null,
  second_person uuid,
  handed_over_by uuid,
  handed_over_at timestamptz,
  handed_to text,
  end_reason text,
  ended_at timestamptz,
  is_stock_settled boolean not null default false,
  is_money_settled boolean not null default false,
  is_charged boolean not null default false,
  returns smallint not null default 0,
  -- When the sweep looks at it again; null when nothing is left to do
  due_at timestamptz,
  failing_since timestamptz,
  problem text,
  constraint dispenses_pk primary key (cell, id),
  constraint dispenses_prescription foreign key (cell, prescription_id) references prescriptions.prescriptions(cell, id),
  constraint dispenses_attempts check (attempts >= 1 and attempts <= 99),
  constraint dispenses_due check (due_at is not null or is_stock_settled and is_money_settled and (status in ('HANDED_OVER', 'REFUSED', 'ABANDONED'))),
  constraint dispenses_ended check ((status in ('REFUSED', 'ABANDONED')) = (end_reason is not null) and (end_reason is null) = (ended_at is null)),
  constraint dispenses_handed_over check ((status = 'HANDED_OVER') = (handed_over_at is not null) and (handed_over_at is null) = (handed_over_by is null) and (handed_over_at is null) = (handed_to is null)),
  constraint dispenses_priced check (total_paise >= 0 and (total_paise is not null or (status in ('PREPARING', 'REFUSED', 'ABANDONED')))),
  constraint dispenses_reason_known check (end_reason in ('by-hand', 'time', 'recall', 'short', 'refused', 'stopped')),
  constraint dispenses_status_known check (status in ('PREPARING', 'PREPARED', 'CHARGED', 'READY', 'HANDED_OVER', 'REFUSED', 'ABANDONED')),
  constraint dispenses_two_people check (second_person <> handed_over_by),
  constraint dispenses_version check ((prescription_id is null) = (prescription_version is null))
);
create index dispenses_by_group on prescriptions.dispenses (charge_group);
create index dispenses_by_prescription on prescriptions.dispenses (cell, prescription_id);
create index dispenses_by_reservation on prescriptions.dispenses (reservation_id);
create index dispenses_due_next on prescriptions.dispenses (due_at) where due_at is not null;

-- What a store had free when inventory last told it: a hint, with its age
create table prescriptions.level_hints (
  cell int not null,
  store_id uuid not null,
  item_code text not null,
  free int not null,
  mrp_paise bigint,
  version bigint not null,
  as_of timestamptz not null,
  constraint level_hints_pk primary key (cell, store_id, item_code)
);

-- The newest state of each line: what may be given, and what was given
create table prescriptions.lines (
  cell int not null,
  prescription_id uuid not null,
  line_key smallint not null,
  item_code text,
  generic_name text not null,
  form text not null,
  strength text not null,
  substances text[] not null,
  quantity int not null,
  repeats smallint not null,
  schedule text not null,
  substitution text not null,
  -- The last day on which the patient takes it
  runs_until date not null,
  state text not null,
  -- In dispenses that are under way
  promised int not null default 0,
  dispensed int not null default 0,
  returned int not null default 0,
  constraint lines_pk primary key (cell, prescription_id, line_key),
  constraint lines_prescription foreign key (cell, prescription_id) references prescriptions.prescriptions(cell, id),
  constraint lines_counts check (promised >= 0 and dispensed >= 0 and returned >= 0 and returned <= dispensed),
  constraint lines_not_above check ((promised + dispensed - returned) <= (quantity * (1 + repeats))),
  constraint lines_quantity_positive check (quantity > 0 and repeats >= 0 and repeats <= 5),
  constraint lines_schedule_known check (schedule in ('none', 'G', 'H', 'H1', 'X', 'unset')),
  constraint lines_state_known check (state in ('active', 'stopped')),
  constraint lines_substitution_known check (substitution in ('allowed', 'ask'))
);

-- Copy of the items of the stores
create table prescriptions.medicines (
  item_code text not null,
  kind text not null,
  name text not null,
  form text,
  strength text,
  unit text not null,
  pack_size int not null,
  schedule text not null,
  tele_list text not null,
  tax_code text not null,
  is_cold boolean not null,
  is_active boolean not null,
  ingredients jsonb not null,
  -- Ingredients with amounts, and form: items with the same one are the same medicine. Null when that is not certain
  composition text,
  version int not null,
  constraint medicines_pk primary key (item_code)
);
create index medicines_by_composition on prescriptions.medicines (composition) where composition is not null;

create table prescriptions.merged_patients (
  cell int not null,
  patient_id uuid not null,
  -- The record that this one is merged into; null: none
  kept_id uuid,
  version int not null,
  -- The record of the same person that books; often this one
  stays_id uuid not null,
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);

-- The own list of a patient, in the district of the patient
create table prescriptions.patient_rows (
  cell int not null,
  patient_id uuid not null,
  prescription_id uuid not null,
  signed_at timestamptz not null,
  constraint patient_rows_pk primary key (cell, patient_id, prescription_id)
);
create index patient_rows_by_time on prescriptions.patient_rows (cell, patient_id, signed_at, prescription_id);

create table prescriptions.prescriptions (
  -- District of the hospital; the id holds it too
  cell int not null,
  id uuid not null,
  -- As on the print. It is no key: who knows it and the year of birth may show the prescription to a pharmacy
  reference text not null,
  visit_id uuid not null,
  facility_id uuid not null,
  patient_id uuid not null,
  birth_year smallint not null,
  doctor_id uuid not null,
  mode text not null,
  status text not null,
  version int not null,
  -- The hash of the newest version
  hash text not null,
  valid_until date not null,
  repeats smallint not null,
  signed_at timestamptz not null,
  stopped_at timestamptz,
  stopped_by uuid,
  stop_reason text,
  constraint prescriptions_pk primary key (cell, id),
  constraint prescriptions_newest foreign key (cell, id, version, hash) references prescriptions.versions(cell, prescription_id, version, hash),
  constraint prescriptions_mode_known check (mode in ('in-person', 'tele')),
  constraint prescriptions_repeats check (repeats >= 0 and repeats <= 5),
  constraint prescriptions_status_known check (status in ('SIGNED', 'STOPPED')),
  constraint prescriptions_stopped check ((status = 'STOPPED') = (stopped_at is not null) and (stopped_at is null) = (stop_reason is null) and (stopped_at is null) = (stopped_by is null)),
  constraint prescriptions_valid check (valid_until <= (signed_at + '181 days'::interval)::date),
  constraint prescriptions_version_positive check (version > 0)
);
create index prescriptions_by_facility on prescriptions.prescriptions (cell, facility_id, signed_at, id) where status = 'SIGNED';
create index prescriptions_by_reference on prescriptions.prescriptions (reference);
create index prescriptions_by_visit on prescriptions.prescriptions (cell, visit_id);

-- At which other facilities a prescription was shown to a pharmacist
create table prescriptions.presentations (
  cell int not null,
  prescription_id uuid not null,
  facility_id uuid not null,
  shown_at timestamptz not null,
  shown_to uuid not null,
  constraint presentations_pk primary key (cell, prescription_id, facility_id),
  constraint presentations_prescription foreign key (cell, prescription_id) references prescriptions.prescriptions(cell, id)
);

-- The registers of the Drugs Rules, written by the hand-over. A row never changes, and numbers have no gap in a year
create table prescriptions.register_entries (
  cell int not null,
  facility_id uuid not null,
  register text not null,
  year smallint not null,
  number int not null,
  entered_at timestamptz not null,
  prescription_reference text not null,
  prescriber text not null,
  prescriber_address text not null,
  patient_id uuid not null,
  patient_name text not null,
  patient_address text not null,
  item_code text not null,
  item_name text not null,
  lot text not null,
  maker text not null,
  expires_on date not null,
  quantity int not null,
  dispense_id uuid not null,
  dispense_line smallint not null,
  handed_over_by uuid not null,
  second_person uuid,
  constraint register_entries_pk primary key (cell, facility_id, register, year, number),
  constraint register_entries_once unique (cell, facility_id, dispense_id, dispense_line),
  constraint register_entries_register foreign key (cell, facility_id, register, year) references prescriptions.registers(cell, facility_id, register, year),
  constraint register_entries_numbered check (number > 0 and quantity > 0),
  constraint register_entries_two_people check (register <> 'X' or second_person is not null)
);
create index register_entries_by_time on prescriptions.register_entries (cell, facility_id, register, entered_at, year, number);

create table prescriptions.registers (
  cell int not null,
  facility_id uuid not null,
  register text not null,
  year smallint not null,
  last int not null,
  constraint registers_pk primary key (cell, facility_id, register, year),
  constraint registers_known check (register in ('H1', 'X')),
  constraint registers_positive check (last > 0)
);

create table prescriptions.returns (
  cell int not null,
  dispense_id uuid not null,
  number smallint not null,
  -- What inventory and billing know it by
  return_id uuid not null,
  lines jsonb not null,
  reason text not null,
  returned_by uuid not null,
  returned_at timestamptz not null,
  is_stock_settled boolean not null default false,
  is_money_settled boolean not null default false,
  due_at timestamptz,
  problem text,
  constraint returns_pk primary key (cell, dispense_id, number),
  constraint returns_dispense foreign key (cell, dispense_id) references prescriptions.dispenses(cell, id),
  constraint returns_due check (due_at is not null or is_stock_settled and is_money_settled)
);
create index returns_due_next on prescriptions.returns (due_at) where due_at is not null;

-- The own list of a store, in the district of the store
create table prescriptions.store_rows (
  cell int not null,
  store_id uuid not null,
  dispense_id uuid not null,
  prepared_at timestamptz not null,
  constraint store_rows_pk primary key (cell, store_id, dispense_id)
);
create index store_rows_by_time on prescriptions.store_rows (cell, store_id, prepared_at, dispense_id);

-- Copy of the stores of facilities
create table prescriptions.stores (
  cell int not null,
  id uuid not null,
  facility_id uuid not null,
  kind text not null,
  name text not null,
  is_free boolean not null,
  is_active boolean not null,
  version int not null,
  constraint stores_pk primary key (cell, id)
);
create index stores_by_facility on prescriptions.stores (cell, facility_id);

-- Signed versions. The checks and keys refuse a change of one: its text decides its hash, which others name
create table prescriptions.versions (
  cell int not null,
  prescription_id uuid not null,
  version int not null,
  hash_before text,
  version_before int,
  -- All that was signed, as canonical JSON
  sealed text not null,
  -- sha256 over the hash before and the sealed text, as hex
  hash text not null,
  signed_at timestamptz not null,
  signed_by uuid not null,
  reason text,
  constraint versions_pk primary key (cell, prescription_id, version),
  constraint versions_with_hash unique (cell, prescription_id, version, hash),
  constraint versions_chain foreign key (cell, prescription_id, version_before, hash_before) references prescriptions.versions(cell, prescription_id, version, hash),
  constraint versions_prescription foreign key (cell, prescription_id) references prescriptions.prescriptions(cell, id) deferrable initially deferred,
  constraint versions_chained check ((version = 1) = (hash_before is null) and not version_before is distinct from nullif(version - 1, 0)),
  constraint versions_hash_right check (hash = encode(sha256(convert_to(coalesce(hash_before, '') || sealed, 'UTF8'::name)), 'hex')),
  constraint versions_reason check ((version = 1) = (reason is null))
);
