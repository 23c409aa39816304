-- Other processes find revocations by the transaction that wrote them, and no longer by its time: one that is committed
-- late is found however late. Locks the table for a moment: revocations live as long as an access token.
alter table identity.revocations
  add column changed_xid xid8 not null default pg_current_xact_id(),
  drop column revoked_at;
create index revocations_changed on identity.revocations (changed_xid);
comment on column identity.revocations.changed_xid is 'How other processes find what is new: platform/work/follow.ts';
