// Checks that the types and limits of the web app match the contracts.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { API_FOLDER, generateClient } from '../../generate-client.ts'

test('schema.ts and the files of limits/ match the contracts as they are now', async () => {
  const generated = await generateClient()
  const there = ['schema.ts', ...globSync('limits/*.ts', { cwd: API_FOLDER }).map((file) => file.replaceAll('\\', '/'))]
  const cure = 'the contracts have changed: npm run client -w web'
  assert.deepEqual(there.toSorted(), [...generated.keys()].toSorted(), cure)
  const differing = there.filter((file) => readFileSync(path.join(API_FOLDER, file), 'utf8') !== generated.get(file))
  assert.deepEqual(differing, [], cure)
})
