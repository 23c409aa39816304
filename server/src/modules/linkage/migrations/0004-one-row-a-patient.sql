-- Gives each patient of a customer one row, whose lock holds up everybody who answers or asks for the patient.

create table linkage.patients (
  cell int not null,
  customer_id uuid not null,
  patient_id text not null,
  open_id uuid,
  link_id uuid,
  found_by uuid[] not null default '{}',
  constraint patients_pk primary key (cell, customer_id, patient_id),
  constraint patients_link_found_by check ((link_id is null) = (cardinality(found_by) = 0))
) with (fillfactor = 60);
comment on table linkage.patients is
  'The patients of customers. Who changes what a patient waits for, or its link, locks this row first';
comment on column linkage.patients.open_id is 'The one workflow that waits for a search or for a choice';
comment on column linkage.patients.link_id is 'The one live mapping';
comment on column linkage.patients.found_by is 'The workflows that made or found the live mapping, the first one first';

insert into linkage.patients (cell, customer_id, patient_id, open_id, link_id, found_by)
select p.cell, p.customer_id, p.patient_id, o.id, m.id,
  coalesce((select array_agg(w.id order by w.id) from linkage.workflows w
    where w.cell = m.cell and w.customer_id = m.customer_id and w.patient_id = m.patient_id and w.link_id = m.id),
    case when m.id is null then '{}' else array[m.workflow_id] end)
from (select distinct cell, customer_id, patient_id from linkage.workflows
  where ended_at is null and (outcome is null or outcome = 'CHOICE')
  union select cell, customer_id, patient_id from linkage.patient_mappings where is_live) p
left join linkage.workflows o on o.cell = p.cell and o.customer_id = p.customer_id and o.patient_id = p.patient_id
  and o.ended_at is null and (o.outcome is null or o.outcome = 'CHOICE')
left join linkage.patient_mappings m on m.cell = p.cell and m.customer_id = p.customer_id
  and m.patient_id = p.patient_id and m.is_live;

-- The order of all keys is the order in which rows are found: by patient, and by workflow.
drop index linkage.patient_mappings_history;
alter table linkage.patient_mappings drop constraint patient_mappings_pk,
  add constraint patient_mappings_pk primary key (cell, customer_id, patient_id, id);
drop index linkage.deliveries_of_workflow;
alter table linkage.deliveries drop constraint deliveries_pk,
  add constraint deliveries_pk primary key (cell, workflow_id, id),
  add column duration_ms int,
  add column answer_status int;
comment on column linkage.deliveries.duration_ms is
  'Of the first try, when it delivered the callback; every other try is a row of delivery_attempts';
