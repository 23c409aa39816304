-- Completes an answered workflow when all its callbacks have ended. Every callback that ends calls this.
create or replace function linkage.complete_workflow(p_cell int, p_id uuid, p_completable text[])
returns void language plpgsql as $$
begin
  -- We lock the workflow first. If its last two callbacks end at the same time, the second call then sees the first.
  perform 1 from linkage.workflows where cell = p_cell and id = p_id for update;
  update linkage.workflows w
  set status = 'COMPLETED', revision = revision + 1, updated_at = now(), ended_at = now()
  where w.cell = p_cell and w.id = p_id and w.status = any (p_completable)
    and not exists (
      select from linkage.deliveries d where d.cell = w.cell and d.workflow_id = w.id and d.ended_at is null)
    and not exists (select from linkage.queue q where q.cell = w.cell and q.workflow_id = w.id);
end $$;
comment on function linkage.complete_workflow is
  'Sets an answered workflow to COMPLETED when all its callbacks have ended';
