-- Lists of staff: where an account works is a column, so that those of a district are found without reading all.
alter table identity.accounts add column staff_cell int;
comment on column identity.accounts.staff_cell is
  'District in which the staff roles hold, 0 for the whole country; null for who is no staff';

-- A facility's id holds its district in bits 52 to 63 and 66 to 69.
update identity.accounts set staff_cell = case
  when facility_id is not null then
    ((get_byte(uuid_send(facility_id), 6) & 15) << 12) | (get_byte(uuid_send(facility_id), 7) << 4)
      | ((get_byte(uuid_send(facility_id), 8) >> 2) & 15)
  else coalesce(district_cell, 0) end
where facility_id is not null or district_cell is not null or 'national-admin' = any (roles);

create index accounts_staff on identity.accounts (name, id) where staff_cell is not null;
create index accounts_staff_of_district on identity.accounts (staff_cell, name, id) where staff_cell is not null;
create index accounts_staff_of_facility on identity.accounts (facility_id, name, id) where facility_id is not null;
