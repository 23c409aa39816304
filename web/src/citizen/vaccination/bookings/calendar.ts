// A booking as a calendar file (iCalendar, RFC 5545).
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'

export interface Appointment {
  /** The same for a booking and for those that it was moved to, so that a later import changes the first entry. */
  readonly uid: string
  /** Grows with each change (RFC 5545): an older file does not change a newer entry. */
  readonly sequence: number
  /** The file removes the entry from the calendar. */
  readonly isCancelled: boolean
  /** YYYY-MM-DD and HH:MM-HH:MM, in India. */
  readonly date: string
  readonly window: string
  readonly title: string
  readonly place: string
  readonly notes: string
}

const LINE_BYTES = 75

export function toCalendar(appointment: Appointment, nowMs: number): string {
  const { uid, sequence, isCancelled, date, window, title, place, notes } = appointment
  const [from, to] = window.split('-') as [string, string]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sehat//Booking//EN',
    `METHOD:${isCancelled ? 'CANCEL' : 'PUBLISH'}`,
    'BEGIN:VEVENT',
    `UID:${uid}@sehat`,
    `SEQUENCE:${sequence}`,
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `DTSTAMP:${toUtc(nowMs)}`,
    `DTSTART:${toUtc(instantOf(date, from))}`,
    `DTEND:${toUtc(instantOf(date, to))}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(notes)}`,
    ...(isCancelled ? [] : alarm(title)),
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

const alarm = (title: string): string[] => [
  'BEGIN:VALARM',
  'ACTION:DISPLAY',
  'TRIGGER:-PT2H',
  `DESCRIPTION:${escaped(title)}`,
  'END:VALARM',
]

interface Chained {
  readonly bookingId: string
  readonly firstBookingId?: string
  readonly moves?: number
  readonly status: string
}

/**
 * The identity of the calendar entry of a booking. All bookings of a chain of moves have one entry. Each move counts
 * up, and so does the cancellation of the last booking.
 */
export function entryOf({ bookingId, firstBookingId, moves = 0, status }: Chained) {
  const isCancelled = status === 'CANCELLED'
  return { uid: firstBookingId ?? bookingId, sequence: isCancelled ? moves + 1 : moves, isCancelled }
}

/** 24:00 is the next midnight. */
function instantOf(date: string, clock: string): number {
  const [hours, minutes] = clock.split(':').map(Number) as [number, number]
  return Date.parse(`${date}T00:00:00Z`) + (hours * 60 + minutes) * 60_000 - INDIA_AHEAD_MS
}

const toUtc = (ms: number): string => `${new Date(ms).toISOString().replace(/[-:]/g, '').slice(0, 15)}Z`

const escaped = (text: string): string => text.replace(/[\\;,]/g, '\\$&').replace(/\r?\n/g, '\\n')

/** A line has at most 75 bytes. The rest continues in the next line after a space. No character is cut in two. */
function folded(line: string): string {
  const encoder = new TextEncoder()
  let text = ''
  let bytes = 0
  for (const letter of line) {
    const length = encoder.encode(letter).length
    if (bytes + length > LINE_BYTES) {
      text += '\r\n '
      bytes = 1
    }
    text += letter
    bytes += length
  }
  return text
}
