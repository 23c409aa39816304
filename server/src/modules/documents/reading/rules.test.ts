// Tests by what somebody reads a document, for each kind of reader, document and grant.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { DOCUMENT_KINDS, GRANTEE_KINDS } from '../contract.ts'
import type { LiveGrant } from './owners.ts'
import { decideReading, type Facts, type Reader } from './rules.ts'

const CARE = ['prescription', 'lab-report', 'imaging', 'history', 'discharge']
const NOW_MS = 1_000
const who = (more: Partial<Reader> = {}): Reader => ({
  ...{ accountId: 'somebody', facilityId: 'here', treats: false, dispenses: false, doctorId: undefined },
  ...more,
})
const facts = (kind: string, more: Partial<Facts> = {}): Facts => ({
  ...{ owned: { id: 'one', kind, uploaded_by: 'uploader', facility_id: 'here' } as never, grants: [], nowMs: NOW_MS },
  ...{ person: { accountIds: ['mother'] }, ...more },
})
const grant = (more: object): LiveGrant =>
  ({ document_id: 'one', kinds: null, to_kind: 'account', to_id: 'somebody', untilMs: 2_000, ...more }) as never

test('the family reads all kinds, who treats those of care, a pharmacist prescriptions, others nothing', () => {
  for (const kind of DOCUMENT_KINDS) {
    assert.equal(decideReading(who({ accountId: 'mother' }), facts(kind)), 'family')
    assert.equal(decideReading(who({ accountId: 'uploader' }), facts(kind)), 'uploader')
    assert.equal(decideReading(who({ treats: true }), facts(kind)), CARE.includes(kind) ? 'care' : 'none')
    assert.equal(decideReading(who({ dispenses: true }), facts(kind)), kind === 'prescription' ? 'dispensing' : 'none')
    assert.equal(decideReading(who(), facts(kind)), 'none')
  }
})

test('who brought a document reads it at the same facility only, and never without one', () => {
  const elsewhere = who({ accountId: 'uploader', facilityId: 'there' })
  assert.equal(decideReading(elsewhere, facts('bill')), 'none')
  const own = { id: 'one', kind: 'bill', uploaded_by: 'uploader', facility_id: null } as never
  assert.equal(
    decideReading(who({ accountId: 'uploader', facilityId: undefined }), facts('bill', { owned: own })),
    'none',
  )
})

test('a grant opens what it names, to whom it names, until its moment, and nothing else', () => {
  const readers: Readonly<Record<string, Reader>> = {
    account: who({ accountId: 'receiver' }),
    facility: who({ facilityId: 'receiver', treats: true }),
    practitioner: who({ doctorId: 'receiver' }),
  }
  for (const to_kind of GRANTEE_KINDS) {
    for (const [kind, reader] of Object.entries(readers)) {
      const given = grant({ to_kind, to_id: 'receiver' })
      const right = decideReading(reader, facts('bill', { grants: [given] }))
      assert.equal(right, kind === to_kind ? 'grant' : 'none', `${to_kind} for ${kind}`)
    }
    const reader = readers[to_kind] as Reader
    const of = (more: object) =>
      decideReading(reader, facts('bill', { grants: [grant({ to_kind, to_id: 'receiver', ...more })] }))
    assert.equal(of({ untilMs: NOW_MS }), 'none', 'its moment has come')
    assert.equal(of({ document_id: 'other' }), 'none')
    assert.equal(of({ document_id: null, kinds: ['bill'] }), 'grant')
    assert.equal(of({ document_id: null, kinds: ['imaging'] }), 'none')
    assert.equal(of({ to_id: 'another' }), 'none')
  }
  const clerk = who({ facilityId: 'receiver' })
  const given = grant({ to_kind: 'facility', to_id: 'receiver' })
  assert.equal(decideReading(clerk, facts('bill', { grants: [given] })), 'none', 'only who treats there')
})
