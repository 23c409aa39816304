-- Keeps how the staff knew that somebody without an appointment was there, because that opens the record.

create table visits.walk_in_proofs (
  cell int not null,
  visit_id uuid not null,
  kind text not null,
  document text,
  last4 text,
  proven_by uuid not null,
  proven_at timestamptz not null,
  constraint walk_in_proofs_pk primary key (cell, visit_id),
  constraint walk_in_proofs_visit foreign key (cell, visit_id) references visits.visits (cell, id),
  constraint walk_in_proofs_kind_known check (kind in ('reference', 'document', 'registration')),
  constraint walk_in_proofs_document_named check ((kind = 'document') = (document is not null)),
  constraint walk_in_proofs_last4_form check (
    last4 is null or (last4 ~ '^[0-9A-Z]{1,4}$' and kind = 'document'))
);
comment on table visits.walk_in_proofs is
  'One row for each visit without an appointment: how the staff knew that the person was there';
