-- Adds the patient index: what a search weighs, the keys under which people are found, and how common names are.

alter table patients.patients add column phone text;
alter table patients.patients add column email text;
alter table patients.patients add column address text;
comment on column patients.patients.phone is 'As stated, not verified: a family may share it';

create table patients.match_records (
  cell int not null,
  patient_id uuid not null,
  facts json not null,
  identifiers text[] not null,
  keys bigint[] not null,
  constraint match_records_pk primary key (cell, patient_id)
);
comment on table patients.match_records is
  'One row a patient: all that a search weighs, so that a candidate costs the read of one row';
comment on column patients.match_records.facts is 'The facts as stated (type StatedPerson), without identifiers';
comment on column patients.match_records.identifiers is 'system|keyed hash of the number; never the number itself';
comment on column patients.match_records.keys is 'The rows that this patient has in match_keys';

-- The key is its own shard key: the rows of one key lie on one shard, so a search asks only the shards of the keys that
-- it probes (most searches end after six to eight), and never all of them. Were the rows to lie with their patients,
-- by cell, every search would have to ask every shard, because nobody knows where the one searched for lives.
-- With Citus: select create_distributed_table('patients.match_keys', 'key'). A registration then writes to the shards
-- of its keys and to that of its cell in one two-phase commit.
create table patients.match_keys (
  key bigint not null,
  patient_id uuid not null,
  constraint match_keys_pk primary key (key, patient_id)
);
comment on column patients.match_keys.key is '64 bits of a keyed hash of kind and parts: it tells nothing by itself';

create table patients.name_counts (
  token text not null,
  people int not null,
  constraint name_counts_pk primary key (token)
);
comment on table patients.name_counts is
  'How many people bear a name; counted anew at night, so that registrations do not queue for the row of Kumar';

create table patients.match_sizes (
  name text not null,
  people bigint not null,
  counted_at timestamptz not null,
  constraint match_sizes_pk primary key (name)
);
comment on table patients.match_sizes is 'One row: the size of the index when the names were last counted';
