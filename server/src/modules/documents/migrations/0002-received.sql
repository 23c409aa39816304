-- Two lists ask for documents by somebody other than the patient.
-- What is shared with an account, a hospital or a doctor: by the receiver of the grants that hold.
-- Which patients are at a facility: by the facility of their visits, the newest first.
-- Both tables are small beside the documents. Each index locks its table against writes for a moment while it is made.
create index grants_receiver on documents.grants (to_kind, to_id, id) where revoked_at is null;
create index visits_facility on documents.visits (facility_id, visit_id);
