// Tests what the device keeps of a person: whose it is, for how long, and how much.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Account } from '../api/access-token.ts'
import { findAnswer, findSession, keepAnswer, keepSession, listAnswers, type Storing } from './answers.ts'

const DAY_MS = 86_400_000
const NOW_MS = Date.parse('2026-11-30T05:10:00Z')
const meera = { id: 'account-meera', name: 'Meera Nair' } as Account
const omar = { id: 'account-omar', name: 'Omar Khan' } as Account
const members = ['GET /v1/patients', {}, 'answer']
const doses = ['GET /v1/patients/{patientId}/doses', { path: { patientId: 'p1' } }, 'answer']

/** A storage as browsers have it, with room for so many characters. */
function openStorage(room = Number.POSITIVE_INFINITY): Storing & { readonly kept: Map<string, string> } {
  const kept = new Map<string, string>()
  return {
    kept,
    get length() {
      return kept.size
    },
    key: (nth) => [...kept.keys()][nth] ?? null,
    getItem: (name) => kept.get(name) ?? null,
    removeItem: (name) => void kept.delete(name),
    setItem(name, text) {
      const used = [...kept].reduce((sum, [other, value]) => sum + (other === name ? 0 : value.length), 0)
      if (used + text.length > room) throw new DOMException('full', 'QuotaExceededError')
      kept.set(name, text)
    },
  }
}

test('a device gives back the session and the answers of the person, with the time of each', () => {
  const storage = openStorage()
  keepSession(storage, { account: meera, endsAtMs: NOW_MS + DAY_MS })
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS, answer: { items: ['Meera'] } })
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS + 5, answer: { items: ['Meera', 'Kabir'] } })
  keepAnswer(storage, meera.id, { key: doses, atMs: NOW_MS, answer: { items: [] } })
  assert.deepEqual(findSession(storage, meera.id, NOW_MS), { account: meera, endsAtMs: NOW_MS + DAY_MS })
  assert.deepEqual(listAnswers(storage, meera.id, NOW_MS), [
    { key: members, atMs: NOW_MS + 5, answer: { items: ['Meera', 'Kabir'] } },
    { key: doses, atMs: NOW_MS, answer: { items: [] } },
  ])
  assert.equal(findSession(storage, omar.id, NOW_MS), undefined)
  assert.deepEqual(listAnswers(storage, omar.id, NOW_MS), [])
  assert.equal(findAnswer(storage, omar.id, members, NOW_MS), undefined)
})

test('whoever signs in next removes what is kept of the person before', () => {
  const storage = openStorage()
  keepSession(storage, { account: meera, endsAtMs: NOW_MS + DAY_MS })
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS, answer: 'Meera' })
  storage.setItem('sehat.language', 'hi')
  keepSession(storage, { account: omar, endsAtMs: NOW_MS + DAY_MS })
  assert.ok(![...storage.kept].flat().some((text) => /meera/i.test(text)))
  assert.equal(storage.getItem('sehat.language'), 'hi')
})

test('when the sign-in is over, nothing of it stays', () => {
  const storage = openStorage()
  keepSession(storage, { account: meera, endsAtMs: NOW_MS + DAY_MS })
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS, answer: 'Meera' })
  assert.equal(findSession(storage, meera.id, NOW_MS + DAY_MS), undefined)
  assert.equal(storage.length, 0)
})

test('an answer goes after 30 days', () => {
  const storage = openStorage()
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS, answer: 'old' })
  keepAnswer(storage, meera.id, { key: doses, atMs: NOW_MS + 1, answer: 'younger' })
  const [only, ...others] = listAnswers(storage, meera.id, NOW_MS + 30 * DAY_MS + 1)
  assert.deepEqual([only?.answer, others.length, storage.length], ['younger', 0, 1])
})

test('the oldest answers make room, and an answer that is too large is not kept', () => {
  const storage = openStorage()
  const large = 'x'.repeat(400_000)
  keepSession(storage, { account: meera, endsAtMs: NOW_MS + DAY_MS })
  for (const nth of [3, 1, 2]) keepAnswer(storage, meera.id, { key: [nth], atMs: NOW_MS + nth, answer: large })
  assert.deepEqual(
    listAnswers(storage, meera.id, NOW_MS).map(({ key }) => key),
    [[3], [2]],
  )
  keepAnswer(storage, meera.id, { key: [4], atMs: NOW_MS, answer: 'x'.repeat(1_000_001) })
  assert.equal(findAnswer(storage, meera.id, [4], NOW_MS), undefined)
  assert.ok(findSession(storage, meera.id, NOW_MS), 'the session stays')
})

test('a full storage keeps nothing, and no page breaks', () => {
  const storage = openStorage(10)
  keepSession(storage, { account: meera, endsAtMs: NOW_MS + DAY_MS })
  keepAnswer(storage, meera.id, { key: members, atMs: NOW_MS, answer: { items: ['Meera'] } })
  assert.equal(storage.length, 0)
})
