// Tests the state machine of appointments: every state with every move.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { APPOINTMENT_STATUSES } from '../contract.ts'
import { isEnded, MOVES, movesOf, nextStatus, takesPlace } from './states.ts'

test('the table of states, every state with every move', () => {
  const table = APPOINTMENT_STATUSES.flatMap((status) =>
    MOVES.flatMap((move) => {
      const next = nextStatus(status, move)
      return next === undefined ? [] : [`${status} ${move} ${next}`]
    }),
  )
  assert.deepEqual(table.sort(), [
    ...['ARRIVED begin IN_CONSULTATION', 'ARRIVED leave LEFT', 'ARRIVED unarrive BOOKED', 'ARRIVED void VOID'],
    ...['BOOKED arrive ARRIVED', 'BOOKED cancel CANCELLED', 'BOOKED displace DISPLACED', 'BOOKED miss NO_SHOW'],
    ...['BOOKED move MOVED', 'BOOKED void VOID', 'DISPLACED cancel CANCELLED', 'DISPLACED keep BOOKED'],
    ...['DISPLACED lapse CANCELLED', 'DISPLACED move MOVED', 'DISPLACED void VOID', 'HELD confirm BOOKED'],
    ...['HELD expire EXPIRED', 'HELD release CANCELLED', 'IN_CONSULTATION finish FULFILLED'],
    'IN_CONSULTATION void VOID',
  ])
})

test('an ended appointment has no moves, and only a seen one keeps its place', () => {
  for (const status of APPOINTMENT_STATUSES) {
    assert.equal(isEnded(status), movesOf(status).length === 0)
    if (isEnded(status)) assert.equal(takesPlace(status), status === 'FULFILLED')
  }
})
