-- The schema documents as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

create table documents.documents (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  kind text not null,
  -- Null when the content is erased, or was never stored
  title text,
  media_type text not null,
  size_bytes bigint not null,
  -- What the sender stated, until the content is stored
  sha256 text,
  origin text not null,
  uploaded_by uuid,
  facility_id uuid,
  source_kind text,
  source_id uuid,
  status text not null,
  -- Why it was refused or withdrawn
  status_reason text,
  replaces uuid,
  -- One more than that of the document that it replaces
  version int not null,
  -- The law keeps the content until the end of this day
  retain_until date,
  erased_at timestamptz,
  created_at timestamptz not null,
  stored_at timestamptz,
  -- Grows with each change of the row: an older copy in a cache never wins
  changes int not null default 1,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint documents_pk primary key (cell, id),
  constraint documents_end_reasoned check ((status <> all (array['REFUSED', 'WITHDRAWN'])) or status_reason is not null),
  constraint documents_html_by_system check (media_type <> 'text/html' or origin = 'system'),
  constraint documents_kind_known check (kind in ('prescription', 'lab-report', 'imaging', 'history', 'discharge', 'bill', 'consent', 'other')),
  constraint documents_media_type_known check (media_type in ('application/pdf', 'image/jpeg', 'image/png', 'application/dicom', 'text/html')),
  constraint documents_origin_known check (origin in ('family', 'staff', 'system')),
  constraint documents_size_range check (size_bytes >= 1 and size_bytes <= '2147483648'::bigint),
  constraint documents_status_known check (status in ('RECEIVING', 'CHECKING', 'STORED', 'REFUSED', 'ABORTED', 'WITHDRAWN')),
  constraint documents_stored_hashed check ((status <> all (array['STORED', 'WITHDRAWN'])) or sha256 is not null and stored_at is not null),
  constraint documents_title_kept check (title is not null or erased_at is not null or (status in ('REFUSED', 'ABORTED'))),
  constraint documents_uploader_known check (origin = 'system' or uploaded_by is not null),
  constraint documents_version_positive check (version > 0)
);
create index documents_changed on documents.documents (changed_xid);
create index documents_ended on documents.documents (retain_until) where status = 'WITHDRAWN' and erased_at is null;
create index documents_patient on documents.documents (cell, patient_id, id);
create unique index documents_same_file on documents.documents (cell, patient_id, sha256) where status = 'STORED' and origin <> 'system';

-- Grows with each change of a grant: an older copy in a cache never wins
create table documents.grant_versions (
  cell int not null,
  patient_id uuid not null,
  version int not null,
  constraint grant_versions_pk primary key (cell, patient_id)
);

-- Whom a family lets read documents, until when, and what for
create table documents.grants (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  document_id uuid,
  kinds text[],
  to_kind text not null,
  -- An id that nobody has when no account holds the phone: the answer is the same
  to_id uuid not null,
  to_phone_last4 text,
  purpose text not null,
  until_at timestamptz not null,
  given_by uuid not null,
  given_at timestamptz not null,
  revoked_at timestamptz,
  changed_xid xid8 not null default pg_current_xact_id(),
  constraint grants_pk primary key (cell, id),
  constraint grants_to_kind_known check (to_kind in ('account', 'facility', 'practitioner')),
  constraint grants_what_named check (num_nonnulls(document_id, kinds) = 1),
  constraint grants_year_at_most check (until_at <= (given_at + '367 days'::interval))
);
create index grants_changed on documents.grants (changed_xid);
create index grants_patient on documents.grants (cell, patient_id, id);
create index grants_receiver on documents.grants (to_kind, to_id, id) where revoked_at is null;

create table documents.merged_patients (
  cell int not null,
  patient_id uuid not null,
  -- The record that this one is merged into; null when it is not
  kept_id uuid,
  version int not null,
  -- The record of the same person that stays; often this one
  stays_id uuid not null,
  same_ids uuid[] not null,
  changed_at timestamptz not null,
  constraint merged_patients_pk primary key (cell, patient_id),
  constraint merged_patients_two_records check (kept_id is null or kept_id <> patient_id)
);

-- Where the bytes of a document lie in the storage: in their order, without gaps
create table documents.parts (
  cell int not null,
  document_id uuid not null,
  first_byte bigint not null,
  bytes int not null,
  -- The name of the blob; made by the server, and used once
  name text not null,
  constraint parts_pk primary key (cell, document_id, first_byte),
  constraint parts_document_fk foreign key (cell, document_id) references documents.documents(cell, id),
  constraint parts_range check (first_byte >= 0 and bytes >= 1 and bytes <= 8388608)
);

-- What is on its way. The row stays until its time is over, for repeats
create table documents.uploads (
  cell int not null,
  id uuid not null,
  document_id uuid not null,
  received_bytes bigint not null,
  expires_at timestamptz not null,
  -- A process checks the file until then; afterwards another one may
  checked_until timestamptz,
  constraint uploads_pk primary key (cell, id),
  constraint uploads_document_once unique (cell, document_id),
  constraint uploads_document_fk foreign key (cell, document_id) references documents.documents(cell, id),
  constraint uploads_received_positive check (received_bytes >= 0)
);
create index uploads_expired on documents.uploads (expires_at);

-- Copy of visits: until when reception and laboratory may add documents of the patient
create table documents.visits (
  cell int not null,
  patient_id uuid not null,
  visit_id uuid not null,
  facility_id uuid not null,
  until_at timestamptz not null,
  constraint visits_pk primary key (cell, patient_id, visit_id)
);
create index visits_facility on documents.visits (facility_id, visit_id);
