-- The schema facilities as it stands: written by `npm run schema`, do not edit.
-- outbox and idempotency_keys, which every module has, are in server/src/platform/postgres/migrations.

-- Groups of facilities with one owner; a reference table, copied to every node
create table facilities.chains (
  id uuid not null,
  name text not null,
  legal_name text not null,
  -- The legal name in lower case without accents and punctuation; unique, so that nobody registers a chain twice
  search_name text not null,
  is_government boolean not null,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint chains_pk primary key (id),
  constraint chains_search_name_once unique (search_name),
  constraint chains_version_positive check (version > 0)
);
create index chains_by_name on facilities.chains (name, id);

create table facilities.departments (
  cell int not null,
  facility_id uuid not null,
  -- Other modules store it, so it never changes
  code text not null,
  name text not null,
  kind text not null,
  is_active boolean not null,
  version int not null,
  constraint departments_pk primary key (cell, facility_id, code),
  constraint departments_facility foreign key (cell, facility_id) references facilities.facilities(cell, id),
  constraint departments_kind_known check (kind in ('opd', 'lab', 'pharmacy', 'store', 'cash', 'ward')),
  constraint departments_version_positive check (version > 0)
);

create table facilities.districts (
  -- Number of the district (data/places/cells.csv); it never changes. It is the shard key of all modules
  cell int not null,
  state_code text not null,
  name text not null,
  aliases text[] not null,
  constraint districts_pk primary key (cell),
  constraint districts_state foreign key (state_code) references facilities.states(code)
);
create index districts_by_state on facilities.districts (state_code, name, cell);

create table facilities.facilities (
  -- District of the PIN; the id holds it too, so it never changes
  cell int not null,
  id uuid not null,
  kinds text[] not null,
  name text not null,
  -- The name in lower case without accents and punctuation (rules.ts)
  search_name text not null,
  address text not null,
  pin text not null,
  -- Degrees north (WGS 84)
  latitude double precision not null,
  -- Degrees east (WGS 84)
  longitude double precision not null,
  -- given: an official or the directory gave it; pin: nobody gave one or it was wrong, so this is the point of the PIN
  position_source text not null,
  is_active boolean not null,
  chain_id uuid,
  -- official, or the name of the directory from which it was imported
  source text not null,
  -- Number of the row in that directory
  source_row text,
  -- Grows by one with each correction; it is the ETag
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint facilities_pk primary key (cell, id),
  constraint facilities_chain foreign key (chain_id) references facilities.chains(id),
  constraint facilities_pin foreign key (pin) references facilities.pins(pin),
  constraint facilities_kinds_known check (cardinality(kinds) >= 1 and cardinality(kinds) <= 4 and kinds <@ array['hospital', 'lab', 'pharmacy', 'vaccination-centre']),
  constraint facilities_latitude_range check (latitude >= '-90'::integer::double precision and latitude <= 90::double precision),
  constraint facilities_longitude_range check (longitude >= '-180'::integer::double precision and longitude <= 180::double precision),
  constraint facilities_position_source_known check (position_source in ('given', 'pin')),
  constraint facilities_version_positive check (version > 0)
);
create index facilities_by_chain on facilities.facilities (chain_id, id) where chain_id is not null;
create index facilities_by_kind on facilities.facilities using gin (kinds);
create index facilities_by_name on facilities.facilities (cell, search_name, id);
create index facilities_by_pin on facilities.facilities (pin);
create index facilities_by_position on facilities.facilities using gist (point(longitude, latitude));
create index facilities_by_source on facilities.facilities (source, source_row) where source_row is not null;
create index facilities_by_words on facilities.facilities using gin (search_name gin_trgm_ops);

-- The old version of a facility before each correction; nobody changes or deletes these rows
create table facilities.facility_versions (
  cell int not null,
  facility_id uuid not null,
  version int not null,
  kinds text[] not null,
  name text not null,
  address text not null,
  pin text not null,
  latitude double precision not null,
  longitude double precision not null,
  position_source text not null,
  is_active boolean not null,
  chain_id uuid,
  replaced_at timestamptz not null,
  -- Account that made the correction (module identity)
  replaced_by uuid not null,
  constraint facility_versions_pk primary key (cell, facility_id, version),
  constraint facility_versions_facility foreign key (cell, facility_id) references facilities.facilities(cell, id)
);

-- Files whose import is complete; an import does not read the same file again
create table facilities.imports (
  file text not null,
  -- SHA-256 of the file and of the version of the import
  fingerprint text not null,
  imported_at timestamptz not null,
  constraint imports_pk primary key (file)
);

create table facilities.pins (
  pin text not null,
  -- The district of most post offices of the PIN
  cell int not null,
  -- Degrees north (WGS 84); latitude and longitude are the middle of the post offices of the PIN
  latitude double precision not null,
  -- Degrees east (WGS 84)
  longitude double precision not null,
  -- offices: the middle of its post offices; district: no office has a usable position, so the centre of the district
  position_source text not null,
  main_office text not null,
  constraint pins_pk primary key (pin),
  constraint pins_district foreign key (cell) references facilities.districts(cell),
  constraint pins_form check (pin ~ '^[1-9][0-9]{5}$'),
  constraint pins_position_source_known check (position_source in ('offices', 'district'))
);
create index pins_by_cell on facilities.pins (cell, pin);

-- The 165,000 post offices, one row for each PIN: we always read them together, and they load in 1 s instead of 6 s
create table facilities.post_offices (
  pin text not null,
  -- Array of [name, kind (HO: head, PO: post, BO: branch office), delivers, cell or null], in the order of the source
  offices json not null,
  constraint post_offices_pk primary key (pin),
  constraint post_offices_pin foreign key (pin) references facilities.pins(pin)
);

-- States and union territories; a reference table, copied to every node
create table facilities.states (
  -- ISO 3166-2:IN without its prefix
  code text not null,
  -- Census code; equals cell / 100, rounded down
  number int not null,
  name text not null,
  aliases text[] not null,
  constraint states_pk primary key (code),
  constraint states_number_once unique (number)
);
