-- Of two copies of a customer that a process read one is newer: a count of changes tells which. The number of the
-- transaction, which told it before, means nothing on another server into which a dump was restored.
-- Locks the table for a moment; rewrites nothing.
alter table linkage.customers add column revision int not null default 1;
comment on column linkage.customers.revision is 'Counts changes: of two copies the one with the higher is the newer';
