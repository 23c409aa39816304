-- Who came to the centre, and seats for people who walk in and have no account. Rewrites no row.
alter table vaccination.bookings add column arrived_at timestamptz;
alter table vaccination.bookings alter column account_id drop not null;
comment on column vaccination.bookings.arrived_at is 'When the staff saw the patient come; null before';
comment on column vaccination.bookings.account_id is
  'The account whose family it is for; null where staff booked for somebody without one';
