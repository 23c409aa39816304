-- Says for what a family lets a hospital read its visits.

alter table visits.grants
  add column purpose text not null default 'treatment',
  add constraint grants_purpose_known check (purpose in ('treatment', 'second-opinion', 'follow-up', 'other'));
comment on column visits.grants.purpose is
  'What the family said when it gave the grant; those given before said nothing';
