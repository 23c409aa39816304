-- Taking as one call a message, like the other writes of the workers. As one statement over all messages it was planned
-- while the tables were small, and then read the whole of linkage.workflows at each turn until the next analyze.
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
  -- The message comes back when the lease runs out, and goes when the work is done.
  update linkage.queue set ready_at = now() + make_interval(secs => p_lease_seconds)
  where cell = p_cell and workflow_id = p_id;
  select r.sealed into sealed from linkage.requests r where r.cell = p_cell and r.workflow_id = p_id;
end $$;
comment on function linkage.take_workflow is
  'Gives the workflow to a worker under a new lease; all null where it may not be taken';
