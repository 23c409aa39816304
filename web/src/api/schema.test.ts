// Shows that the types of the web app are those of the contracts.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { generateSchema, SCHEMA_FILE } from '../../generate-client.ts'

test('schema.ts is what the contracts say now', async () => {
  const isSame = (await generateSchema()) === readFileSync(SCHEMA_FILE, 'utf8')
  assert.ok(isSame, 'the contracts have changed: npm run client -w web')
})
