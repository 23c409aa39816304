-- The booking engine writes by statements of its own now, whose columns are declared once (bookings/seat-store.ts).
-- The function took 23 arguments that had to agree by their position in three places.
-- Locks nothing that others use.
drop function vaccination.grant_seats;
