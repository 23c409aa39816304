// Reads the staff's pages: whoever asks for a reason in words offers the usual ones.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'

const STAFF = path.resolve(import.meta.dirname, '..')

const texts = globSync('**/*.tsx', { cwd: STAFF }).map((file) => {
  return { file, text: readFileSync(path.join(STAFF, file), 'utf8') }
})

test('each field for a reason has the usual reasons as chips', () => {
  const asking = texts.filter(({ text }) => /\breason(Field)?\(\s*[\w.]+,\s*'(reason|differs)'/.test(text))
  assert.ok(asking.length >= 8, 'the fields are found')
  const withoutChips = texts.filter(({ text }) => /\btext\(\s*[\w.]+,\s*'(reason|differs)'/.test(text))
  assert.deepEqual(
    withoutChips.map(({ file }) => file),
    [],
    'declare the field with reason() of shell/reasons.tsx',
  )
})
