// Tests which lines must say how they get into the body.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isWayMissing } from './ways.ts'

const isMissing = (genericName: string, route: 'oral' | 'other' | 'intravenous', more: object = {}) =>
  isWayMissing({ genericName, form: '', route, ...more })

test('an injection says where it goes; a rare way stands in the instructions', () => {
  for (const name of ['Ceftriaxone Injection IP 1 g', 'Inj. Ceftriaxone', 'Paracetamol Infusion']) {
    assert.ok(isMissing(name, 'other'), name)
    assert.ok(isMissing(name, 'oral', { instructions: 'slowly' }), name)
    assert.ok(!isMissing(name, 'intravenous'), name)
    assert.ok(!isMissing(name, 'other', { instructions: 'into the joint' }), name)
  }
  assert.ok(isMissing('Ceftriaxone 1 g', 'other', { form: 'injection' }), 'the form alone says it')
  for (const name of ['Paracetamol Tablets', 'Injerol Syrup']) assert.ok(!isMissing(name, 'other'), name)
})
