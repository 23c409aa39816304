-- Operators read the workflows of a customer, the newest first; ids begin with the time. Neither column ever changes,
-- so that the updates of a workflow do not touch this index.
create index workflows_of_customer on linkage.workflows (customer_id, id);
comment on index linkage.workflows_of_customer is
  'For the list of staff; where no customer is named, a few rows of each customer are read and put together';
