// Checks that the guide of customers explains each type of callback that the contract has, in both languages.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { test } from 'node:test'
import { CallbackBody, TestCallbackBody } from '../../../server/src/modules/linkage/contract.ts'
import { OFFERED } from '../i18n/languages.ts'
import { hasText, type Messages } from '../i18n/text.ts'

const typesOf = ({ properties }: { properties: { type: unknown } }): readonly string[] =>
  (properties.type as { enum: readonly string[] }).enum

const read = (language: string, file: string): Messages => {
  const folder = path.resolve(import.meta.dirname, '../i18n/messages', language, 'customer')
  return { [file]: JSON.parse(readFileSync(path.join(folder, `${file}.json`), 'utf8')) }
}

for (const { code } of OFFERED) {
  test(`the guide explains each callback in ${code}`, () => {
    const types = typesOf(CallbackBody)
    assert.ok(types.length > 4)
    const missing = [
      ...[...types, ...typesOf(TestCallbackBody)].filter((type) => !hasText(read(code, 'guide'), `guide.when.${type}`)),
      ...types.filter((type) => !hasText(read(code, 'callbacks'), `callbacks.type.${type}`)),
    ]
    assert.deepEqual(missing, [])
  })
}
