-- The write of the booking engine: one call writes what a batch of requests was granted.
-- The sessions' rows are locked by the caller's transaction, which also decided who gets a seat.
create or replace function vaccination.grant_seats(
  p_cell int,
  p_now timestamptz,
  -- one element a booking
  p_cells int[], p_booking_ids uuid[], p_session_ids uuid[], p_account_ids uuid[], p_windows text[], p_tokens int[],
  p_patient_cells int[], p_patient_ids uuid[], p_courses text[], p_doses int[], p_vaccines text[],
  p_event_ids uuid[], p_event_name text, p_events text[],
  -- one element a session
  p_touched_cells int[], p_touched_ids uuid[], p_granted int[],
  -- one element a request that came with an Idempotency-Key
  p_key_cells int[], p_key_accounts uuid[], p_keys text[], p_fingerprints text[], p_answers text[]
) returns void language plpgsql as $$
declare
  v_count int;
begin
  -- In the order of the key, so that two batches that touch the same people cannot wait for each other in a circle.
  insert into vaccination.claims (cell, patient_id, course, dose, vaccine, booking_id)
  select *
  from unnest(p_patient_cells, p_patient_ids, p_courses, p_doses, p_vaccines, p_booking_ids) c (a, b, c, d, e, f)
  order by c.a, c.b, c.c, c.d
  on conflict do nothing;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_booking_ids) then
    raise exception 'another batch claimed a dose at the same time' using errcode = 'SE001';
  end if;

  insert into vaccination.idempotency_keys (cell, account_id, key, fingerprint, status, answer, created_at)
  select k.a, k.b, k.c, k.d, 201, k.e::json, p_now
  from unnest(p_key_cells, p_key_accounts, p_keys, p_fingerprints, p_answers) k (a, b, c, d, e)
  order by k.a, k.b, k.c
  on conflict do nothing;
  get diagnostics v_count = row_count;
  if v_count <> cardinality(p_keys) then
    raise exception 'another batch used a key at the same time' using errcode = 'SE001';
  end if;

  insert into vaccination.bookings
    (cell, id, session_id, patient_id, account_id, time_window, token, status, booked_at)
  select b.a, b.b, b.c, b.d, b.e, b.f, b.g, 'BOOKED', p_now
  from unnest(p_cells, p_booking_ids, p_session_ids, p_patient_ids, p_account_ids, p_windows, p_tokens)
    b (a, b, c, d, e, f, g);

  update vaccination.sessions s
  set booked = s.booked + t.granted, tokens_issued = s.tokens_issued + t.granted,
      revision = s.revision + 1, changed_xid = pg_current_xact_id()
  from unnest(p_touched_cells, p_touched_ids, p_granted) t (cell, id, granted)
  where s.cell = t.cell and s.id = t.id;

  insert into vaccination.outbox (cell, id, name, body, created_at)
  select o.a, o.b, p_event_name, o.c::json, p_now
  from unnest(p_cells, p_event_ids, p_events) o (a, b, c);
end $$;
comment on function vaccination.grant_seats is
  'Raises SE001, and so writes nothing, when a claim or key was taken meanwhile: the batch is then decided anew';
