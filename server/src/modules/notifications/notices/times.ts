// The instants of an appointment in Indian time: its start, its end, and when the reminders are due.
const HOUR_MS = 3_600_000

const inIndia = (day: string, time: string): Date => new Date(`${day}T${time}:00+05:30`)

export const startOfWindow = (day: string, window: string): Date => inIndia(day, window.slice(0, 5))

/** A window may end at 24:00, which no clock shows. */
export function endOfWindow(day: string, window: string): Date {
  const end = window.slice(6)
  return end === '24:00' ? new Date(inIndia(day, '00:00').getTime() + 24 * HOUR_MS) : inIndia(day, end)
}

/** The end of a day, for a message that names a day and no time. */
export const endOfDay = (day: string): Date => new Date(inIndia(day, '00:00').getTime() + 24 * HOUR_MS)

export const morningOf = (day: string): Date => inIndia(day, '09:00')

export const dayBefore = (start: Date): Date => new Date(start.getTime() - 24 * HOUR_MS)
export const twoHoursBefore = (start: Date): Date => new Date(start.getTime() - 2 * HOUR_MS)
