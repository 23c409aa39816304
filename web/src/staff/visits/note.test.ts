// Tests how the text of a note becomes the note that the server keeps, and back.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { toDiagnosis, toNote, toTyped } from './note.ts'

const EMPTY = { complaints: '', examination: '', diagnoses: '', advice: '', referral: '' }

test('a line begins with a code when it has the form of one', () => {
  assert.deepEqual(toDiagnosis(' e11.9 Diabetes '), { name: 'Diabetes', icd10: 'E11.9' })
  assert.deepEqual(toDiagnosis('J00: Common cold'), { name: 'Common cold', icd10: 'J00' })
  assert.deepEqual(toDiagnosis('B12 deficiency'), { name: 'deficiency', icd10: 'B12' })
  assert.deepEqual(toDiagnosis('Fever, 3 days'), { name: 'Fever, 3 days' })
  assert.deepEqual(toDiagnosis('J00'), { name: 'J00' })
})

test('a note has only the parts in which something stands, and its text comes back', () => {
  assert.deepEqual(toNote({ ...EMPTY, advice: '  \n' }), {})
  const note = {
    ...{ complaints: 'Cough', diagnoses: [{ name: 'Common cold', icd10: 'J00' }, { name: 'Tired' }] },
    referral: { to: 'Eye clinic', because: 'Red eye\nsince May' },
  }
  assert.deepEqual(toNote(toTyped(note)), note)
  assert.deepEqual(toNote({ ...EMPTY, referral: 'Eye clinic' }), { referral: { to: 'Eye clinic' } })
})
