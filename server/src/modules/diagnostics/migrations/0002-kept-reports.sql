-- A released report is kept as a document when the family may read all of it.
-- Reports of before are kept by the sweep, once nothing in them waits for the word of a doctor any more.
alter table diagnostics.reports
  add column keep_from timestamptz,
  add column kept_at timestamptz;
update diagnostics.reports set keep_from = released_at + interval '72 hours' where status = 'RELEASED';
alter table diagnostics.reports
  add constraint reports_keep_from check ((status = 'RELEASED') = (keep_from is not null)),
  add constraint reports_kept check (kept_at is null or keep_from is not null);
create index reports_to_keep on diagnostics.reports (keep_from) where keep_from is not null and kept_at is null;
comment on column diagnostics.reports.keep_from is
  'From then on the family may read all of it, so it becomes a document';
comment on column diagnostics.reports.kept_at is 'The module documents has it';
