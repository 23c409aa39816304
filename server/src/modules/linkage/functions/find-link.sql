-- Finds the live link of a patient, and the workflow with the same facts that found it. Nobody ends the link before
-- the caller commits.
create or replace function linkage.find_link(
  p_cell int, p_customer_id uuid, p_patient_id text, p_facts_hash text,
  out link_id uuid, out workflow_id uuid
) language plpgsql as $$
begin
  select m.id into link_id from linkage.patient_mappings m
  where m.cell = p_cell and m.customer_id = p_customer_id and m.patient_id = p_patient_id and m.is_live
  for share;
  if not found then
    return;
  end if;
  select w.id into workflow_id from linkage.workflows w
  where w.cell = p_cell and w.customer_id = p_customer_id and w.patient_id = p_patient_id
    and w.link_id = find_link.link_id and w.facts_hash = p_facts_hash
  order by w.id limit 1;
end $$;
comment on function linkage.find_link is
  'workflow_id is null if the patient is not linked, or was linked with other facts: it may be another person';
