// Tests which letters stand for a person.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { initialOf, initialsOf } from './initials.ts'

test('the letter of a person is a whole letter of their script', () => {
  assert.deepEqual(['asha', ' Ravi Nair', 'दीया', ''].map(initialOf), ['A', 'R', 'दी', ''])
})

test('the letters of a person are those of the first and the last name', () => {
  const names = ['Omar Abdullah Khan', 'Asha', 'दीया नायर', '']
  assert.deepEqual(names.map(initialsOf), ['OK', 'A', 'दीना', ''])
})
