// Tests of kept answers without a browser: their keys, changed rows, and which answers a write makes stale.
import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { keyOf, markStale, noteAnswer, noteItem, queryClient } from './cache.ts'
import type { Answer, Reading } from './client.ts'
import { STALE } from './stale.ts'

type Booking = Answer<'GET /v1/vaccination/bookings'>['items'][number]

const LIST = 'GET /v1/vaccination/bookings'
const request = { query: { facility: 'f', day: '2026-03-02' } }
const booking = (change: Partial<Booking> = {}): Booking => ({
  ...{ bookingId: 'b1', reference: 'DL-7F3K-9Q2M', token: 12, status: 'BOOKED', patientId: 'p', sessionId: 's' },
  ...{ facilityId: 'f', date: '2026-03-02', window: '09:00-11:00', course: 'COVID-19', vaccine: 'COVAXIN', dose: 1 },
  patient: { name: 'Asha Sharma', birthYear: 1990, age: 35, gender: 'female' },
  ...change,
})

beforeEach(() => queryClient.clear())

test('the same request in another order, or with filters that are not set, has the same key', () => {
  queryClient.setQueryData(keyOf(LIST, request, 'answer'), { items: [] })
  const other = keyOf(LIST, { query: { day: '2026-03-02', facility: 'f', patient: undefined } }, 'answer')
  assert.deepEqual(queryClient.getQueryData(other), { items: [] })
})

test('an answer, its pages and the whole list are kept apart', () => {
  queryClient.setQueryData(keyOf(LIST, request, 'whole'), [booking()])
  assert.equal(queryClient.getQueryData(keyOf(LIST, request, 'answer')), undefined)
  assert.equal(queryClient.getQueryData(keyOf(LIST, request, 'pages')), undefined)
})

test('a changed row changes in every form of a list, and keeps the fields that only the list has', () => {
  const before = [booking(), booking({ bookingId: 'b2' })]
  queryClient.setQueryData(keyOf(LIST, request, 'answer'), { items: before, nextCursor: 'c' })
  queryClient.setQueryData(keyOf(LIST, request, 'whole'), before)
  queryClient.setQueryData(keyOf(LIST, request, 'pages'), { pages: [{ items: before }], pageParams: [undefined] })
  const { patient: _patient, ...changed } = booking({ status: 'CANCELLED' })
  noteItem(LIST, changed, ({ bookingId }) => bookingId)
  const after = [booking({ status: 'CANCELLED' }), booking({ bookingId: 'b2' })]
  assert.deepEqual(queryClient.getQueryData(keyOf(LIST, request, 'answer')), { items: after, nextCursor: 'c' })
  assert.deepEqual(queryClient.getQueryData(keyOf(LIST, request, 'whole')), after)
  const pages = queryClient.getQueryData(keyOf(LIST, request, 'pages'))
  assert.deepEqual(pages, { pages: [{ items: after }], pageParams: [undefined] })
})

test('an answer that is not kept yet is not invented', () => {
  noteAnswer('GET /v1/patients', {}, (known) => known && { items: [] })
  assert.equal(queryClient.getQueryData(keyOf('GET /v1/patients', {}, 'answer')), undefined)
})

test('a write makes stale the answers that its row names, and no others', async () => {
  const names = [...new Set(Object.values(STALE).flat())]
  for (const name of names) queryClient.setQueryData([name, {}, 'answer'], {})
  await markStale('POST /v1/staff/{accountId}/deactivation')
  const stale = names.filter((name: Reading) => queryClient.getQueryState([name, {}, 'answer'])?.isInvalidated)
  assert.deepEqual(stale, ['GET /v1/staff'])
})
