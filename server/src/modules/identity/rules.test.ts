// Tests the rules of identity on both sides of every limit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Actor } from '../../platform/auth.ts'
import { newId } from '../../platform/id.ts'
import { holdingOf, type Role, STAFF_ROLES } from '../../platform/powers.ts'
import { readBirth } from '../patients/contract.ts'
import {
  appointableBy,
  decideAppointment,
  decideRefresh,
  decideSwitch,
  findPasswordFault,
  findPlaceFault,
  isOver,
  mayAppoint,
  pickWorkplace,
  REFRESH_REPEAT_SECONDS,
  rolesAt,
  sessionSeconds,
  toPassword,
  toPhone,
} from './rules.ts'
import type { Session, Workplace } from './tables.ts'

const phone = '+919812345601'
const now = new Date('2024-02-29T12:00:00Z')

test('a phone number gets the same form with and without +91', () => {
  assert.equal(toPhone('9812345601'), phone)
  assert.equal(toPhone(phone), phone)
})

test('a password is refused when it is too short, too long, common, or the phone', () => {
  const common = new Set(['password1'])
  const isTaken = (password: string) => findPasswordFault(toPassword(password), phone, common) === undefined
  assert.equal(isTaken('seven77'), false)
  assert.equal(isTaken('eight888'), true)
  assert.equal(isTaken('x'.repeat(128)), true)
  assert.equal(isTaken('x'.repeat(129)), false)
  assert.equal(isTaken('🌊'.repeat(8)), true, 'eight characters count as eight, however many bytes they take')
  assert.equal(isTaken('🌊'.repeat(7)), false)
  assert.equal(isTaken('PASSword1'), false)
  assert.equal(isTaken('ＰＡＳＳword1'), false, 'wide letters count as the same letters')
  for (const form of ['9812345601', '09812345601', '919812345601', phone]) assert.equal(isTaken(form), false)
  assert.equal(isTaken('9812345602'), true)
})

test('a birth is a day or a year, is not in the future and is at most 130 years ago', () => {
  const day = fc.date({ min: new Date('1700-01-01'), max: new Date('2200-01-01'), noInvalidDate: true })
  fc.assert(
    fc.property(day, (born) => {
      const birthDate = born.toISOString().slice(0, 10)
      const birth = readBirth({ birthDate }, '2024-02-29')
      const isTaken = birthDate <= '2024-02-29' && birthDate >= '1894-01-01'
      assert.equal(!('pointer' in birth), isTaken)
      if (!('pointer' in birth)) assert.deepEqual(birth, { birthDate, birthYear: born.getUTCFullYear() })
    }),
  )
  fc.assert(
    fc.property(fc.integer({ min: 1700, max: 2200 }), (birthYear) => {
      assert.equal(!('pointer' in readBirth({ birthYear }, '2024-02-29')), birthYear >= 1894 && birthYear <= 2024)
    }),
  )
  assert.ok(!('pointer' in readBirth({ birthDate: '2024-02-29' }, '2024-02-29')), 'born today, on the leap day')
  assert.ok('pointer' in readBirth({ birthDate: '2024-02-29' }, '2024-02-28'))
  assert.ok('pointer' in readBirth({}, '2024-02-29'))
  assert.ok('pointer' in readBirth({ birthDate: '2000-02-29', birthYear: 2000 }, '2024-02-29'))
})

const clinic = newId<'facility'>(7)
const otherClinic = newId<'facility'>(7)
const actor = (...roles: Role[]): Actor => ({
  accountId: newId(7),
  sessionId: newId(7),
  roles,
  facilityId: clinic,
  districtCell: 9,
})

test('an administrator appoints only to lower roles, and only at places that the same role reaches', () => {
  const here = { facilityId: clinic, cell: 7 }
  assert.ok(mayAppoint(actor('national-admin'), STAFF_ROLES, {}))
  assert.ok(mayAppoint(actor('centre-admin'), ['doctor', 'vaccinator'], here))
  assert.ok(!mayAppoint(actor('centre-admin'), ['doctor', 'centre-admin'], here))
  assert.ok(!mayAppoint(actor('centre-admin'), ['doctor'], { facilityId: otherClinic, cell: 7 }))
  assert.ok(mayAppoint(actor('district-officer'), ['centre-admin'], { facilityId: otherClinic, cell: 9 }))
  assert.ok(!mayAppoint(actor('district-officer'), ['centre-admin'], { facilityId: otherClinic, cell: 7 }))
  assert.ok(!mayAppoint(actor('district-officer'), ['district-officer'], { cell: 9 }))
  assert.ok(!mayAppoint(actor('doctor'), ['reception'], here))
})

test('one role that reaches the place and another that covers the roles do not add up', () => {
  const both = actor('centre-admin', 'district-officer')
  assert.ok(!mayAppoint(both, ['centre-admin'], { facilityId: clinic, cell: 7 }))
})

test('a chain-admin appoints to all roles at facilities of the chain, but to none at the chain itself', () => {
  const chainAdmin = { ...actor('chain-admin'), chainId: newId<'chain'>(0), chainFacilities: new Set([otherClinic]) }
  const there = { facilityId: otherClinic, cell: 7 }
  assert.ok(mayAppoint(chainAdmin, ['centre-admin', 'cashier'], there))
  assert.ok(!mayAppoint(chainAdmin, ['doctor'], { facilityId: clinic, cell: 7 }))
  assert.ok(!mayAppoint(chainAdmin, ['chain-admin'], { chainId: chainAdmin.chainId }))
  assert.ok(!mayAppoint(chainAdmin, ['district-officer'], { cell: 7 }))
})

test('the list of roles that one may appoint to holds each role once', () => {
  const facility = STAFF_ROLES.filter((role) => holdingOf(role) === 'facility')
  assert.deepEqual(appointableBy(['national-admin']), STAFF_ROLES)
  assert.deepEqual(appointableBy(['chain-admin']), facility)
  assert.deepEqual(
    appointableBy(['centre-admin', 'doctor']),
    facility.filter((role) => role !== 'centre-admin'),
  )
  assert.deepEqual(appointableBy(['auditor', 'reception']), [])
})

test('an appointment must name the place that its roles need, and no other place', () => {
  const pointerOf = (roles: Role[], place: Parameters<typeof findPlaceFault>[1]) =>
    findPlaceFault(roles, place)?.pointer
  const chainId = newId(0)
  assert.equal(pointerOf(['doctor'], {}), '/facilityId')
  assert.equal(pointerOf(['doctor'], { facilityId: clinic }), undefined)
  assert.equal(pointerOf(['doctor'], { facilityId: clinic, districtCell: 7 }), '/districtCell')
  assert.equal(pointerOf(['district-officer'], {}), '/districtCell')
  assert.equal(pointerOf(['district-officer'], { districtCell: 7 }), undefined)
  assert.equal(pointerOf(['national-admin'], { facilityId: clinic }), '/facilityId')
  assert.equal(pointerOf(['national-admin'], {}), undefined)
  assert.equal(pointerOf(['chain-admin'], {}), '/chainId')
  assert.equal(pointerOf(['chain-admin'], { chainId }), undefined)
  assert.equal(pointerOf(['doctor'], { facilityId: clinic, chainId }), '/chainId')
  assert.equal(pointerOf(['doctor', 'district-officer'], { facilityId: clinic, districtCell: 7 }), '/roles')
  assert.equal(pointerOf(['doctor', 'auditor'], { facilityId: clinic }), '/roles')
})

const workplace = (changes: Partial<Workplace> = {}): Workplace => ({
  ...{ cell: 7, id: newId<'workplace'>(7), account_id: newId<'account'>(7), roles: ['doctor'] },
  ...{ facility_id: clinic, chain_id: null, district_cell: null, place_cell: 7, place_name: 'Clinic' },
  ...{ holder_name: 'Ravi', since: now, until: null, last_used_at: null, ...changes },
})

test('roles are added at a known workplace; a new place opens one more workplace, up to a limit', () => {
  const there = workplace()
  const given = { roles: ['reception', 'doctor'] as Role[], facility_id: clinic, chain_id: null, district_cell: null }
  const more = { kind: 'extend', id: there.id, roles: ['doctor', 'reception'] }
  assert.deepEqual(decideAppointment([there], given), more)
  const again = { kind: 'extend', id: there.id, roles: ['doctor'] }
  assert.deepEqual(decideAppointment([there], { ...given, roles: ['doctor'] }), again)
  assert.deepEqual(decideAppointment([], given), { kind: 'open' })
  const elsewhere = [
    { ...given, facility_id: otherClinic },
    { ...given, facility_id: null, district_cell: 9 },
    { ...given, facility_id: null, chain_id: newId<'chain'>(0) },
    { ...given, facility_id: null },
  ]
  for (const place of elsewhere) assert.deepEqual(decideAppointment([there], place), { kind: 'open' })
  const full = Array.from({ length: 30 }, () => workplace({ facility_id: newId<'facility'>(7) }))
  assert.deepEqual(decideAppointment(full, given), { kind: 'too-many' })
  assert.equal(decideAppointment([...full.slice(1), there], given).kind, 'extend')
})

test('the end of the last appointment switches staff off, and a citizen stays a citizen', () => {
  const citizen = { patient_id: newId<'patient'>(7) }
  assert.ok(isOver({ patient_id: null }, []))
  assert.ok(!isOver({ patient_id: null }, [workplace()]))
  assert.ok(!isOver(citizen, []))
  assert.deepEqual(rolesAt(citizen, undefined), ['citizen'])
  assert.deepEqual(rolesAt(citizen, workplace()), ['citizen', 'doctor'])
  assert.deepEqual(rolesAt({ patient_id: null }, undefined), [])
})

test('a sign-in begins at the workplace used last, or at the only one', () => {
  const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000)
  const [first, second] = [workplace(), workplace({ facility_id: otherClinic })]
  assert.equal(pickWorkplace([]), undefined)
  assert.equal(pickWorkplace([first]), first)
  assert.equal(pickWorkplace([first, second]), undefined, 'the person must choose')
  const used = { ...second, last_used_at: at(0) }
  assert.equal(pickWorkplace([first, used]), used)
  const newer = { ...first, last_used_at: at(1) }
  assert.equal(pickWorkplace([newer, used]), newer)
})

const session: Session = {
  ...{ cell: 1, id: newId(1), account_id: newId<'account'>(1), workplace_id: null, device_name: '', refresh_hash: '' },
  ...{ created_at: now, refreshed_at: now, switched_at: null, revoked_at: null, proof: 'code', factor_at: null },
  expires_at: new Date(now.getTime() + 3_600_000),
}

test('staff sign in again each working day', () => {
  assert.equal(sessionSeconds(false, 2_592_000), 2_592_000)
  assert.equal(sessionSeconds(true, 2_592_000), 43_200)
  assert.equal(sessionSeconds(true, 600), 600)
})

test('a sign-in with a workplace ends after a working day, and an older sign-in cannot take a workplace', () => {
  const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000)
  const long = { ...session, expires_at: at(2_592_000) }
  assert.deepEqual(decideSwitch(long, at(43_199)), at(43_200))
  assert.equal(decideSwitch(long, at(43_200)), undefined)
  assert.deepEqual(decideSwitch(session, now), session.expires_at, 'taking a workplace never makes the sign-in longer')
  assert.equal(decideSwitch({ ...session, revoked_at: now }, now), undefined)
  assert.equal(decideSwitch({ ...session, expires_at: now }, now), undefined)
  assert.equal(decideSwitch(undefined, now), undefined)
})

test('the newest refresh token works, the previous one works for half a minute, any other ends the sign-in', () => {
  const at = (seconds: number): Date => new Date(now.getTime() + seconds * 1_000)
  assert.equal(decideRefresh(session, 'newest', at(3_599)), 'rotate')
  assert.equal(decideRefresh(session, 'previous', at(REFRESH_REPEAT_SECONDS)), 'repeat')
  assert.equal(decideRefresh(session, 'previous', at(REFRESH_REPEAT_SECONDS + 0.001)), 'revoke')
  assert.equal(decideRefresh(session, 'other', now), 'revoke')
  for (const shown of ['newest', 'previous', 'other'] as const) {
    assert.equal(decideRefresh(undefined, shown, now), 'refuse')
    assert.equal(decideRefresh({ ...session, revoked_at: now }, shown, now), 'refuse')
    assert.equal(decideRefresh({ ...session, expires_at: now }, shown, now), 'refuse')
  }
})
