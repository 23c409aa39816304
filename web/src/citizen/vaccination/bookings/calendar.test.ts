// Tests of the calendar file: times in UTC, special characters escaped, long lines folded between characters.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { entryOf, toCalendar } from './calendar.ts'

const appointment = {
  uid: 'b1',
  sequence: 0,
  isCancelled: false,
  date: '2026-03-02',
  window: '09:00-11:30',
  title: 'Covishield, dose 1',
  place: 'Dr Lohia Hospital, New Delhi; 110001',
  notes: 'Reference DL-7F3K-9Q2M\nToken 4',
}
const now = Date.parse('2026-03-01T10:20:30.456Z')

test('a window of a day in India is written in UTC', () => {
  const text = toCalendar(appointment, now)
  assert.match(text, /\r\nDTSTAMP:20260301T102030Z\r\nDTSTART:20260302T033000Z\r\nDTEND:20260302T060000Z\r\n/)
})

test('a window until 24:00 ends at the next midnight', () => {
  const text = toCalendar({ ...appointment, window: '18:00-24:00' }, now)
  assert.match(text, /\r\nDTSTART:20260302T123000Z\r\nDTEND:20260302T183000Z\r\n/)
})

test('commas, semicolons, backslashes and line ends are escaped', () => {
  const text = toCalendar({ ...appointment, title: 'a\\b' }, now)
  assert.match(text, /LOCATION:Dr Lohia Hospital\\, New Delhi\\; 110001\r\n/)
  assert.match(text, /DESCRIPTION:Reference DL-7F3K-9Q2M\\nToken 4\r\n/)
  assert.match(text, /SUMMARY:a\\\\b\r\n/)
})

test('long lines are folded at 75 bytes and unfold to the same text, also in Devanagari', () => {
  const title = 'टीकाकरण: कोविशील्ड, खुराक 1, डॉ राम मनोहर लोहिया अस्पताल, नई दिल्ली'
  const text = toCalendar({ ...appointment, title }, now)
  for (const line of text.split('\r\n')) assert.ok(Buffer.byteLength(line) <= 75, line)
  const unfolded = text.replaceAll('\r\n ', '')
  assert.ok(unfolded.includes(`\r\nSUMMARY:${title.replaceAll(',', '\\,')}\r\n`), unfolded)
})

/** The lines that say which entry of the calendar the file concerns. */
const entryLines = (text: string): string[] =>
  text.split('\r\n').filter((line) => /^(METHOD|UID|SEQUENCE|STATUS):/.test(line))

test('all bookings of a chain of moves have one entry, and each move counts up', () => {
  const chain = [
    { bookingId: 'b1', status: 'BOOKED' },
    { bookingId: 'b2', firstBookingId: 'b1', moves: 1, status: 'BOOKED' },
    { bookingId: 'b3', firstBookingId: 'b1', moves: 2, status: 'BOOKED' },
  ]
  const lines = chain.map((booking) => entryLines(toCalendar({ ...appointment, ...entryOf(booking) }, now)))
  assert.deepEqual(
    lines,
    [0, 1, 2].map((sequence) => ['METHOD:PUBLISH', 'UID:b1@sehat', `SEQUENCE:${sequence}`, 'STATUS:CONFIRMED']),
  )
})

test('the file of a cancelled booking removes the entry: it cancels, counts up and rings no bell', () => {
  const cancelled = { bookingId: 'b2', firstBookingId: 'b1', moves: 1, status: 'CANCELLED' }
  const text = toCalendar({ ...appointment, ...entryOf(cancelled) }, now)
  assert.deepEqual(entryLines(text), ['METHOD:CANCEL', 'UID:b1@sehat', 'SEQUENCE:2', 'STATUS:CANCELLED'])
  assert.ok(!text.includes('VALARM'))
})
