-- A workflow is updated three times in its short life. An index over its status and time had to be written each time,
-- and kept the row from being updated in place; the workflows that are open are few enough to be looked through.
-- Locks the table against writes while the index is made: seconds at the most, as only open workflows are in it.
drop index linkage.workflows_open;
create index workflows_open on linkage.workflows (cell, id) where ended_at is null;
alter table linkage.workflows set (fillfactor = 75);
