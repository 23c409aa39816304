-- The foreign key from bookings to sessions is left out on purpose, for speed: it asks once for every booking what the
-- engine has just made sure of, as it holds the lock of the session that it writes bookings for. Sessions are never
-- deleted.
-- Locks both tables for a moment; reads and rewrites nothing.
alter table vaccination.bookings drop constraint bookings_session;
