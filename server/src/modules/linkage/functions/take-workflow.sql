-- Gives one workflow to a worker: one call for each message, like the other writes of the workers. Do not use one
-- statement for all messages: PostgreSQL plans it while the tables are small, and it then reads all of
-- linkage.workflows in each turn until the next analyze.
create or replace function linkage.take_workflow(
  p_cell int, p_id uuid, p_from text[], p_lease_seconds int,
  out customer_id uuid, out patient_id text, out choice_by text, out attempts int, out lease int, out sealed bytea
) language plpgsql as $$
begin
  update linkage.workflows w set
    status = 'IN_PROGRESS', lease = w.lease + 1, leased_until = now() + make_interval(secs => p_lease_seconds),
    attempts = w.attempts + 1, revision = w.revision + 1, updated_at = now()
  where w.cell = p_cell and w.id = p_id and w.status = any (p_from)
    and (w.leased_until is null or w.leased_until <= now())
  returning w.customer_id, w.patient_id, w.choice_by, w.attempts, w.lease
  into customer_id, patient_id, choice_by, attempts, lease;
  if not found then
    return;
  end if;
  -- The message is ready again when the lease expires. The write that ends the work deletes it.
  update linkage.queue set ready_at = now() + make_interval(secs => p_lease_seconds)
  where cell = p_cell and workflow_id = p_id;
  select r.sealed into sealed from linkage.requests r where r.cell = p_cell and r.workflow_id = p_id;
end $$;
comment on function linkage.take_workflow is
  'Gives the workflow to a worker under a new lease; all columns are null when nobody may take it now';
