// Tests that the pages have a sentence, in each language, for every comparison that the matcher can explain.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { LEVELS } from './compare-names.ts'
import { MODEL } from './model.ts'

const MESSAGES = path.resolve(import.meta.dirname, '../../../../../../web/src/i18n/messages')
const levels = LEVELS.filter((level) => level !== 'none')

/** All words of an explanation, by field. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  name: [
    ...[...levels, 'missing', 'conflict', 'unnamed'].map((level) => `given ${level}`),
    ...[...levels, 'missing', 'conflict'].map((level) => `family ${level}`),
  ],
  birth: Object.keys(MODEL.birth),
  gender: Object.keys(MODEL.gender),
  identifier: Object.keys(MODEL.identifier),
  phone: Object.keys(MODEL.phone),
  email: Object.keys(MODEL.email),
  pin: Object.keys(MODEL.pin),
}

for (const language of ['en', 'hi']) {
  test(`staff read a sentence for every comparison (${language})`, () => {
    const file = path.join(MESSAGES, language, 'staff/evidence.json')
    const said = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string> | undefined>
    const without = Object.entries(WORDS).flatMap(([field, words]) =>
      words
        .map((word) => word.replaceAll(' ', '-'))
        .filter((word) => !said[field]?.[word] && !said.any?.[word])
        .map((word) => `${field}: ${word}`),
    )
    assert.deepEqual(without, [])
  })
}
