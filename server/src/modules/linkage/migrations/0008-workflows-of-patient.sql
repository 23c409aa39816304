-- Operators look for the workflows of a patient as its customer calls it, ended ones too. None of the columns ever
-- changes, so that the updates of a workflow do not touch this index.
-- Locks the table against writes while the index is made: about a second for a million workflows of a shard.
create index workflows_of_patient on linkage.workflows (cell, customer_id, patient_id);
comment on index linkage.workflows_of_patient is 'For the list of staff, narrowed to one patient of a customer';
