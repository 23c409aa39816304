-- Lets a batch find the holds of its slots without reading all their appointments, or all holds of the country.

create index appointments_held_of_slot on appointments.appointments (cell, slot_id) where status = 'HELD';

-- With this condition only the sweep of holds that are over can use the index, and never the search by slot.
drop index appointments.appointments_held;
create index appointments_held on appointments.appointments (held_until) where held_until is not null;
