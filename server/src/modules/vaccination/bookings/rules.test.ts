// Tests of who gets a seat: properties that hold for bookings, walk-ins, moves and ends in any order and any batches.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Id, newId } from '../../../platform/id.ts'
import { Problem } from '../../../platform/problem.ts'
import type { Asked } from '../../../platform/work/giving.ts'
import type { PatientFacts } from '../../patients/contract.ts'
import { promiseOf } from '../rules.ts'
import type { LockedQueue, LockedSession, SeatRequest, SeatState, Seats, SeatTaker, SeatWrite } from './requests.ts'
import { decideSeats } from './rules.ts'

type One = Asked<SeatRequest, readonly PatientFacts[]>

const CELL = 7
const NOW = new Date('2026-03-02T05:00:00Z')
const TODAY = '2026-03-02'
const WINDOW = '06:00-24:00'
const origin = { actorId: null, requestId: 'r' }
const stated = { origin, repeatable: undefined }
const SEEN = { kind: 'document', document: 'voter-id', last4: '12AB' } as const

const facilityId = newId<'facility'>(CELL)
const patients = Array.from({ length: 5 }, (_, index): PatientFacts => {
  const birth = { birthDate: '1990-05-14', birthYear: 1990 }
  const patientId = newId<'patient'>(CELL)
  return { patientId, accountId: newId<'account'>(CELL), name: `Patient ${index}`, ...birth } as never as PatientFacts
})

const openSession = (more: Partial<LockedSession> = {}): LockedSession => ({
  cell: CELL,
  id: newId<'session'>(CELL),
  facility_id: facilityId,
  held_on: TODAY,
  course: 'COVID-19',
  vaccine: 'COVAXIN',
  dose: 1,
  interval_days_min: 28,
  age_min: 18,
  age_max: null,
  windows: [WINDOW],
  fee_paise: 0,
  opens_at: null,
  status: 'open',
  capacity: 2,
  booked: 0,
  given: 0,
  tokens_issued: 0,
  revision: 1,
  ...more,
})

/** A moment with predictable ids, so that tests can compare two ways of deciding. */
function momentOf(first = 0) {
  let made = first
  return {
    now: NOW,
    newId: <Name extends string>() => `id-${made++}` as Id<Name>,
    get made() {
      return made
    },
  }
}

/** Applies a write to the state, as the database does. */
function store(state: SeatState, rows: readonly LockedSession[], write: SeatWrite | undefined): SeatState {
  if (!write) return state
  const ended = new Map(write.ended.map((one) => [one.id, one.status as 'CANCELLED' | 'ABSENT']))
  const bookings = state.bookings.map((one) => ({ ...one, status: ended.get(one.id) ?? one.status }))
  const granted = write.granted.map((one) => ({ ...one, status: 'BOOKED' }))
  const claims = state.claims.filter(({ booking_id }) => !ended.has(booking_id))
  const taken = write.granted.map((one) => ({ ...one, booking_id: one.id, given_on: null }))
  return {
    sessions: rows,
    queues: state.queues.map((queue) => ({
      ...queue,
      tokens_issued: queue.tokens_issued + (write.queues.find((one) => isSameQueue(one, queue))?.tokens ?? 0),
    })),
    bookings: [...bookings, ...granted] as never,
    claims: [...claims, ...taken] as never,
  }
}

type QueueKey = Pick<LockedQueue, 'held_on'> & { readonly facility_id: string }

const isSameQueue = (one: QueueKey, other: QueueKey): boolean =>
  one.facility_id === other.facility_id && one.held_on === other.held_on

/** The queues of these sessions, before anybody has a token. */
function queuesOf(sessions: readonly LockedSession[]): LockedQueue[] {
  const all = sessions.map(({ cell, facility_id, held_on }) => ({ cell, facility_id, held_on, tokens_issued: 0 }))
  return all.filter((queue, nth) => all.findIndex((other) => isSameQueue(queue, other)) === nth)
}

const stateOf = (sessions: readonly LockedSession[]): SeatState => ({
  ...{ sessions, queues: queuesOf(sessions), bookings: [], claims: [] },
})

function assertInvariants({ sessions, queues, bookings, claims }: SeatState): void {
  for (const session of sessions) {
    const own = bookings.filter(({ session_id }) => session_id === session.id)
    assert.equal(own.filter(({ status }) => status === 'BOOKED').length, session.booked)
    assert.ok(session.booked <= session.capacity, 'never more booked than there are seats')
    assert.equal(session.tokens_issued, own.length)
  }
  for (const queue of queues) {
    const ids = new Set(sessions.filter((session) => isSameQueue(session, queue)).map(({ id }) => id))
    const own = bookings.filter(({ session_id }) => ids.has(session_id))
    const tokens = own.map(({ token }) => token).sort((left, right) => left - right)
    assert.deepEqual(
      tokens,
      [...tokens.keys()].map((index) => index + 1),
      'tokens of a centre and day have no gap, and none is given twice',
    )
    assert.equal(queue.tokens_issued, tokens.length)
  }
  const live = bookings.filter(({ status }) => status === 'BOOKED').map(({ id }) => id)
  assert.deepEqual(claims.map(({ booking_id }) => booking_id).sort(), live.sort(), 'a claim for each live booking')
  const held = new Set(claims.map(({ patient_id, course }) => `${patient_id} ${course}`))
  assert.equal(held.size, claims.length, 'a person holds one dose of a course')
}

/** A wish in numbers. It becomes a request when the test knows which bookings exist. */
interface Wish {
  readonly kind: SeatRequest['kind']
  readonly session: number
  readonly who: readonly number[]
  readonly booking: number
}

function toRequest({ kind, session, who, booking }: Wish, { sessions, bookings }: SeatState): One {
  const { id: sessionId } = sessions[session % sessions.length] as LockedSession
  const family = who.map((index) => patients[index] as PatientFacts)
  const [first] = family as [PatientFacts]
  const own = bookings[booking % Math.max(bookings.length, 1)]
  const patientIds = family.map(({ patientId }) => patientId)
  const asked = { ...stated, sessionId, window: WINDOW }
  if (kind === 'walk-in')
    return { request: { kind, ...asked, patientIds: [first.patientId], proof: SEEN }, facts: [first] }
  if (kind === 'book' || !own) {
    return { request: { kind: 'book', ...asked, accountId: first.accountId as string, patientIds }, facts: family }
  }
  const { id: bookingId, session_id: fromSessionId, patient_id } = own
  if (kind === 'release') {
    return { request: { kind, ...stated, sessionId: fromSessionId, bookingId, status: 'CANCELLED' }, facts: [] }
  }
  const patient = patients.find(({ patientId }) => patientId === patient_id) as PatientFacts
  return { request: { kind, ...asked, bookingId, fromSessionId, patientIds: [patient_id] }, facts: [patient] }
}

const wish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.constantFrom('book', 'book', 'walk-in', 'move', 'release'),
  session: fc.nat(2),
  who: fc.uniqueArray(fc.nat(patients.length - 1), { minLength: 1, maxLength: 3 }),
  booking: fc.nat(20),
})
const batches = fc.array(fc.array(wish, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 6 })
const capacities = fc.tuple(fc.nat(3), fc.nat(3), fc.nat(3))

/** Two sessions of one course on two days, and one session of another course. */
const openSessions = (seats: readonly number[]): LockedSession[] =>
  seats.map((capacity, nth) =>
    openSession({ capacity, ...[{}, { held_on: '2026-03-03' }, { course: 'BCG', vaccine: 'BCG' }][nth] }),
  )

const slugOf = (outcome: Seats | Error): string =>
  outcome instanceof Problem ? outcome.type.slug : JSON.stringify(outcome)

test('after every batch seats, tokens, claims and promises add up, and no family gets only some of its seats', () => {
  fc.assert(
    fc.property(capacities, batches, (seats, rounds) => {
      let state = stateOf(openSessions(seats))
      const moment = momentOf()
      for (const round of rounds) {
        const asked = round.map((one) => toRequest(one, state))
        const { outcomes, write, rows, events } = decideSeats(asked, state, moment)
        const granted = outcomes.map((outcome) => (outcome instanceof Error ? 0 : outcome.ids.length))
        const wanted = asked.map(({ request }) => (request.kind === 'release' ? 1 : request.patientIds.length))
        assert.ok(granted.every((count, index) => count === 0 || count === wanted[index]))
        const promised = (all: readonly LockedSession[]): number => all.reduce((sum, one) => sum + promiseOf(one), 0)
        const changes = write?.promises.reduce((sum, { quantity }) => sum + quantity, 0) ?? 0
        assert.equal(promised(rows) - promised(state.sessions), changes)
        assert.equal(events.filter(({ event }) => /booked/.test(event.name)).length, write?.granted.length ?? 0)
        assert.equal(events.filter(({ event }) => /cancelled/.test(event.name)).length, write?.ended.length ?? 0)
        state = store(state, rows, write)
        assertInvariants(state)
      }
    }),
    { numRuns: 3_000 },
  )
})

test('a batch gives the same seats as its requests would get one after the other, in the order of arrival', () => {
  fc.assert(
    fc.property(capacities, batches, (seats, rounds) => {
      let together = stateOf(openSessions(seats))
      let single = together
      const [ofAll, ofEach] = [momentOf(), momentOf()]
      for (const round of rounds) {
        const asked = round.map((one) => toRequest(one, together))
        const all = decideSeats(asked, together, ofAll)
        together = store(together, all.rows, all.write)
        const each = asked.map((one) => {
          const { outcomes, rows, write } = decideSeats([one], single, ofEach)
          single = store(single, rows, write)
          return outcomes[0] as Seats | Error
        })
        assert.deepEqual(all.outcomes.map(slugOf), each.map(slugOf))
      }
      const counts = ({ sessions }: SeatState) => sessions.map(({ booked, tokens_issued }) => [booked, tokens_issued])
      assert.deepEqual(counts(together), counts(single))
      assert.deepEqual(new Set(together.bookings.map(toLine)), new Set(single.bookings.map(toLine)))
    }),
    { numRuns: 3_000 },
  )
})

const toLine = ({ id, patient_id, session_id, token, status }: SeatState['bookings'][number]): string =>
  [id, patient_id, session_id, token, status].join(' ')

/** Two sessions. The first patients have taken all seats of the first one. */
function fullHouse(capacity: number) {
  const [full, free] = [openSession({ capacity }), openSession({ capacity: 1 })] as const
  const start = stateOf([full, free])
  const family = patients.slice(0, capacity)
  const moment = momentOf()
  const booked = decideSeats([bookFor(full, family)], start, moment)
  return { full, free, moment, state: store(start, booked.rows, booked.write) }
}

function bookFor({ id: sessionId }: LockedSession, family: readonly PatientFacts[]): One {
  const accountId = family[0]?.accountId as string
  const patientIds = family.map(({ patientId }) => patientId)
  return { request: { kind: 'book', ...stated, accountId, sessionId, window: WINDOW, patientIds }, facts: family }
}

function moveTo({ id: sessionId }: LockedSession, { bookings }: SeatState, nth: number): One {
  const { id: bookingId, session_id: fromSessionId, patient_id } = bookings[nth] as SeatState['bookings'][number]
  const patient = patients.find(({ patientId }) => patientId === patient_id) as PatientFacts
  const move = { kind: 'move', ...stated, bookingId, fromSessionId, sessionId, window: WINDOW } as const
  return { request: { ...move, patientIds: [patient_id] }, facts: [patient] }
}

test('a move gives its seat back before it takes one, so it also works within a full session', () => {
  const { full, moment, state } = fullHouse(2)
  const { outcomes, rows, write } = decideSeats([moveTo(full, state, 0)], state, moment)
  assert.equal(
    slugOf(outcomes[0] as Seats),
    JSON.stringify({ ids: ['id-2'], tokens: [3], moved: { firstBookingId: 'id-0', moves: 1 } }),
  )
  assert.equal(write?.ended[0]?.rescheduled_to, 'id-2')
  assertInvariants(store(state, rows, write))
})

test('a later request in the same batch gets the seat that a move left; an earlier one does not', () => {
  const { full, free, moment, state } = fullHouse(2)
  const [early, late] = [bookFor(full, patients.slice(2, 3)), bookFor(full, patients.slice(3, 4))]
  const { outcomes, rows, write } = decideSeats([early, moveTo(free, state, 0), late], state, moment)
  assert.deepEqual(
    outcomes.map((outcome) => (outcome instanceof Problem ? outcome.type.slug : 'given')),
    ['session-full', 'given', 'given'],
  )
  assertInvariants(store(state, rows, write))
})

test('a booking that moved or ended cannot move or end again in the same batch', () => {
  const { full, free, moment, state } = fullHouse(2)
  const [moved, ended] = state.bookings as [SeatState['bookings'][number], SeatState['bookings'][number]]
  const release = (bookingId: typeof moved.id, status: 'CANCELLED' | 'ABSENT'): One => ({
    request: { kind: 'release', ...stated, sessionId: full.id, bookingId, status },
    facts: [],
  })
  const asked = [
    moveTo(free, state, 0),
    release(moved.id, 'CANCELLED'),
    release(ended.id, 'ABSENT'),
    moveTo(free, state, 1),
  ]
  const { outcomes, rows, write } = decideSeats(asked, state, moment)
  assert.deepEqual(
    outcomes.map((outcome) => (outcome instanceof Problem ? outcome.type.slug : 'done')),
    ['done', 'booking-ended', 'done', 'booking-ended'],
  )
  assertInvariants(store(state, rows, write))
})

test('a move out of a closed session gives its dose back to the stock', () => {
  const { free, moment, state } = fullHouse(2)
  const closed = { ...state, sessions: state.sessions.map((one) => ({ ...one, status: 'closed' as const })) }
  const target = { ...free, status: 'open' as const }
  const sessions = closed.sessions.map((one) => (one.id === free.id ? target : one))
  const { write } = decideSeats([moveTo(target, closed, 0)], { ...closed, sessions }, moment)
  assert.deepEqual(
    write?.promises.map(({ quantity }) => quantity),
    [-1],
  )
})

test('a person may book a dose of each course at once, and a booking cannot move to another course', () => {
  const covid = openSession()
  const bcg = openSession({ course: 'BCG', vaccine: 'BCG' })
  const start = stateOf([covid, bcg])
  const family = patients.slice(0, 1)
  const moment = momentOf()
  const booked = decideSeats([bookFor(covid, family), bookFor(bcg, family), bookFor(bcg, family)], start, moment)
  assert.deepEqual(
    booked.outcomes.map((outcome) => (outcome instanceof Problem ? outcome.type.slug : 'given')),
    ['given', 'given', 'dose-already-booked'],
  )
  const state = store(start, booked.rows, booked.write)
  assertInvariants(state)
  const { outcomes, write } = decideSeats([moveTo(bcg, state, 0)], state, moment)
  assert.equal((outcomes[0] as Problem).message, '/sessionId: is a session of BCG; this booking is of COVID-19')
  assert.equal(write, undefined)
})

test('a walk-in counts as arrived at the instant of the batch, and only in a session of today', () => {
  const [today, later] = [openSession(), openSession({ held_on: '2026-03-03' })]
  const walkIn = ({ id: sessionId }: LockedSession, patient: PatientFacts): One => ({
    request: { kind: 'walk-in', ...stated, sessionId, window: WINDOW, patientIds: [patient.patientId], proof: SEEN },
    facts: [patient],
  })
  const state = stateOf([today, later])
  const asked = [walkIn(later, patients[0] as PatientFacts), walkIn(today, patients[0] as PatientFacts)]
  const { outcomes, write, events } = decideSeats(asked, state, momentOf())
  assert.equal(slugOf(outcomes[0] as Error), 'arrival-other-day')
  assert.equal((outcomes[1] as Seats).arrivedAt, NOW.toISOString())
  assert.deepEqual(
    write?.granted.map(({ arrived_at }) => arrived_at),
    [NOW],
  )
  assert.deepEqual(
    write?.proofs.map(({ id, kind, last4 }) => [id, kind, last4]),
    [[write.granted[0]?.id, 'document', '12AB']],
  )
  assert.deepEqual(
    events.map(({ event }) => event.name),
    ['vaccination.dose-booked.v1', 'vaccination.patient-arrived.v1', 'vaccination.walk-in-seated.v1'],
  )
})

test('the doses and bookings under the other records of a person count for the person', () => {
  const { free, moment, state } = fullHouse(1)
  const [booked, other] = patients as [PatientFacts, PatientFacts]
  const ask = (facts: SeatTaker): One => {
    const { patientId, accountId } = facts
    const request = { kind: 'book', ...stated, accountId, sessionId: free.id, window: WINDOW, patientIds: [patientId] }
    return { request, facts: [facts] } as never
  }
  const alone = decideSeats([ask(other)], state, moment)
  assert.ok(!(alone.outcomes[0] instanceof Error))
  const same = { ...other, sameIds: [booked.patientId] }
  const together = decideSeats([ask(same)], state, moment)
  assert.equal(slugOf(together.outcomes[0] as Problem), 'dose-already-booked')
})
