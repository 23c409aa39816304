-- The ledger of a centre is read by its staff, the newest movement first: ids grow with time. Without this a page of
-- it would read the movements of all centres of the district. Each movement pays for one more entry, no booking does.
-- Locks the ledger against writing while it is built: one pass over the table.
create index stock_movements_of_facility
  on vaccination.stock_movements (cell, facility_id, id);
