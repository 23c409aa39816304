// Tests the state machine of visits, and what each event of an appointment does in each state, in each order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId } from '../../../platform/id.ts'
import { VISIT_STATUSES, type VisitStatus } from '../contract.ts'
import { visitIdOf } from './ids.ts'
import { APPOINTMENT_DEEDS, type AppointmentDeed, careEnds, type Followed, followAppointment } from './rules.ts'
import { MOVES, nextStatus } from './states.ts'

test('the table of states, every state with every move', () => {
  const table = VISIT_STATUSES.flatMap((status) =>
    MOVES.flatMap((move) => {
      const next = nextStatus(status, move)
      return next === undefined ? [] : [`${status} ${move} ${next}`]
    }),
  )
  assert.deepEqual(table.sort(), [
    ...['IN_PROGRESS close CLOSED', 'OPEN begin IN_PROGRESS', 'OPEN close CLOSED', 'OPEN void VOID'],
    'VOID reopen OPEN',
  ])
})

const visit = (changes: Partial<Followed> = {}): Followed => ({
  ...{ status: 'OPEN', kind: 'opd', appointmentVersion: 1, isSeen: false, hasConsent: false },
  ...{ isNoteSigned: false, isTouched: false, ...changes },
})
const after = (deed: AppointmentDeed, changes: Partial<Followed> = {}, version = 9): VisitStatus | 'same' =>
  followAppointment(visit(changes), { deed, version })?.status ?? 'same'

test('every state with every event of the appointment', () => {
  const told = VISIT_STATUSES.flatMap((status) =>
    APPOINTMENT_DEEDS.map((deed) => `${status} ${deed} ${after(deed, { status })}`),
  )
  assert.deepEqual(told, [
    ...['OPEN arrived OPEN', 'OPEN arrival-cancelled VOID', 'OPEN began IN_PROGRESS', 'OPEN fulfilled IN_PROGRESS'],
    ...['IN_PROGRESS arrived IN_PROGRESS', 'IN_PROGRESS arrival-cancelled IN_PROGRESS'],
    ...['IN_PROGRESS began IN_PROGRESS', 'IN_PROGRESS fulfilled IN_PROGRESS'],
    ...['CLOSED arrived CLOSED', 'CLOSED arrival-cancelled CLOSED', 'CLOSED began CLOSED', 'CLOSED fulfilled CLOSED'],
    ...['VOID arrived OPEN', 'VOID arrival-cancelled VOID', 'VOID began IN_PROGRESS', 'VOID fulfilled IN_PROGRESS'],
  ])
})

test('a touched visit stays, a signed one closes, and one by video waits for the consent', () => {
  assert.equal(after('arrival-cancelled', { isTouched: true }), 'OPEN')
  assert.equal(after('fulfilled', { isNoteSigned: true, status: 'IN_PROGRESS' }), 'CLOSED')
  assert.equal(after('fulfilled', { isNoteSigned: true }), 'CLOSED')
  assert.equal(after('began', { kind: 'tele' }), 'OPEN')
  assert.equal(after('fulfilled', { kind: 'tele' }), 'OPEN')
  assert.equal(after('began', { kind: 'tele', hasConsent: true }), 'IN_PROGRESS')
})

test('an event that is not newer changes nothing, in any state', () => {
  for (const status of VISIT_STATUSES) {
    for (const deed of APPOINTMENT_DEEDS) {
      for (const version of [1, 2, 3]) {
        assert.equal(after(deed, { status, appointmentVersion: 3 }, version), 'same', `${status} ${deed} ${version}`)
      }
    }
  }
})

test('one appointment has one visit, in the district of its hospital', () => {
  const facts = { appointmentId: newId<'appointment'>(94), date: '2026-03-02', start: '12:00' }
  assert.equal(visitIdOf(facts), visitIdOf({ ...facts }))
  assert.notEqual(visitIdOf(facts), visitIdOf({ ...facts, appointmentId: newId<'appointment'>(94) }))
})

test('care ends some time after the visit, also when nobody closes it, and at once when there was none', () => {
  const opened_at = new Date('2026-03-02T05:00:00Z')
  const closed_at = new Date('2026-03-03T05:00:00Z')
  const now = new Date('2026-03-04T05:00:00Z')
  const cared = { status: 'OPEN' as const, opened_at, closed_at: null }
  const ends = (changes: object) => Object.values(careEnds({ ...cared, ...changes }, now)).map((at) => at.toISOString())
  assert.deepEqual(ends({}), ['2026-05-31T05:00:00.000Z', '2026-03-04T05:00:00.000Z'])
  assert.deepEqual(ends({ status: 'CLOSED', closed_at }), ['2026-06-01T05:00:00.000Z', '2026-03-05T05:00:00.000Z'])
  assert.deepEqual(ends({ status: 'VOID' }), [now.toISOString(), now.toISOString()])
})
