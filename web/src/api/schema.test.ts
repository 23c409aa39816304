// Shows that the types and the limits of the web app are those of the contracts.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { API_FOLDER, generateClient } from '../../generate-client.ts'

test('schema.ts and the files of limits/ are what the contracts say now', async () => {
  const generated = await generateClient()
  const there = ['schema.ts', ...globSync('limits/*.ts', { cwd: API_FOLDER }).map((file) => file.replaceAll('\\', '/'))]
  const cure = 'the contracts have changed: npm run client -w web'
  assert.deepEqual(there.toSorted(), [...generated.keys()].toSorted(), cure)
  const differing = there.filter((file) => readFileSync(path.join(API_FOLDER, file), 'utf8') !== generated.get(file))
  assert.deepEqual(differing, [], cure)
})
