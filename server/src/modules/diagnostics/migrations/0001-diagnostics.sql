-- Creates the tables of diagnostics: catalogue, menus, orders, specimens, results, critical results, reports.

create table diagnostics.tests (
  code text not null,
  name text not null,
  search_text text not null,
  kind text not null,
  choices text[] not null,
  unit text,
  specimen text,
  container text,
  turnaround_minutes int not null,
  doctor_first boolean not null,
  highest_possible double precision,
  loinc text,
  stated_range text,
  fault text,
  changed_by uuid,
  version int not null,
  constraint tests_pk primary key (code),
  constraint tests_kind_known check (kind in ('number', 'text', 'choice', 'imaging')),
  constraint tests_specimen_known check (specimen in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint tests_choices check ((kind = 'choice') = (cardinality(choices) > 0)),
  constraint tests_specimen check (
    (kind = 'imaging') = (specimen is null) and (specimen is null) = (container is null)),
  constraint tests_unit_of_number check (kind = 'number' or (unit is null and highest_possible is null)),
  constraint tests_turnaround_range check (turnaround_minutes between 1 and 100000),
  constraint tests_highest_positive check (highest_possible > 0),
  constraint tests_version_positive check (version > 0)
);
comment on table diagnostics.tests is 'The tests of the country; a reference table, copied to every node';
comment on column diagnostics.tests.search_text is 'Name and code in lower case without accents and punctuation';
comment on column diagnostics.tests.doctor_first is 'A doctor explains the result; the family reads it later';
comment on column diagnostics.tests.highest_possible is 'No result is higher; in the unit of the test';
comment on column diagnostics.tests.stated_range is 'The range as the shipped list words it';
comment on column diagnostics.tests.fault is 'Why the range of the shipped list was not taken over';
comment on column diagnostics.tests.changed_by is 'Null: the facts come from data/tests, and a newer list changes them';

create table diagnostics.panels (
  code text not null,
  name text not null,
  search_text text not null,
  tests text[] not null,
  constraint panels_pk primary key (code),
  constraint panels_tests check (cardinality(tests) between 2 and 40)
);
comment on table diagnostics.panels is
  'Tests that are ordered together, loaded from data/tests; a reference table, copied to every node';

create table diagnostics.ranges (
  test text not null,
  sex text not null,
  from_days int not null,
  until_days int not null,
  valid_from date not null,
  low double precision,
  high double precision,
  critical_low double precision,
  critical_high double precision,
  checked_by uuid,
  checked_at timestamptz,
  constraint ranges_pk primary key (test, sex, from_days, until_days, valid_from),
  constraint ranges_sex_known check (sex in ('female', 'male', 'any')),
  constraint ranges_ages check (0 <= from_days and from_days < until_days and until_days <= 60000),
  constraint ranges_some check (num_nonnulls(low, high, critical_low, critical_high) > 0),
  constraint ranges_order check (
    (low is null or high is null or low < high) and (critical_low is null or low is null or critical_low <= low)
    and (critical_high is null or high is null or critical_high >= high)
    and (critical_low is null or critical_high is null or critical_low < critical_high)),
  constraint ranges_checked check ((checked_by is null) = (checked_at is null))
);
comment on table diagnostics.ranges is
  'What is usual, by sex and age, as dated rows; a reference table, copied to every node';
comment on column diagnostics.ranges.from_days is 'Age in days; until_days is the first age that is too old';
comment on column diagnostics.ranges.critical_low is 'A value at or below it may mean danger to life';
comment on column diagnostics.ranges.checked_by is 'Who vouches for the range. Null: it flags no result';

create table diagnostics.labs (
  cell int not null,
  facility_id uuid not null,
  name text not null,
  address text not null,
  is_active boolean not null,
  pays_first boolean not null,
  language text not null,
  version int not null,
  constraint labs_pk primary key (cell, facility_id),
  constraint labs_language_known check (language in ('en', 'hi'))
);
comment on table diagnostics.labs is 'Copy of the facilities that have a menu, with the policy of their laboratory';
comment on column diagnostics.labs.pays_first is 'A routine test is collected only when it is paid';
comment on column diagnostics.labs.language is 'The language of the reports that are kept as documents';
comment on column diagnostics.labs.version is 'Version of the facility, so that an older event changes nothing';

create table diagnostics.menus (
  cell int not null,
  facility_id uuid not null,
  code text not null,
  price_code text not null,
  in_house boolean not null,
  two_persons boolean not null,
  is_offered boolean not null,
  version int not null,
  changed_by uuid not null,
  constraint menus_pk primary key (cell, facility_id, code),
  constraint menus_version_positive check (version > 0)
);
comment on table diagnostics.menus is 'The tests and panels that a facility offers';
comment on column diagnostics.menus.code is 'A test, or a panel, which has one price';
comment on column diagnostics.menus.in_house is 'False: another laboratory does the test';
comment on column diagnostics.menus.two_persons is 'Whoever enters a result does not authorise it';

create table diagnostics.orders (
  cell int not null,
  id uuid not null,
  lab_facility_id uuid not null,
  facility_id uuid not null,
  visit_id uuid,
  patient_id uuid not null,
  doctor_id uuid,
  priority text not null,
  status text not null,
  reason text,
  placed_by uuid not null,
  placed_at timestamptz not null,
  placed_on date not null,
  settled_at timestamptz,
  referred_from uuid,
  constraint orders_pk primary key (cell, id),
  constraint orders_priority_known check (priority in ('routine', 'urgent', 'stat')),
  constraint orders_status_known check (
    status in ('PLACED', 'COLLECTED', 'IN_PROGRESS', 'PARTIAL', 'COMPLETED', 'CANCELLED')),
  constraint orders_visit_of_doctor check (visit_id is null or doctor_id is not null)
);
create index orders_unsettled on diagnostics.orders (placed_at, id) where settled_at is null and status = 'PLACED';
create index orders_by_desk on diagnostics.orders (facility_id, placed_on, placed_at, id);
comment on column diagnostics.orders.cell is 'District of the laboratory; the id holds it too';
comment on column diagnostics.orders.facility_id is 'Where it was ordered';
comment on column diagnostics.orders.doctor_id is 'Null: the patient asked for the test at the counter';
comment on column diagnostics.orders.referred_from is 'The order of the laboratory that sent the tests here';

create table diagnostics.order_lines (
  cell int not null,
  order_id uuid not null,
  line smallint not null,
  lab_facility_id uuid not null,
  urgency smallint not null,
  placed_at timestamptz not null,
  item smallint not null,
  item_code text not null,
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
  draft_version int,
  result_version int,
  due_at timestamptz not null,
  ended_at timestamptz,
  cancel_reason text,
  moved_to uuid,
  constraint order_lines_pk primary key (cell, order_id, line),
  constraint order_lines_order foreign key (cell, order_id) references diagnostics.orders (cell, id),
  constraint order_lines_test_once unique (cell, order_id, test),
  constraint order_lines_kind_known check (kind in ('number', 'text', 'choice', 'imaging')),
  constraint order_lines_specimen_known check (
    specimen in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint order_lines_status_known check (
    status in ('PLACED', 'COLLECTED', 'IN_PROGRESS', 'COMPLETED', 'CANCELLED')),
  constraint order_lines_specimen check (status not in ('COLLECTED', 'IN_PROGRESS', 'COMPLETED')
    or (kind = 'imaging') = (specimen_id is null)),
  constraint order_lines_completed check ((status = 'COMPLETED') = (result_version is not null)),
  constraint order_lines_draft check (draft_version is null or status = 'IN_PROGRESS'),
  constraint order_lines_ended check ((status in ('COMPLETED', 'CANCELLED')) = (ended_at is not null)),
  constraint order_lines_cancelled check ((status = 'CANCELLED') = (cancel_reason is not null)
    and (moved_to is null or status = 'CANCELLED'))
);
create index order_lines_live on diagnostics.order_lines (cell, lab_facility_id, status, urgency, placed_at, order_id)
  where status in ('PLACED', 'COLLECTED', 'IN_PROGRESS');
comment on column diagnostics.order_lines.urgency is '0 stat, 1 urgent, 2 routine: the order of the worklists';
comment on column diagnostics.order_lines.item is 'What was ordered: a test, or a panel, whose lines have one charge';
comment on column diagnostics.order_lines.price_code is 'Null: another laboratory has charged it';
comment on column diagnostics.order_lines.draft_version is 'The version of the result that waits for its authorisation';
comment on column diagnostics.order_lines.result_version is 'The newest version that is final or corrected';

create table diagnostics.patient_rows (
  cell int not null,
  patient_id uuid not null,
  record_id uuid not null,
  placed_at timestamptz not null,
  constraint patient_rows_pk primary key (cell, patient_id, record_id)
);
create index patient_rows_by_time on diagnostics.patient_rows (cell, patient_id, placed_at, record_id);
comment on table diagnostics.patient_rows is
  'The orders of a patient, wherever the laboratories lie: the list of a person is read from one district';

create table diagnostics.accessions (
  cell int not null,
  lab_facility_id uuid not null,
  day date not null,
  last int not null,
  constraint accessions_pk primary key (cell, lab_facility_id, day)
);
comment on table diagnostics.accessions is 'The last number of the specimens of a laboratory on a day in India';

create table diagnostics.specimens (
  cell int not null,
  id uuid not null,
  order_id uuid not null,
  lab_facility_id uuid not null,
  patient_id uuid not null,
  kind text not null,
  container text not null,
  lines int[] not null,
  status text not null,
  accession text,
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
  constraint specimens_order foreign key (cell, order_id) references diagnostics.orders (cell, id),
  constraint specimens_accession_once unique (cell, lab_facility_id, accession),
  constraint specimens_replaced_once unique (cell, replaces),
  constraint specimens_kind_known check (kind in ('blood', 'serum', 'plasma', 'urine', 'stool', 'swab', 'other')),
  constraint specimens_reject_reason_known check (reject_reason in ('clotted', 'haemolysed', 'insufficient',
    'wrong-container', 'unlabelled', 'mislabelled', 'leaked', 'too-old', 'other')),
  constraint specimens_status_known check (status in ('EXPECTED', 'COLLECTED', 'RECEIVED', 'REJECTED', 'DONE')),
  constraint specimens_accession check ((status = 'EXPECTED') = (accession is null)),
  constraint specimens_collected check ((status = 'EXPECTED') = (collected_at is null)
    and (collected_at is null) = (collected_by is null)),
  constraint specimens_received check (
    (status not in ('RECEIVED', 'DONE') or received_at is not null) and (received_at is null) = (received_by is null)),
  constraint specimens_rejected check ((status = 'REJECTED') = (reject_reason is not null)
    and (status = 'REJECTED') = (rejected_at is not null) and (rejected_at is null) = (rejected_by is null)),
  constraint specimens_other_explained check (reject_reason <> 'other' or reject_note is not null)
);
create index specimens_by_order on diagnostics.specimens (cell, order_id);
comment on column diagnostics.specimens.lines is 'The lines for which it was taken';
comment on column diagnostics.specimens.accession is 'The number on the label: unique in the laboratory';
comment on column diagnostics.specimens.replaces is 'The specimen that was rejected';

create table diagnostics.results (
  cell int not null,
  order_id uuid not null,
  line smallint not null,
  version int not null,
  value text not null,
  number double precision,
  unit text,
  low double precision,
  high double precision,
  critical_low double precision,
  critical_high double precision,
  flag text not null,
  status text not null,
  revision int not null,
  note text,
  entered_by uuid not null,
  entered_at timestamptz not null,
  authorised_by uuid,
  authorised_at timestamptz,
  reason text,
  constraint results_pk primary key (cell, order_id, line, version),
  constraint results_line foreign key (cell, order_id, line) references diagnostics.order_lines (cell, order_id, line),
  constraint results_flag_known check (flag in ('none', 'low', 'high', 'critical-low', 'critical-high', 'abnormal')),
  constraint results_flag_needs_range check (
    (flag <> 'low' or low is not null) and (flag <> 'high' or high is not null)
    and (flag <> 'critical-low' or critical_low is not null)
    and (flag <> 'critical-high' or critical_high is not null)),
  constraint results_status_known check (status in ('PRELIMINARY', 'FINAL', 'CORRECTED', 'VOID')),
  constraint results_authorised check ((status in ('FINAL', 'CORRECTED')) = (authorised_by is not null)
    and (authorised_by is null) = (authorised_at is null)),
  constraint results_reason check (status not in ('CORRECTED', 'VOID') or reason is not null),
  constraint results_version_positive check (version > 0 and revision > 0)
);
comment on table diagnostics.results is 'Versions of results, with their ranges; a version that is final never changes';
comment on column diagnostics.results.number is 'The value of a test whose results are numbers';
comment on column diagnostics.results.revision is 'Grows with each change of a draft';

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
  escalations smallint not null,
  told_to text,
  told_by uuid,
  told_at timestamptz,
  acknowledged_by uuid,
  acknowledged_at timestamptz,
  constraint criticals_pk primary key (cell, order_id, line, version),
  constraint criticals_result foreign key (cell, order_id, line, version)
    references diagnostics.results (cell, order_id, line, version),
  constraint criticals_status_known check (status in ('RAISED', 'TOLD', 'ACKNOWLEDGED', 'REPLACED')),
  constraint criticals_escalations_range check (escalations between 0 and 2),
  constraint criticals_told check (num_nonnulls(told_to, told_by, told_at) in (0, 3)
    and (status <> 'RAISED' or told_at is null) and (status <> 'TOLD' or told_at is not null)),
  constraint criticals_acknowledged check ((status = 'ACKNOWLEDGED') = (acknowledged_at is not null)
    and (acknowledged_by is null) = (acknowledged_at is null))
);
create index criticals_due on diagnostics.criticals (due_at) where status in ('RAISED', 'TOLD') and escalations < 2;
create index criticals_open_at_lab on diagnostics.criticals (cell, lab_facility_id, due_at)
  where status in ('RAISED', 'TOLD');
create index criticals_open_where_ordered on diagnostics.criticals (facility_id, due_at)
  where status in ('RAISED', 'TOLD');
comment on column diagnostics.criticals.escalations is '1: the doctors on duty were asked, 2: the administrators too';
comment on column diagnostics.criticals.told_to is 'Who read the value back';

create table diagnostics.reports (
  cell int not null,
  order_id uuid not null,
  version int not null,
  id uuid not null,
  status text not null,
  results jsonb not null,
  snapshot jsonb,
  document_id uuid,
  is_corrected boolean not null,
  made_at timestamptz not null,
  released_at timestamptz,
  constraint reports_pk primary key (cell, order_id, version),
  constraint reports_order foreign key (cell, order_id) references diagnostics.orders (cell, id),
  constraint reports_status_known check (status in ('PENDING', 'RELEASED')),
  constraint reports_released check ((status = 'RELEASED') = (released_at is not null)),
  constraint reports_version_positive check (version > 0)
);
create index reports_pending on diagnostics.reports (made_at) where status = 'PENDING';
comment on column diagnostics.reports.id is 'Lies in the district of the patient; its document has the same id';
comment on column diagnostics.reports.results is 'The lines in it, each with the version of its result';
comment on column diagnostics.reports.snapshot is 'Names as they were when it was made: a repeat gives the same page';
comment on column diagnostics.reports.document_id is 'Of a file that was uploaded; null when Sehat makes the page';

create table diagnostics.inbox (
  cell int not null,
  doctor_id uuid not null,
  order_id uuid not null,
  facility_id uuid not null,
  patient_id uuid not null,
  severity smallint not null,
  changed_at timestamptz not null,
  read_at timestamptz,
  constraint inbox_pk primary key (cell, doctor_id, order_id),
  constraint inbox_severity_range check (severity between 0 and 2)
);
create index inbox_unread on diagnostics.inbox (cell, doctor_id, severity desc, changed_at desc, order_id)
  where read_at is null;
create index inbox_all on diagnostics.inbox (cell, doctor_id, changed_at desc, order_id);
comment on table diagnostics.inbox is 'Orders of a doctor that have results, in the district of the doctor';
comment on column diagnostics.inbox.severity is 'Of the worst result: 0 no flag, 1 flagged, 2 critical';

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
comment on table diagnostics.stuck is 'What billing or documents refused, or did not do for an hour';

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
comment on table diagnostics.merged_patients is
  'Records of patients that were merged (platform/same-people). An order keeps the record for which it was placed';
