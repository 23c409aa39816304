-- Adds the worklist of likely duplicates: pairs of records that may be one person's, for staff to compare.
create table patients.duplicates (
  cell int not null,
  id uuid not null,
  patient_id uuid not null,
  other_id uuid not null,
  bits double precision not null,
  explanation json not null,
  status text not null default 'open',
  gone_id uuid,
  reason text,
  decided_by uuid,
  found_at timestamptz not null,
  decided_at timestamptz,
  constraint duplicates_pk primary key (cell, id),
  constraint duplicates_status_known check (status in ('open', 'merged', 'different')),
  constraint duplicates_decided_or_not check ((status = 'open') = (decided_at is null)),
  constraint duplicates_merged_names_gone check ((status = 'merged') = (gone_id is not null))
);
create unique index duplicates_pair on patients.duplicates (cell, patient_id, other_id);
create index duplicates_of_other on patients.duplicates (other_id);
create index duplicates_by_status on patients.duplicates (status, id);
comment on table patients.duplicates is 'A row a pair, found when the later of the two was registered or imported';
comment on column patients.duplicates.cell is 'District in the id of the later record; the other may live elsewhere';
comment on column patients.duplicates.patient_id is 'The later of the two records, by its id';
comment on column patients.duplicates.explanation is 'How each field compared and its bits: no value of a person';
comment on column patients.duplicates.gone_id is 'Whose merge closed the pair; undoing that merge opens it again';
