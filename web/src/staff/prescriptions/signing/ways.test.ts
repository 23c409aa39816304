// Tests which way a form says, and when a doctor must say it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { formOfWords, isWayRight, wayOf } from './ways.ts'

test('the form says the way, the narrower word first', () => {
  assert.equal(wayOf('tablet', 'Paracetamol'), 'oral')
  assert.equal(wayOf('', 'Ciprofloxacin Eye Drops IP 0.3%'), 'ophthalmic')
  assert.equal(wayOf('', 'Chloramphenicol Eye Ointment'), 'ophthalmic')
  assert.equal(wayOf('', 'Clotrimazole Vaginal Cream'), 'vaginal')
  assert.equal(wayOf('capsule', 'Vitamin E Softgel'), 'oral')
  assert.equal(wayOf('', 'Clearance Tablets for heartburn'), 'oral', 'a part of a word is no ear')
})

test('nobody guesses where an injection goes, nor bare drops and solutions', () => {
  for (const name of [
    'Ceftriaxone Injection IP 1 g',
    'Insulin Injection solution 40 IU',
    'Timolol Drops',
    'Solution',
  ]) {
    assert.equal(wayOf('', name), undefined, name)
  }
  assert.equal(wayOf('injection', 'Ceftriaxone'), undefined)
  assert.ok(!isWayRight('Ceftriaxone Injection', 'other'))
  assert.ok(!isWayRight('Ceftriaxone Injection', 'oral', 'slowly'))
  assert.ok(isWayRight('Ceftriaxone Injection', 'intravenous'))
  assert.ok(isWayRight('Triamcinolone Injection', 'other', 'into the joint'))
  assert.ok(isWayRight('Timolol Drops', 'ophthalmic'))
})

test('the words of a medicine that is not in the list say its form and unit, or nothing', () => {
  assert.deepEqual(formOfWords('Tab Xyz 5 mg'), { form: 'tablet', unit: 'tablet' })
  assert.deepEqual(formOfWords('Inj. abc'), { form: 'injection', unit: '' })
  assert.equal(formOfWords('Herbal balm'), undefined)
})
