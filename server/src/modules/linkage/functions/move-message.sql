-- Puts the message of a workflow where it belongs after a move: into the queue, aside for a while, or away.
create or replace function linkage.move_message(p_cell int, p_id uuid, p_to text, p_retry_ms int)
returns void language plpgsql as $$
begin
  delete from linkage.queue where cell = p_cell and workflow_id = p_id and delivery_id is null;
  delete from linkage.waiting where cell = p_cell and workflow_id = p_id;
  if p_to = 'REQUESTED' or (p_to = 'RECEIVED' and p_retry_ms > 0) then
    insert into linkage.waiting (cell, workflow_id, wait_for, ready_at)
    values (p_cell, p_id, case p_to when 'REQUESTED' then 'answer' else 'retry' end,
      now() + make_interval(secs => p_retry_ms / 1000.0));
  elsif p_to = 'RECEIVED' then
    perform linkage.queue_workflow(p_cell, p_id);
  end if;
end $$;
