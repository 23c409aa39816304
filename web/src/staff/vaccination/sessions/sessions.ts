// Computes with sessions without a page: reads typed windows, splits a week into days, and finds the sessions to copy.
import type { Answer } from '../../../api/client.ts'
import { postVaccinationSessions } from '../../../api/limits/post-vaccination-sessions.ts'
import { fits } from '../../../api/limits.ts'
import { toPlain } from '../../../entered.ts'
import { addDays } from '../../../i18n/format.ts'

export type Session = Answer<'GET /v1/vaccination/sessions'>['items'][number]

export const WEEK_DAYS = 7

/** Reads `9-11, 11:00 to 13:30` as windows. Undefined when a part is not a window. */
export function readWindows(text: string): string[] | undefined {
  const windows = text.split(/[,;\n]/).flatMap((part) => {
    if (part.trim() === '') return []
    const match = /^\s*(\d{1,2})(?:[:.](\d\d))?\s*(?:-|–|to)\s*(\d{1,2})(?:[:.](\d\d))?\s*$/.exec(toPlain(part))
    if (!match) return [undefined]
    const [, fromHour = '', fromMinute = '00', toHour = '', toMinute = '00'] = match
    const window = `${fromHour.padStart(2, '0')}:${fromMinute}-${toHour.padStart(2, '0')}:${toMinute}`
    return fits(postVaccinationSessions.windows.items, window) ? [window] : [undefined]
  })
  let lastEnd = '00:00'
  for (const window of windows) {
    if (window === undefined || window.slice(0, 5) < lastEnd || window.slice(0, 5) >= window.slice(6)) return undefined
    lastEnd = window.slice(6)
  }
  return windows.length > 0 ? (windows as string[]) : undefined
}

/** The days of a week from its first day on, each with its sessions. */
export function toDays(sessions: readonly Session[], from: string): { day: string; sessions: Session[] }[] {
  return Array.from({ length: WEEK_DAYS }, (_, nth) => {
    const day = addDays(from, nth)
    const held = sessions.filter(({ date }) => date === day)
    return { day, sessions: held.sort((left, right) => (orderOf(left) < orderOf(right) ? -1 : 1)) }
  })
}

const orderOf = ({ vaccine, dose, windows }: Pick<Session, 'vaccine' | 'dose' | 'windows'>): string =>
  `${vaccine} ${dose} ${windows.join()}`

export type NewSession = Pick<
  Session,
  'facilityId' | 'date' | 'vaccine' | 'dose' | 'capacity' | 'windows' | 'minAge' | 'fee'
> & { readonly maxAge?: number }

/** The open sessions of one week moved to the next, without those that exist there already. */
export function toCopies(week: readonly Session[], next: readonly Session[]): NewSession[] {
  const known = new Set(next.filter(({ status }) => status === 'open').map((one) => `${one.date} ${orderOf(one)}`))
  return week
    .filter(({ status }) => status === 'open')
    .map(({ facilityId, date, vaccine, dose, capacity, windows, minAge, maxAge, fee }) => {
      const copy = { facilityId, date: addDays(date, WEEK_DAYS), vaccine, dose, capacity, windows, minAge, fee }
      return maxAge === undefined ? copy : { ...copy, maxAge }
    })
    .filter((copy) => !known.has(`${copy.date} ${orderOf(copy)}`))
}
