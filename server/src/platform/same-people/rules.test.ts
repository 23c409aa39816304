// Tests of which records are one person: chains, several records of one person, undone merges, and events in any order.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Id } from '../id.ts'
import { placeRecords, type RecordLink } from './rules.ts'

type PatientId = Id<'patient'>

const link = (patientId: string, keptId: string | null = null): RecordLink => {
  return { patientId: patientId as PatientId, keptId: keptId as PatientId | null, version: 1 }
}
const placed = (...links: RecordLink[]) =>
  Object.fromEntries(
    placeRecords(links).map(({ patientId, staysId, sameIds }) => [
      patientId,
      [staysId, ...[...sameIds].sort()].join(' '),
    ]),
  )

test('a merged record and the one that stays are one person', () => {
  assert.deepEqual(placed(link('a', 'b'), link('b')), { a: 'b b', b: 'b a' })
})

test('in a chain of merges, the last record stays for all', () => {
  assert.deepEqual(placed(link('a', 'b'), link('b', 'c'), link('c'), link('d', 'c')), {
    a: 'c b c d',
    b: 'c a c d',
    c: 'c a b d',
    d: 'c a b c',
  })
})

test('records that are merged no longer are people of their own', () => {
  assert.deepEqual(placed(link('a'), link('b'), link('c', 'b')), { a: 'a', b: 'b c', c: 'b b' })
})

test('a circle of events in the wrong order ends, and all its records are one person', () => {
  assert.deepEqual(placed(link('b', 'a'), link('a', 'b'), link('c', 'b')), { a: 'a b c', b: 'a a c', c: 'a a b' })
})

test('for any merges, each record names the others of its person, and one of them stays', () => {
  const ids = ['a', 'b', 'c', 'd', 'e', 'f']
  const merges = fc.tuple(...ids.map(() => fc.option(fc.constantFrom(...ids))))
  fc.assert(
    fc.property(merges, (kept) => {
      const places = placeRecords(ids.map((id, at) => link(id, kept[at] === id ? null : (kept[at] ?? null))))
      const byId = new Map(places.map((place) => [place.patientId, place]))
      for (const { patientId, keptId, staysId, sameIds } of places) {
        assert.ok(!sameIds.includes(patientId))
        assert.ok(staysId === patientId || sameIds.includes(staysId))
        assert.ok(keptId === null || sameIds.includes(keptId))
        for (const id of sameIds) {
          assert.equal(byId.get(id)?.staysId, staysId)
          assert.ok(byId.get(id)?.sameIds.includes(patientId))
        }
      }
    }),
  )
})
