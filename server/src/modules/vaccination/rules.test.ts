// Tests of the dose rules, on both sides of every limit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { addDays } from '../../platform/clock.ts'
import { newId } from '../../platform/id.ts'
import {
  ageOn,
  type Claim,
  findWindowFault,
  isPast,
  refuseAbsence,
  refuseCompletion,
  refusePatient,
  refuseSession,
  type SessionFacts,
  windowsAhead,
} from './rules.ts'

const session: SessionFacts = {
  held_on: '2026-03-10',
  course: 'COVID-19',
  vaccine: 'COVAXIN',
  dose: 1,
  interval_days_min: 28,
  age_min: 18,
  age_max: null,
  windows: ['09:00-11:00', '11:00-13:00'],
  opens_at: null,
  status: 'open',
}
const adult = { birthDate: '1990-05-14', birthYear: 1990 }
const at = (time: string): Date => new Date(`2026-03-10T${time}:00+05:30`)
/** A booking of this patient, who has come. */
const here = { id: newId<'booking'>(7), status: 'BOOKED', arrived_at: at('09:00') } as const
const OTHER = newId<'booking'>(7)
const slug = (refusal: { problem: { slug: string } } | undefined): string | undefined => refusal?.problem.slug

test('a window takes bookings before its end, and none from its end on', () => {
  assert.equal(refuseSession(session, '09:00-11:00', at('10:59')), undefined)
  assert.equal(slug(refuseSession(session, '09:00-11:00', at('11:00'))), 'session-not-open')
  assert.equal(refuseSession(session, '11:00-13:00', at('11:00')), undefined)
})

test('a window that ends at midnight is open until the day is over', () => {
  const late = { ...session, windows: ['18:00-24:00'] }
  assert.equal(refuseSession(late, '18:00-24:00', at('23:59')), undefined)
  assert.equal(isPast('2026-03-10', '18:00-24:00', new Date('2026-03-11T00:00:00+05:30')), true)
})

test('the day of a session is the day in India, not in UTC', () => {
  // 20:00 UTC on the 9th is 01:30 on the 10th in India.
  assert.equal(isPast('2026-03-10', '09:00-11:00', new Date('2026-03-09T20:00:00Z')), false)
  assert.equal(isPast('2026-03-09', '09:00-11:00', new Date('2026-03-09T20:00:00Z')), true)
})

test('a closed session and a session that opens later refuse bookings and give the reason', () => {
  const closed = refuseSession({ ...session, status: 'closed' }, '09:00-11:00', at('08:00'))
  assert.match(closed?.detail ?? '', /closed/)
  const opensAt = at('08:00')
  assert.equal(slug(refuseSession({ ...session, opens_at: opensAt }, '09:00-11:00', at('07:59'))), 'session-not-open')
  assert.equal(refuseSession({ ...session, opens_at: opensAt }, '09:00-11:00', at('08:00')), undefined)
})

test('ended windows are not offered', () => {
  assert.deepEqual(windowsAhead(session, at('08:00')), session.windows)
  assert.deepEqual(windowsAhead(session, at('11:00')), ['11:00-13:00'])
  assert.deepEqual(windowsAhead(session, at('13:00')), [])
})

test('age counts whole years on the day of the session', () => {
  const born = (birthDate: string) => ({ birthDate, birthYear: Number(birthDate.slice(0, 4)) })
  assert.equal(slug(refusePatient(session, born('2008-03-11'), [])), 'age-not-eligible')
  assert.equal(refusePatient(session, born('2008-03-10'), []), undefined)
  const young = { ...session, age_min: 12, age_max: 17 }
  assert.equal(refusePatient(young, born('2008-03-11'), []), undefined)
  assert.equal(slug(refusePatient(young, born('2008-03-10'), [])), 'age-not-eligible')
})

test('in a common year, a person born on 29 February gets a year older on 1 March', () => {
  const leap = { birthDate: '2008-02-29', birthYear: 2008 }
  assert.equal(ageOn('2026-02-28', leap), 17)
  assert.equal(ageOn('2026-03-01', leap), 18)
  assert.equal(ageOn('2028-02-29', leap), 20)
})

test('if only the year of birth is known, its first day counts as the birth date', () => {
  assert.equal(ageOn('2026-01-01', { birthDate: null, birthYear: 2008 }), 18)
})

test('a dose that is booked or given cannot be booked again', () => {
  const booked: Claim = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: null }
  assert.equal(slug(refusePatient(session, adult, [booked])), 'dose-already-booked')
  const given = { ...booked, given_on: '2026-01-01' }
  assert.equal(slug(refusePatient(session, adult, [given])), 'dose-already-given')
})

const second = { ...session, dose: 2 }

test('the next dose is refused until the dose before it is given', () => {
  assert.equal(slug(refusePatient(second, adult, [])), 'previous-dose-missing')
  const booked: Claim = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: null }
  assert.equal(slug(refusePatient(second, adult, [booked])), 'previous-dose-missing')
})

test('the next dose is refused before its interval is over, and the refusal names the earliest day', () => {
  const given = (on: string): Claim => ({ course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: on })
  const early = refusePatient(second, adult, [given('2026-02-11')])
  assert.equal(slug(early), 'dose-too-early')
  assert.deepEqual(early?.members, { earliestOn: '2026-03-11' })
  assert.equal(refusePatient(second, adult, [given('2026-02-10')]), undefined)
})

test('the next dose must be of the same vaccine', () => {
  const other: Claim = { course: 'COVID-19', dose: 1, vaccine: 'COVISHIELD', given_on: '2025-01-01' }
  const refusal = refusePatient(second, adult, [other])
  assert.equal(slug(refusal), 'other-vaccine-needed')
  assert.deepEqual(refusal?.members, { vaccine: 'COVISHIELD' })
})

test('doses of another course neither forbid a dose nor count for it', () => {
  const bcg = { ...session, course: 'BCG', vaccine: 'BCG' }
  const covishield: Claim = { course: 'COVID-19', dose: 1, vaccine: 'COVISHIELD', given_on: '2026-03-10' }
  assert.equal(refusePatient(bcg, adult, [covishield]), undefined)
  assert.equal(refuseCompletion(here, bcg, adult, [{ ...covishield, booking_id: OTHER }], bcg.held_on), undefined)
  assert.equal(slug(refusePatient({ ...bcg, dose: 2 }, adult, [covishield])), 'previous-dose-missing')
  assert.equal(slug(refusePatient(session, adult, [covishield])), 'dose-already-given')
})

test('a dose is given only on the day of its session, to a patient who has come, and after the interval', () => {
  const first = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: '2026-02-10', booking_id: OTHER }
  const own = { course: 'COVID-19', dose: 2, vaccine: 'COVAXIN', given_on: null, booking_id: here.id }
  const day = second.held_on
  assert.equal(refuseCompletion(here, second, adult, [first, own], day), undefined)
  assert.equal(slug(refuseCompletion(here, second, adult, [first, own], addDays(day, -1))), 'dose-other-day')
  assert.equal(slug(refuseCompletion(here, second, adult, [first, own], addDays(day, 1))), 'dose-other-day')
  const early = { ...first, given_on: '2026-02-11' }
  assert.equal(slug(refuseCompletion(here, second, adult, [early, own], day)), 'dose-too-early')
  const away = { ...here, arrived_at: null }
  assert.equal(slug(refuseCompletion(away, second, adult, [first, own], day)), 'arrival-missing')
  assert.equal(slug(refuseCompletion({ ...here, status: 'ABSENT' }, second, adult, [], day)), 'booking-ended')
})

test('of two bookings of one dose under two records of a person, only one gets the dose', () => {
  const own = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: null, booking_id: here.id }
  const booked = { ...own, booking_id: OTHER }
  assert.equal(refuseCompletion(here, session, adult, [own, booked], session.held_on), undefined)
  const given = { ...booked, given_on: '2026-01-01' }
  assert.equal(slug(refuseCompletion(here, session, adult, [own, given], session.held_on)), 'dose-already-given')
})

test('if two records of a person had two vaccines, either may go on, after the interval since the last dose', () => {
  const covaxin: Claim = { course: 'COVID-19', dose: 1, vaccine: 'COVAXIN', given_on: '2026-01-01' }
  const covishield: Claim = { ...covaxin, vaccine: 'COVISHIELD', given_on: '2026-02-11' }
  for (const claims of [
    [covaxin, covishield],
    [covishield, covaxin],
  ]) {
    assert.deepEqual(refusePatient(second, adult, claims)?.members, { earliestOn: '2026-03-11' })
    assert.equal(refusePatient({ ...second, held_on: '2026-03-11' }, adult, claims), undefined)
    assert.equal(slug(refusePatient({ ...second, vaccine: 'SPUTNIK V' }, adult, claims)), 'other-vaccine-needed')
  }
})

test('an absence is refused before the day of the session', () => {
  const booking = { status: 'BOOKED' } as const
  assert.equal(slug(refuseAbsence(booking, session, '2026-03-09')), 'absence-too-early')
  assert.equal(refuseAbsence(booking, session, '2026-03-10'), undefined)
})

test('windows must be in order and must not overlap', () => {
  assert.equal(findWindowFault(['09:00-11:00', '11:00-13:00', '18:00-24:00']), undefined)
  assert.match(findWindowFault(['09:00-11:00', '10:59-13:00']) ?? '', /overlaps/)
  assert.match(findWindowFault(['11:00-13:00', '09:00-11:00']) ?? '', /order/)
  assert.match(findWindowFault(['11:00-11:00']) ?? '', /ends before/)
})

const day = fc.integer({ min: 0, max: 3_000 }).map((days) => addDays('2021-01-16', days))
const vaccine = fc.constantFrom('COVAXIN', 'COVISHIELD', 'BCG')
const courseOf = (code: string): string => (code === 'BCG' ? 'BCG' : 'COVID-19')

/** The same rules, written differently from rules.ts: a list of conditions that must all hold. */
function isAllowed(one: SessionFacts, patient: { birthDate: string }, held: readonly Claim[]): boolean {
  const claims = held.filter(({ course }) => course === one.course)
  const birthday = `${Number(patient.birthDate.slice(0, 4)) + one.age_min}${patient.birthDate.slice(4)}`
  const before = claims.filter((claim) => claim.dose === one.dose - 1)
  return [
    one.held_on >= birthday,
    claims.every((claim) => claim.dose !== one.dose),
    claims.every((claim) => claim.vaccine === one.vaccine),
    one.dose === 1 || before.some((claim) => claim.given_on !== null),
    before.every((claim) => claim.given_on === null || addDays(claim.given_on, one.interval_days_min) <= one.held_on),
  ].every(Boolean)
}

test('for any person, history and session, the rules allow exactly what these conditions allow', () => {
  const claim = (...codes: string[]) =>
    fc.option(fc.record({ vaccine: fc.constantFrom(...codes), given_on: fc.option(day) }))
  const covid = claim('COVAXIN', 'COVISHIELD')
  const history = fc
    .tuple(covid, covid, claim('BCG'), claim('BCG'))
    .map((claims) =>
      claims.flatMap((one, nth) => (one ? [{ ...one, course: courseOf(one.vaccine), dose: (nth % 2) + 1 }] : [])),
    )
  const offered = fc.record({ held_on: day, vaccine, dose: fc.integer({ min: 1, max: 3 }), age_min: fc.nat(60) })
  const birthDate = fc.integer({ min: 0, max: 30_000 }).map((days) => addDays('1930-01-01', days))
  fc.assert(
    fc.property(offered, history, birthDate, fc.nat(120), (offer, claims, born, interval_days_min) => {
      const one = { ...session, ...offer, course: courseOf(offer.vaccine), interval_days_min }
      const patient = { birthDate: born, birthYear: Number(born.slice(0, 4)) }
      assert.equal(refusePatient(one, patient, claims) === undefined, isAllowed(one, patient, claims))
    }),
    { numRuns: 20_000 },
  )
})
