-- The ledger of a centre is read by its staff, the newest movement first: ids grow with time.
-- Locks the ledger against writing while it is built: one pass over the table.
create index stock_movements_of_facility on vaccination.stock_movements (cell, facility_id, id);
