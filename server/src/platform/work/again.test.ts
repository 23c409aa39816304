// Tests that work which lost a race is done again, also on a real database where two transactions wait in a circle.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { createTestDatabase } from '../../testing/database.ts'
import { openLog } from '../log.ts'
import { openDb, openPool, transaction } from '../postgres/db.ts'
import { again } from './again.ts'

const log = openLog({ logLevel: 'silent', environment: 'test' })

const failure = (code: string): Error => Object.assign(new Error(code), { code })

/** Work that fails a number of times before it succeeds. */
function failing(times: number, code: string) {
  let tries = 0
  const work = async (): Promise<number> => {
    tries++
    if (tries <= times) throw failure(code)
    return tries
  }
  return { work, tries: () => tries }
}

test('serialization failures and deadlocks are tried again, other errors are not', async () => {
  for (const code of ['40001', '40P01']) assert.equal(await again(failing(2, code).work), 3)
  for (const code of ['23505', '57014', 'ECONNRESET']) {
    const { work, tries } = failing(1, code)
    await assert.rejects(again(work), { code })
    assert.equal(tries(), 1)
  }
})

test('an error that the caller names is a lost race too', async () => {
  const isLostRace = (error: unknown): boolean => (error as { code?: string }).code === 'SE001'
  assert.equal(await again(failing(2, 'SE001').work, { isLostRace }), 3)
  assert.equal(await again(failing(2, '40001').work, { isLostRace }), 3)
  await assert.rejects(again(failing(1, 'SE002').work, { isLostRace }), { code: 'SE002' })
})

test('it gives up after a few tries and throws the error of the last try', async () => {
  const { work, tries } = failing(1_000, '40001')
  await assert.rejects(again(work), { code: '40001' })
  assert.equal(tries(), 5)
})

test('two transactions that wait for each other both succeed', async (t) => {
  const { url } = await createTestDatabase(t)
  const pool = openPool({ url, poolMax: 4, statementTimeoutMs: 30_000, log })
  t.after(() => pool.end())
  const db = openDb<unknown>(pool)
  await pool.query('create table sums (id int primary key, sum int not null)')
  await pool.query('insert into sums values (1, 0), (2, 0)')
  let runs = 0
  // Each transaction holds one row before it asks for the other's row, so they always meet.
  let holding = 0
  let meet = (): void => {}
  const met = new Promise<void>((resolve) => {
    meet = resolve
  })
  const addInOrder = (ids: readonly number[]) =>
    transaction(db, async (tx) => {
      runs++
      for (const id of ids) {
        await sql`update sums set sum = sum + 1 where id = ${id}`.execute(tx)
        if (++holding === 2) meet()
        await met
      }
    })
  await Promise.all([addInOrder([1, 2]), addInOrder([2, 1])])
  assert.equal(runs, 3, 'one of them was chosen to go again')
  const { rows } = await pool.query('select sum from sums')
  assert.deepEqual(rows, [{ sum: 2 }, { sum: 2 }])
})
