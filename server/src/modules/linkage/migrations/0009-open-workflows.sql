-- Reconciliation and the reports read every open workflow, and those that wait for a person stay open for two weeks,
-- those of a dead receiver for six days. Now each kind has an index of its own, and what failed has one for the lists
-- of staff.
--
-- A workflow is updated in place (HOT) as long as no column of an index changes, and the columns of a predicate count.
-- So none of these names status, outcome or a time of change: a healthy workflow keeps choice_at, reconcile_at and
-- reason as they were, and only those that wait for a person, for a receiver, or end badly pay for these indexes.
--
-- Locks workflows and deliveries while the indexes are made: each reads its table once, about a second a million rows.
alter table linkage.workflows
  add column choice_at timestamptz, add column reconcile_at timestamptz not null default '-infinity';
comment on column linkage.workflows.choice_at is 'Since when a person is asked to choose; null before and after';
comment on column linkage.workflows.reconcile_at is
  'Before then reconciliation need not look at it: its callback is under way; -infinity until it was put off so';
update linkage.workflows set choice_at = updated_at where ended_at is null and status = 'CHOICE';

drop index linkage.workflows_open;
create index workflows_open on linkage.workflows (reconcile_at, id) where ended_at is null and choice_at is null;
create index workflows_in_choice on linkage.workflows (choice_at) where choice_at is not null;
create index workflows_with_reason on linkage.workflows (customer_id, id) where reason is not null;
comment on index linkage.workflows_with_reason is 'For the list of staff: whatever is FAILED has its reason';
create index deliveries_failed on linkage.deliveries (customer_id, id) where status in ('failed', 'stopped');
create index deliveries_failed_at on linkage.deliveries (ended_at) where status = 'failed';

-- Moves a workflow, and with it writes the mapping, the callback and the event that belong to the move.
create or replace function linkage.settle_workflow(
  p_cell int, p_id uuid,
  -- null for those who hold no lease: a person who chooses or stops, reconciliation
  p_lease int, p_from text[], p_to text, p_outcome text, p_reason text, p_search_id text,
  p_internal_patient_id text, p_mapping_id uuid, p_candidates bytea,
  p_delivery_id uuid, p_delivery_type text, p_delivery_body text,
  p_event_id uuid, p_event_name text, p_event text,
  p_retry_ms int, p_erase_seconds int
) returns text language plpgsql as $$
declare
  v_workflow linkage.workflows;
  v_refusal text;
  v_ends boolean := p_to in ('COMPLETED', 'FAILED');
begin
  select * into v_workflow from linkage.workflows where cell = p_cell and id = p_id for update;
  if not found then
    return 'unknown';
  end if;
  if p_to = 'REQUESTED' and v_workflow.outcome is not null then
    -- An index that answers later was quicker than the note that it would: nothing is wrong.
    return 'answered-already';
  elsif not v_workflow.status = any (p_from) then
    v_refusal := 'not-in-the-table';
  elsif p_lease is not null and v_workflow.lease <> p_lease then
    v_refusal := 'lease-lost';
  end if;
  if v_refusal is null and p_mapping_id is not null then
    insert into linkage.patient_mappings
      (cell, id, customer_id, patient_id, internal_patient_id, status, is_live, workflow_id)
    values (p_cell, p_mapping_id, v_workflow.customer_id, v_workflow.patient_id, p_internal_patient_id, 'LINKED', true,
      p_id)
    on conflict (cell, customer_id, patient_id) where is_live do nothing;
    if not found then
      v_refusal := 'already-linked';
    end if;
  end if;
  if v_refusal is not null then
    insert into linkage.workflow_moves (cell, id, workflow_id, from_status, to_status, refusal)
    values (p_cell, gen_random_uuid(), p_id, v_workflow.status, p_to, v_refusal);
    return v_refusal;
  end if;

  -- Whoever moves it without a lease takes the lease away from the worker that has it.
  update linkage.workflows set
    status = p_to, outcome = coalesce(p_outcome, outcome), reason = coalesce(p_reason, reason),
    search_id = coalesce(p_search_id, search_id), revision = revision + 1, updated_at = now(),
    lease = lease + (p_lease is null)::int, leased_until = null, ended_at = case when v_ends then now() end,
    choice_at = case when p_to = 'CHOICE' then now() end
  where cell = p_cell and id = p_id;
  if p_candidates is not null or v_ends then
    update linkage.requests set candidates = coalesce(p_candidates, candidates),
      erase_at = case when v_ends then now() + make_interval(secs => p_erase_seconds) end
    where cell = p_cell and workflow_id = p_id;
  end if;
  if p_to = 'RECEIVED' then
    insert into linkage.queue as q (cell, workflow_id, ready_at)
    values (p_cell, p_id, now() + make_interval(secs => p_retry_ms / 1000.0))
    on conflict on constraint queue_pk do update set ready_at = excluded.ready_at;
  else
    delete from linkage.queue where cell = p_cell and workflow_id = p_id;
  end if;
  if p_delivery_id is not null then
    insert into linkage.deliveries (cell, id, workflow_id, customer_id, type, body, webhook_url)
    values (p_cell, p_delivery_id, p_id, v_workflow.customer_id, p_delivery_type, p_delivery_body,
      v_workflow.webhook_url);
  end if;
  if p_event_id is not null then
    insert into linkage.outbox (cell, id, name, body) values (p_cell, p_event_id, p_event_name, p_event::json);
  end if;
  return 'done';
end $$;
comment on function linkage.settle_workflow is
  'done, or why not: unknown, answered-already, or (then recorded) not-in-the-table, lease-lost, already-linked';
