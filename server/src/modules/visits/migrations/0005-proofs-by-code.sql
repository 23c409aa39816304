-- Allows a code by SMS as the proof that somebody without an appointment was there.

alter table visits.walk_in_proofs
  drop constraint walk_in_proofs_kind_known,
  add constraint walk_in_proofs_kind_known check (kind in ('reference', 'document', 'registration', 'code')) not valid;
alter table visits.walk_in_proofs validate constraint walk_in_proofs_kind_known;
