-- The schema diagnostics as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- The last number of the specimens of a laboratory on a day in India
create table diagnostics.accessions (
  cell int not null,
  lab_facility_id uuid not null,
  day date not null,
  last int not null,
  constraint accessions_pk primary key (cell, lab_facility_id, day)
);

create table diagnostics.criticals (
  cell int not null,
  order_id uuid not null,
  line smallint not null,
  version int not null,
  lab_facility_id uuid not null,
  facility_id uuid not null,
  patient_id uuid not null,
  doctor_id uuid,
  status text not null,
  raised_at timestamptz not null,
  due_at timestamptz not null,
  -- 1: the doctors on duty were asked, 2: the administrators too
  escalations smallint not null,
  -- Who read the value back
  told_to text,
  told_by uuid,
  told_at timestamptz,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  constraint criticals_pk primary key (cell, order_id, line, version),
  constraint criticals_result foreign key (cell, order_id, line, version) references diagnostics.results(cell, order_id, line, version),
  constraint criticals_acknowledged check ((status = 'ACKNOWLEDGED') = (acknowledged_at is not null) and (acknowledged_by is null) = (acknowledged_at is null)),
  constraint criticals_escalations_range check (escalations >= 0 and escalations <= 2),
  constraint criticals_status_known check (status in ('RAISED', 'TOLD', 'ACKNOWLEDGED', 'REPLACED')),
  constraint criticals_told check ((num_nonnulls(told_to, told_by, told_at) in (0, 3)) and (status <> 'RAISED' or told_at is null) and (status <> 'TOLD' or told_at is not null))
);
create index criticals_due on diagnostics.criticals (due_at) where (status in ('RAISED', 'TOLD')) and escalations < 2;
create index criticals_open_at_lab on diagnostics.criticals (cell, lab_facility_id, due_at) where status in ('RAISED', 'TOLD');
create index criticals_open_where_ordered on diagnostics.criticals (facility_id, due_at) where status in ('RAISED', 'TOLD');

-- Orders of a doctor that have results, in the district of the doctor
create table diagnostics.inbox (
  cell int not null,
  doctor_id uuid not null,
  order_id uuid not null,
  facility_id uuid not null,
  patient_id uuid not null,
  -- Of the worst result: 0 no flag, 1 flagged, 2 critical
  severity smallint not null,
  changed_at timestamptz not null,
  read_at timestamptz,
  constraint inbox_pk primary key (cell, doctor_id, order_id),
  constraint inbox_severity_range check (severity >= 0 and severity <= 2)
);
create index inbox_all on diagnostics.inbox (cell, doctor_id, changed_at desc, order_id);
create index inbox_unread on diagnostics.inbox (cell, doctor_id, severity desc, changed_at desc, order_id) where read_at is null;

-- Copy of the facilities that have a menu, with the policy of their laboratory
create table diagnostics.labs (
  cell int not null,
  facility_id uuid not null,
  name text not null,
  address text not null,
  is_active boolean not null,
  -- A routine test is collected only when it is paid
  pays_first boolean not null,
  -- The language of the reports that are kept as documents
  language text not null,
  -- Version of the facility, so that an older event changes nothing
  version int not null,
  constraint labs_pk primary key (cell, facility_id),
  constraint labs_language_known check (language in ('en', 'hi'))
);

-- The tests and panels that a facility offers
create table diagnostics.menus (
  cell int not null,
  facility_id uuid not null,
  -- A test, or a panel, which has one price
  code text not null,
  price_code text not null,
  -- False: another laboratory does the test
  in_house boolean not null,
  -- Whoever enters a result does not authorise it
  two_persons boolean not null,
  is_offered boolean not null,
  version int not null,
  changed_by uuid not null,
  constraint menus_pk primary key (cell, facility_id, code),
  constraint menus_version_positive check (version > 0)
);

-- Records of patients that were merged (platform/same-people). An order keeps the record for which it was placed
create table diagnostics.merged_patients (
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

create table diagnostics.order_lines (
  cell int not null,
  order_id uuid not null,
  line smallint not null,
  lab_facility_id uuid not null,
  -- 0 stat, 1 urgent, 2 routine: the order of the worklists
  urgency smallint not null,
  placed_at timestamptz not null,
  -- What was ordered: a test, or a panel, whose lines have one charge
  item smallint not null,
  item_code text not null,
  -- Null: another laboratory has charged it
  price_code text,
  test text not null,
  name text not null,
  kind text not null,
  unit text,
  specimen text,
  container text,
  doctor_first boolean not null,
  two_persons boolean not null,
  status text not null,
  specimen_id uuid,
  -- The version of the result that waits for its authorisation
  draft_version int,
  -- The newest version that is final or corrected
  result_version int,
  due_at timestamptz not null,
  ended_at timestamptz,
  cancel_reason text,
  moved_to uuid,
  constraint order_lines_pk primary key (cell, order_id, line),
  constraint order_lines_test_once unique (cell, order_id, test),
  constraint order_lines_order foreign key (cell, order_id) references diagnostics.orders(cell, id),
  constraint order_lines_cancelled check ((status = 'CANCELLED') = (cancel_reason is not null) and (moved_to is null or status = 'CANCELLED')),
  constraint order_lines_completed check ((status = 'COMPLETED') = (result_version is not null)),
  constraint order_lines_draft check (draft_version is null or status = 'IN_PROGRESS'),
  constraint order_lines_ended check ((status in ('COMPLETED', 'CANCELLED')) = (ended_at is not null)),
  constraint order_lines_kind_known check (kind in ('number', 'text', 'choice', 'imaging')),
  constraint order_lines_specimen check ((status <> all (array['COLLECTED', 'IN_PROGRESS', 'COMPLETED'])) or (kind = 'imaging') = (specimen_id is null)),
  constraint order_lines_specimen_known check (specimen in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint order_lines_status_known check (status in ('PLACED', 'COLLECTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED'))
);
create index order_lines_live on diagnostics.order_lines (cell, lab_facility_id, status, urgency, placed_at, order_id) where status in ('PLACED', 'COLLECTED', 'IN_PROGRESS');

create table diagnostics.orders (
  -- District of the laboratory; the id holds it too
  cell int not null,
  id uuid not null,
  lab_facility_id uuid not null,
  -- Where it was ordered
  facility_id uuid not null,
  visit_id uuid,
  patient_id uuid not null,
  -- Null: the patient asked for the test at the counter
  doctor_id uuid,
  priority text not null,
  status text not null,
  reason text,
  placed_by uuid not null,
  placed_at timestamptz not null,
  placed_on date not null,
  settled_at timestamptz,
  -- The order of the laboratory that sent the tests here
  referred_from uuid,
  constraint orders_pk primary key (cell, id),
  constraint orders_priority_known check (priority in ('routine', 'urgent', 'stat')),
  constraint orders_status_known check (status in ('PLACED', 'COLLECTED', 'IN_PROGRESS', 'PARTIAL', 'COMPLETED', 'CANCELLED')),
  constraint orders_visit_of_doctor check (visit_id is null or doctor_id is not null)
);
create index orders_by_desk on diagnostics.orders (facility_id, placed_on, placed_at, id);
create index orders_unsettled on diagnostics.orders (placed_at, id) where settled_at is null and status = 'PLACED';

-- Tests that are ordered together, loaded from data/tests; a reference table, copied to every node
create table diagnostics.panels (
  code text not null,
  name text not null,
  search_text text not null,
  tests text[] not null,
  constraint panels_pk primary key (code),
  constraint panels_tests check (cardinality(tests) >= 2 and cardinality(tests) <= 40)
);

-- The orders of a patient, wherever the laboratories lie: the list of a person is read from one district
create table diagnostics.patient_rows (
  cell int not null,
  patient_id uuid not null,
  record_id uuid not null,
  placed_at timestamptz not null,
  constraint patient_rows_pk primary key (cell, patient_id, record_id)
);
create index patient_rows_by_time on diagnostics.patient_rows (cell, patient_id, placed_at, record_id);

-- What is usual, by sex and age, as dated rows; a reference table, copied to every node
create table diagnostics.ranges (
  test text not null,
  sex text not null,
  -- Age in days; until_days is the first age that is too old
  from_days int not null,
  until_days int not null,
  valid_from date not null,
  low double precision,
  high double precision,
  -- A value at or below it may mean danger to life
  critical_low double precision,
  critical_high double precision,
  -- Who vouches for the range. Null: it flags no result
  checked_by uuid,
  checked_at timestamptz,
  constraint ranges_pk primary key (test, sex, from_days, until_days, valid_from),
  constraint ranges_ages check (0 <= from_days and from_days < until_days and until_days <= 60000),
  constraint ranges_checked check ((checked_by is null) = (checked_at is null)),
  constraint ranges_order check ((low is null or high is null or low < high) and (critical_low is null or low is null or critical_low <= low) and (critical_high is null or high is null or critical_high >= high) and (critical_low is null or critical_high is null or critical_low < critical_high)),
  constraint ranges_sex_known check (sex in ('female', 'male', 'any')),
  constraint ranges_some check (num_nonnulls(low, high, critical_low, critical_high) > 0)
);

create table diagnostics.reports (
  cell int not null,
  order_id uuid not null,
  version int not null,
  -- Lies in the district of the patient; its document has the same id
  id uuid not null,
  status text not null,
  -- The lines in it, each with the version of its result
  results jsonb not null,
  -- Names as they were when it was made: a repeat gives the same page
  snapshot jsonb,
  -- Of a file that was uploaded; null when Sehat makes the page
  document_id uuid,
  is_corrected boolean not null,
  made_at timestamptz not null,
  released_at timestamptz,
  -- From then on the family may read all of it, so it becomes a document
  keep_from timestamptz,
  -- The module documents has it
  kept_at timestamptz,
  constraint reports_pk primary key (cell, order_id, version),
  constraint reports_order foreign key (cell, order_id) references diagnostics.orders(cell, id),
  constraint reports_keep_from check ((status = 'RELEASED') = (keep_from is not null)),
  constraint reports_kept check (kept_at is null or keep_from is not null),
  constraint reports_released check ((status = 'RELEASED') = (released_at is not null)),
  constraint reports_status_known check (status in ('PENDING', 'RELEASED')),
  constraint reports_version_positive check (version > 0)
);
create index reports_pending on diagnostics.reports (made_at) where status = 'PENDING';
create index reports_to_keep on diagnostics.reports (keep_from) where keep_from is not null and kept_at is null;

-- Versions of results, with their ranges; a version that is final never changes
create table diagnostics.results (
  cell int not null,
  order_id uuid not null,
  line smallint not null,
  version int not null,
  value text not null,
  -- The value of a test whose results are numbers
  number double precision,
  unit text,
  low double precision,
  high double precision,
  critical_low double precision,
  critical_high double precision,
  flag text not null,
  status text not null,
  -- Grows with each change of a draft
  revision int not null,
  note text,
  entered_by uuid not null,
  entered_at timestamptz not null,
  authorised_by uuid,
  authorised_at timestamptz,
  reason text,
  constraint results_pk primary key (cell, order_id, line, version),
  constraint results_line foreign key (cell, order_id, line) references diagnostics.order_lines(cell, order_id, line),
  constraint results_authorised check ((status in ('FINAL', 'CORRECTED')) = (authorised_by is not null) and (authorised_by is null) = (authorised_at is null)),
  constraint results_flag_known check (flag in ('none', 'low', 'high', 'critical-low', 'critical-high', 'abnormal')),
  constraint results_flag_needs_range check ((flag <> 'low' or low is not null) and (flag <> 'high' or high is not null) and (flag <> 'critical-low' or critical_low is not null) and (flag <> 'critical-high' or critical_high is not null)),
  constraint results_reason check ((status <> all (array['CORRECTED', 'VOID'])) or reason is not null),
  constraint results_status_known check (status in ('PRELIMINARY', 'FINAL', 'CORRECTED', 'VOID')),
  constraint results_version_positive check (version > 0 and revision > 0)
);

create table diagnostics.specimens (
  cell int not null,
  id uuid not null,
  order_id uuid not null,
  lab_facility_id uuid not null,
  patient_id uuid not null,
  kind text not null,
  container text not null,
  -- The lines for which it was taken
  lines int[] not null,
  status text not null,
  -- The number on the label: unique in the laboratory
  accession text,
  -- The specimen that was rejected
  replaces uuid,
  collected_by uuid,
  collected_at timestamptz,
  received_by uuid,
  received_at timestamptz,
  rejected_by uuid,
  rejected_at timestamptz,
  reject_reason text,
  reject_note text,
  constraint specimens_pk primary key (cell, id),
  constraint specimens_accession_once unique (cell, lab_facility_id, accession),
  constraint specimens_replaced_once unique (cell, replaces),
  constraint specimens_order foreign key (cell, order_id) references diagnostics.orders(cell, id),
  constraint specimens_accession check ((status = 'EXPECTED') = (accession is null)),
  constraint specimens_collected check ((status = 'EXPECTED') = (collected_at is null) and (collected_at is null) = (collected_by is null)),
  constraint specimens_kind_known check (kind in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint specimens_other_explained check (reject_reason <> 'other' or reject_note is not null),
  constraint specimens_received check (((status <> all (array['RECEIVED', 'DONE'])) or received_at is not null) and (received_at is null) = (received_by is null)),
  constraint specimens_reject_reason_known check (reject_reason in ('clotted', 'haemolysed', 'insufficient', 'wrong-container', 'unlabelled', 'mislabelled', 'leaked', 'too-old', 'other')),
  constraint specimens_rejected check ((status = 'REJECTED') = (reject_reason is not null) and (status = 'REJECTED') = (rejected_at is not null) and (rejected_at is null) = (rejected_by is null)),
  constraint specimens_status_known check (status in ('EXPECTED', 'COLLECTED', 'RECEIVED', 'REJECTED', 'DONE'))
);
create index specimens_by_order on diagnostics.specimens (cell, order_id);

-- What billing or documents refused, or did not do for an hour
create table diagnostics.stuck (
  cell int not null,
  order_id uuid not null,
  deed text not null,
  lab_facility_id uuid not null,
  problem text not null,
  failed_at timestamptz not null,
  settled_at timestamptz,
  settled_by uuid,
  settled_reason text,
  constraint stuck_pk primary key (cell, order_id, deed),
  constraint stuck_deed_known check (deed in ('charge', 'reversal', 'report')),
  constraint stuck_settled check (num_nonnulls(settled_at, settled_by, settled_reason) in (0, 3))
);
create index stuck_open on diagnostics.stuck (cell, lab_facility_id, failed_at) where settled_at is null;

-- The tests of the country; a reference table, copied to every node
create table diagnostics.tests (
  code text not null,
  name text not null,
  -- Name and code in lower case without accents and punctuation
  search_text text not null,
  kind text not null,
  choices text[] not null,
  unit text,
  specimen text,
  container text,
  turnaround_minutes int not null,
  -- A doctor explains the result; the family reads it later
  doctor_first boolean not null,
  -- No result is higher; in the unit of the test
  highest_possible double precision,
  loinc text,
  -- The range as the shipped list words it
  stated_range text,
  -- Why the range of the shipped list was not taken over
  fault text,
  -- Null: the facts come from data/tests, and a newer list changes them
  changed_by uuid,
  version int not null,
  constraint tests_pk primary key (code),
  constraint tests_choices check ((kind = 'choice') = (cardinality(choices) > 0)),
  constraint tests_highest_positive check (highest_possible > 0::double precision),
  constraint tests_kind_known check (kind in ('number', 'text', 'choice', 'imaging')),
  constraint tests_specimen check ((kind = 'imaging') = (specimen is null) and (specimen is null) = (container is null)),
  constraint tests_specimen_known check (specimen in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint tests_turnaround_range check (turnaround_minutes >= 1 and turnaround_minutes <= 100000),
  constraint tests_unit_of_number check (kind = 'number' or unit is null and highest_possible is null),
  constraint tests_version_positive check (version > 0)
);
