// Tests that the address of the embedded database is found, and that other users do not see its password.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { databaseUrlOf, toPsql } from './database-url.mjs'

test('the address is the one that the last start wrote down; before the first start there is none', (t) => {
  const folder = mkdtempSync(join(tmpdir(), 'sehat-url-'))
  t.after(() => rmSync(folder, { recursive: true }))
  assert.equal(databaseUrlOf(folder), undefined)
  writeFileSync(join(folder, 'password'), 's3cret\n')
  assert.equal(databaseUrlOf(folder), undefined)
  writeFileSync(join(folder, 'port'), '54321\n')
  assert.equal(databaseUrlOf(folder), 'postgresql://sehat:s3cret@127.0.0.1:54321/sehat')
  assert.equal(databaseUrlOf(join(folder, 'nowhere')), undefined)
})

test('psql gets the password in its environment, not among its arguments', () => {
  const { args, env } = toPsql('postgresql://sehat:a%2Fb@127.0.0.1:54321/sehat')
  assert.deepEqual(args, ['postgresql://sehat@127.0.0.1:54321/sehat'])
  assert.deepEqual(env, { PGPASSWORD: 'a/b' })
  assert.deepEqual(toPsql('postgresql:///sehat').env, {})
})
