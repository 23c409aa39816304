// Tests who waits at the counter, and how the number of a bill is read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Charge, isMeant, readBillNumber, toWaiting } from './waiting.ts'

const charge = (chargeId: string, raisedAt: string, more: object) =>
  ({ chargeId, raisedAt, group: chargeId, totalPaise: 100, ...more }) as unknown as Charge

test('each person stands once, whose first charge is the oldest first', () => {
  const asha = { patientId: 'a', patient: { name: 'Asha Rao', birthYear: 1990, gender: 'female' } }
  const waiting = toWaiting([
    charge('3', '2026-03-02T05:03:00Z', asha),
    charge('2', '2026-03-02T05:02:00Z', {}),
    charge('1', '2026-03-02T05:01:00Z', asha),
  ])
  assert.deepEqual(
    waiting.map(({ key, name, totalPaise }) => [key, name, totalPaise]),
    [
      ['a', 'Asha Rao', 200],
      ['2', undefined, 100],
    ],
  )
  assert.ok(isMeant({ key: 'a', name: 'Asha Rao' }, 'ra as'))
  assert.ok(!isMeant({ key: 'a', name: 'Asha Rao' }, 'sha'))
})

test('the number of a bill may lack zeros and have spaces', () => {
  assert.equal(readBillNumber(' ash/26-27/42 '), 'ASH/26-27/000042')
  assert.equal(readBillNumber('DL-7F3K-9Q2M'), undefined)
})
