-- Creates the tables of facilities: states, districts, PIN codes, post offices, chains, facilities and departments.

-- pg_trgm finds facilities by parts of words. It is a trusted extension: the owner of the database may create it.
create extension if not exists pg_trgm;

create table facilities.states (
  code text not null,
  number int not null,
  name text not null,
  aliases text[] not null,
  constraint states_pk primary key (code),
  constraint states_number_once unique (number)
);
comment on table facilities.states is 'States and union territories; a reference table, copied to every node';
comment on column facilities.states.code is 'ISO 3166-2:IN without its prefix';
comment on column facilities.states.number is 'Census code; equals cell / 100, rounded down';

create table facilities.districts (
  cell int not null,
  state_code text not null,
  name text not null,
  aliases text[] not null,
  constraint districts_pk primary key (cell),
  constraint districts_state foreign key (state_code) references facilities.states (code)
);
create index districts_by_state on facilities.districts (state_code, name, cell);
comment on column facilities.districts.cell is
  'Number of the district (data/places/cells.csv); it never changes. It is the shard key of all modules';

create table facilities.pins (
  pin text not null,
  cell int not null,
  latitude double precision not null,
  longitude double precision not null,
  position_source text not null,
  main_office text not null,
  constraint pins_pk primary key (pin),
  constraint pins_form check (pin ~ '^[1-9][0-9]{5}$'),
  constraint pins_district foreign key (cell) references facilities.districts (cell),
  constraint pins_position_source_known check (position_source in ('offices', 'district'))
);
create index pins_by_cell on facilities.pins (cell, pin);
comment on column facilities.pins.cell is 'The district of most post offices of the PIN';
comment on column facilities.pins.latitude is
  'Degrees north (WGS 84); latitude and longitude are the middle of the post offices of the PIN';
comment on column facilities.pins.longitude is 'Degrees east (WGS 84)';
comment on column facilities.pins.position_source is
  'offices: the middle of its post offices; district: no office has a usable position, so the centre of the district';

create table facilities.post_offices (
  pin text not null,
  offices json not null,
  constraint post_offices_pk primary key (pin),
  constraint post_offices_pin foreign key (pin) references facilities.pins (pin)
);
comment on table facilities.post_offices is
  'The 165,000 post offices, one row for each PIN: we always read them together, and they load in 1 s instead of 6 s';
comment on column facilities.post_offices.offices is
  'Array of [name, kind (HO: head, PO: post, BO: branch office), delivers, cell or null], in the order of the source';

create table facilities.imports (
  file text not null,
  fingerprint text not null,
  imported_at timestamptz not null,
  constraint imports_pk primary key (file)
);
comment on table facilities.imports is 'Files whose import is complete; an import does not read the same file again';
comment on column facilities.imports.fingerprint is 'SHA-256 of the file and of the version of the import';

create table facilities.chains (
  id uuid not null,
  name text not null,
  legal_name text not null,
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
comment on table facilities.chains is
  'Groups of facilities with one owner; a reference table, copied to every node';
comment on column facilities.chains.search_name is
  'The legal name in lower case without accents and punctuation; unique, so that nobody registers a chain twice';

create table facilities.facilities (
  cell int not null,
  id uuid not null,
  kinds text[] not null,
  name text not null,
  search_name text not null,
  address text not null,
  pin text not null,
  latitude double precision not null,
  longitude double precision not null,
  position_source text not null,
  is_active boolean not null,
  chain_id uuid,
  source text not null,
  source_row text,
  version int not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  constraint facilities_pk primary key (cell, id),
  constraint facilities_pin foreign key (pin) references facilities.pins (pin),
  constraint facilities_chain foreign key (chain_id) references facilities.chains (id),
  constraint facilities_kinds_known check (
    cardinality(kinds) between 1 and 4 and kinds <@ array['hospital', 'lab', 'pharmacy', 'vaccination-centre']),
  constraint facilities_position_source_known check (position_source in ('given', 'pin')),
  constraint facilities_latitude_range check (latitude between -90 and 90),
  constraint facilities_longitude_range check (longitude between -180 and 180),
  constraint facilities_version_positive check (version > 0)
);
create index facilities_by_name on facilities.facilities (cell, search_name, id);
create index facilities_by_pin on facilities.facilities (pin);
create index facilities_by_kind on facilities.facilities using gin (kinds);
create index facilities_by_position on facilities.facilities using gist (point(longitude, latitude));
create index facilities_by_words on facilities.facilities using gin (search_name gin_trgm_ops);
create index facilities_by_chain on facilities.facilities (chain_id, id) where chain_id is not null;
create index facilities_by_source on facilities.facilities (source, source_row) where source_row is not null;
comment on column facilities.facilities.cell is 'District of the PIN; the id holds it too, so it never changes';
comment on column facilities.facilities.search_name is
  'The name in lower case without accents and punctuation (rules.ts)';
comment on column facilities.facilities.latitude is 'Degrees north (WGS 84)';
comment on column facilities.facilities.longitude is 'Degrees east (WGS 84)';
comment on column facilities.facilities.position_source is
  'given: an official or the directory gave it; pin: nobody gave one or it was wrong, so this is the point of the PIN';
comment on column facilities.facilities.source is
  'official, or the name of the directory from which it was imported';
comment on column facilities.facilities.source_row is 'Number of the row in that directory';
comment on column facilities.facilities.version is 'Grows by one with each correction; it is the ETag';

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
  replaced_by uuid not null,
  constraint facility_versions_pk primary key (cell, facility_id, version),
  constraint facility_versions_facility foreign key (cell, facility_id) references facilities.facilities (cell, id)
);
comment on table facilities.facility_versions is
  'The old version of a facility before each correction; nobody changes or deletes these rows';
comment on column facilities.facility_versions.replaced_by is 'Account that made the correction (module identity)';

create table facilities.departments (
  cell int not null,
  facility_id uuid not null,
  code text not null,
  name text not null,
  kind text not null,
  is_active boolean not null,
  version int not null,
  constraint departments_pk primary key (cell, facility_id, code),
  constraint departments_facility foreign key (cell, facility_id) references facilities.facilities (cell, id),
  constraint departments_kind_known check (kind in ('opd', 'lab', 'pharmacy', 'store', 'cash', 'ward')),
  constraint departments_version_positive check (version > 0)
);
comment on column facilities.departments.code is 'Other modules store it, so it never changes';
