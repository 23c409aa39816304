// Tests that statements are planned once a connection, and that a table may change below them.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { type TestContext, test } from 'node:test'
import { sql } from 'kysely'
import { openLog } from '../log.ts'
import { openDb, openPool, transaction } from './db.ts'

interface Tables {
  things: { id: number; name: string }
}

async function open(t: TestContext) {
  const log = openLog({ logLevel: 'silent', environment: 'production' })
  // One connection, so that each statement meets what was prepared before.
  const pool = openPool({
    url: process.env.SEHAT_TEST_DATABASE_URL as string,
    poolMax: 1,
    statementTimeoutMs: 5_000,
    log,
  })
  const schema = `prepared_${randomBytes(6).toString('hex')}`
  await pool.query(`create schema ${schema}; create table ${schema}.things (id int primary key, name text not null)`)
  t.after(async () => {
    await pool.query(`drop schema ${schema} cascade`)
    await pool.end()
  })
  const db = openDb<Tables>(pool)
  const find = (from: Pick<typeof db, 'withSchema'>, id: number) =>
    from.withSchema(schema).selectFrom('things').selectAll().where('id', '=', id).executeTakeFirst()
  const prepared = async () => {
    const { rows } = await pool.query('select statement from pg_prepared_statements where statement like $1', [
      `%"${schema}"."things"%`,
    ])
    return rows.map(({ statement }) => statement as string)
  }
  return { db, pool, schema, find, prepared }
}

test('a statement that comes often is prepared once', async (t) => {
  const { db, pool, schema, find, prepared } = await open(t)
  await pool.query(`insert into ${schema}.things values (1, 'one'), (2, 'two')`)
  for (const id of [1, 2]) await find(db, id)
  assert.deepEqual(await prepared(), [], 'what comes rarely takes no memory of the database')
  for (const id of [1, 2, 1, 2]) assert.equal((await find(db, id))?.name, id === 1 ? 'one' : 'two')
  assert.equal((await prepared()).length, 1)
})

test('a column that appears under a prepared statement is read, alone and in a transaction', async (t) => {
  const { db, pool, schema, find } = await open(t)
  await pool.query(`insert into ${schema}.things values (1, 'one')`)
  const often = async () => {
    for (let nth = 0; nth < 4; nth++) await find(db, 1)
  }
  await often()
  await pool.query(`alter table ${schema}.things add column more int not null default 5`)
  assert.deepEqual(await find(db, 1), { id: 1, name: 'one', more: 5 })
  await often()
  await pool.query(`alter table ${schema}.things add column other int not null default 6`)
  let tries = 0
  const found = await transaction(db, async (tx) => {
    tries++
    await sql`insert into ${sql.table(`${schema}.things`)} (id, name) values (${tries + 1}, 'made')`.execute(tx)
    return find(tx, 1)
  })
  assert.deepEqual([found, tries], [{ id: 1, name: 'one', more: 5, other: 6 }, 2])
  const { rows } = await pool.query(`select id from ${schema}.things order by id`)
  assert.deepEqual(rows, [{ id: 1 }, { id: 3 }], 'the first try left nothing behind')
})

test('many texts of lists do not fill the memory, and are answered', async (t) => {
  const { db, schema, prepared } = await open(t)
  const list = (count: number) =>
    db
      .withSchema(schema)
      .selectFrom('things')
      .select('id')
      .where(
        'id',
        'in',
        Array.from({ length: count }, (_, nth) => nth),
      )
      .execute()
  for (let count = 1; count <= 40; count++) assert.deepEqual(await list(count), [])
  for (let nth = 0; nth < 4; nth++) await list(2_000)
  assert.deepEqual(await prepared(), [])
})
