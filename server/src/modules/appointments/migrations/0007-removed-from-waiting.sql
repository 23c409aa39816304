-- Keeps why staff took somebody off the waiting list.
-- A new column that may be null rewrites no rows, so the lock is short.

alter table appointments.waiting add column left_reason text;
comment on column appointments.waiting.left_reason is 'Why staff ended it; null when the family left, or time ended it';
