-- Adds callbacks that a customer got since the last count to the counts of their days: those of an hour at most,
-- because a large customer gets millions in a day.
create or replace function linkage.count_usage(
  p_cell int, p_customer_id uuid,
  -- p_first: where the first count begins. p_grace: a transaction that began so long ago may still commit its rows
  p_first timestamptz, p_grace interval,
  out until timestamptz, out is_done boolean
) language plpgsql as $$
declare
  -- The id of a callback begins with the time of the process that made it. Its clock may differ from that of the
  -- database by so much.
  c_skew constant interval := '10 minutes';
  v_since timestamptz;
  v_first timestamptz;
  v_lowest_id uuid;
begin
  -- Two counts at once would both add the same callbacks.
  perform pg_advisory_xact_lock(hashtextextended('linkage usage ' || p_customer_id, 0));
  until := now() - p_grace;
  is_done := true;
  select coalesce(max(counted_until), p_first) into v_since from linkage.usage_days
  where cell = p_cell and customer_id = p_customer_id;
  v_lowest_id := (lpad(to_hex((extract(epoch from v_since - c_skew) * 1000)::bigint), 12, '0')
    || repeat('0', 20))::uuid;
  select d.created_at into v_first from linkage.deliveries d
  where d.customer_id = p_customer_id and d.id >= v_lowest_id and d.created_at >= v_since and d.created_at < until
  order by d.id limit 1;
  if not found then
    until := greatest(until, v_since);
    return;
  end if;
  v_since := greatest(v_since, v_first - c_skew);
  is_done := v_since + interval '1 hour' >= until;
  until := least(until, v_since + interval '1 hour');
  insert into linkage.usage_days as u (
    cell, customer_id, day, linked, not_found, choices, failed, delinked, callbacks, counted_until)
  select p_cell, p_customer_id, (d.created_at at time zone 'Asia/Kolkata')::date,
    -- A workflow tells each webhook that waits for it, but it links only one patient.
    count(distinct d.workflow_id) filter (where d.type = 'link.linked'),
    count(distinct d.workflow_id) filter (where d.type = 'link.no-results'),
    count(distinct d.workflow_id) filter (where d.type = 'link.choice'),
    count(distinct d.workflow_id) filter (where d.type = 'link.failed'),
    count(distinct d.workflow_id) filter (where d.type = 'link.delinked'),
    count(*), until
  from linkage.deliveries d
  where d.customer_id = p_customer_id and d.id >= v_lowest_id and d.created_at >= v_since and d.created_at < until
  group by 3
  on conflict on constraint usage_days_pk do update set
    linked = u.linked + excluded.linked, not_found = u.not_found + excluded.not_found,
    choices = u.choices + excluded.choices, failed = u.failed + excluded.failed,
    delinked = u.delinked + excluded.delinked, callbacks = u.callbacks + excluded.callbacks,
    counted_until = excluded.counted_until;
end $$;
comment on function linkage.count_usage is
  'Gives the instant until which the callbacks are counted, and whether that is all; no call counts anything twice';
