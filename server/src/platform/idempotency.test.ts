// Tests that any number of old idempotency keys is deleted, in portions that end within the time limit of a statement.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setup } from '../testing/setup.ts'
import { purgeIdempotencyKeys } from './idempotency.ts'

const OLD_KEYS = 12_345
const DELETED_AT_ONCE_MAX = 5_000

test('keys older than a day are deleted in portions, and younger keys stay', async (t) => {
  const { program } = await setup(t)
  const { db, pool } = program.context('patients')
  // Half of the keys have the same instant, as when a batch writes them.
  await pool.query(
    `insert into patients.idempotency_keys (cell, account_id, key, fingerprint, status, answer, created_at)
     select 1, gen_random_uuid(), 'key ' || n, 'f', 201, 'null'::json,
       now() - make_interval(hours => 25, secs => greatest(0, n - $1 / 2))
     from generate_series(1, $1::int) n
     union all
     select 1, gen_random_uuid(), 'young ' || n, 'f', 201, 'null'::json, now() - make_interval(hours => 23)
     from generate_series(1, 3) n`,
    [OLD_KEYS],
  )
  await pool.query(`
    create function patients.refuse_large_delete() returns trigger language plpgsql as $$
    declare v_count int;
    begin
      select count(*) into v_count from gone;
      if v_count > ${DELETED_AT_ONCE_MAX} then raise exception '% keys in one statement', v_count; end if;
      return null;
    end $$;
    create trigger refuse_large_delete after delete on patients.idempotency_keys referencing old table as gone
      for each statement execute function patients.refuse_large_delete()`)
  assert.equal(await purgeIdempotencyKeys(db, 'patients'), OLD_KEYS)
  const { rows } = await pool.query('select key from patients.idempotency_keys order by key')
  assert.deepEqual(
    rows.map(({ key }) => key),
    ['young 1', 'young 2', 'young 3'],
  )
  assert.equal(await purgeIdempotencyKeys(db, 'patients'), 0)
})
