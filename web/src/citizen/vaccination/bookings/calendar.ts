// A booking as a calendar file (iCalendar, RFC 5545).
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'

export interface Appointment {
  /** Always the same for one booking, so that a second import changes the first entry. */
  readonly uid: string
  /** YYYY-MM-DD and HH:MM-HH:MM, in India. */
  readonly date: string
  readonly window: string
  readonly title: string
  readonly place: string
  readonly notes: string
}

const LINE_BYTES = 75

export function toCalendar({ uid, date, window, title, place, notes }: Appointment, nowMs: number): string {
  const [from, to] = window.split('-') as [string, string]
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Sehat//Booking//EN',
    'BEGIN:VEVENT',
    `UID:${uid}@sehat`,
    `DTSTAMP:${toUtc(nowMs)}`,
    `DTSTART:${toUtc(instantOf(date, from))}`,
    `DTEND:${toUtc(instantOf(date, to))}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(notes)}`,
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    'TRIGGER:-PT2H',
    `DESCRIPTION:${escaped(title)}`,
    'END:VALARM',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
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
