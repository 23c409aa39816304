-- Adds merges: two records of one person, of which one is kept; every merge can be undone and leaves its history.
create table patients.merges (
  cell int not null,
  id uuid not null,
  gone_id uuid not null,
  kept_id uuid not null,
  reason text not null,
  merged_by uuid not null,
  merged_at timestamptz not null,
  undone_by uuid,
  undone_at timestamptz,
  constraint merges_pk primary key (cell, id),
  constraint merges_two_people check (gone_id <> kept_id),
  constraint merges_undone_whole check ((undone_by is null) = (undone_at is null))
);
create unique index merges_live on patients.merges (cell, gone_id) where undone_at is null;
create index merges_history on patients.merges (cell, gone_id, merged_at);
comment on table patients.merges is
  'Only the index changes: the record that is gone keeps its row, and all that other modules hold of it stays true';
comment on column patients.merges.cell is
  'District in the id of the record that is gone; the kept one may live elsewhere';
