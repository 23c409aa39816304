// Tests that each name of an icon is in the file of the icons, once, and the other way round.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { ICON_NAMES } from './icon-names.ts'

test('the file of the icons has exactly the names that pages may use', () => {
  const file = readFileSync(path.join(import.meta.dirname, 'icons.svg'), 'utf8')
  const drawn = [...file.matchAll(/<symbol id="([a-z0-9-]+)"/g)].map(([, name]) => name)
  assert.deepEqual(drawn, [...ICON_NAMES])
})
