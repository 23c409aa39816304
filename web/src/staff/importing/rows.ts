// What the rows of a CSV file ask for: facilities and sessions, checked as far as the browser can.
import type { Request } from '../../api/client.ts'
import { INDIA_AHEAD_MS } from '../../i18n/format.ts'
import type { BulkRow, Checked } from './bulk.ts'
import type { CsvRow } from './read-csv.ts'

export const KINDS = ['hospital', 'lab', 'pharmacy', 'vaccination-centre'] as const
export type Kind = (typeof KINDS)[number]

export type NewFacility = Request<'POST /v1/facilities'>['body']
export type NewSession = Request<'POST /v1/vaccination/sessions'>['body']

export const FACILITY_COLUMNS = ['name', 'kinds', 'address', 'pin', 'latitude', 'longitude']
export const SESSION_COLUMNS = ['facilityId', 'date', 'vaccine', 'dose', 'capacity', 'windows', 'minAge']
export const SESSION_MORE_COLUMNS = ['maxAge', 'fee', 'opensAt']

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/
const WINDOW = /^([01]\d|2[0-3]):[0-5]\d-(([01]\d|2[0-3]):[0-5]\d|24:00)$/

/** Why a row cannot be sent: the column, and the end of the key of the words for it. */
const fault = (field: string, words: string): Checked<never> => ({ field, fault: words })

const listOf = (text: string): string[] =>
  text
    .split(/[\s,;|]+/)
    .map((each) => each.trim())
    .filter(Boolean)

export function toFacilityRow({ line, get }: CsvRow): BulkRow<NewFacility> {
  return { line, name: get('name'), checked: checkFacility(get) }
}

function checkFacility(get: (column: string) => string): Checked<NewFacility> {
  const kinds = listOf(get('kinds').toLowerCase())
  const pin = get('pin').replace(/[\s-]/g, '')
  if (get('name') === '') return fault('name', 'missing')
  if (get('name').length > 200) return fault('name', 'tooLong')
  if (kinds.length === 0) return fault('kinds', 'missing')
  if (!kinds.every((kind) => KINDS.some((known) => known === kind))) return fault('kinds', 'kinds')
  if (get('address') === '') return fault('address', 'missing')
  if (get('address').length > 500) return fault('address', 'tooLong')
  if (!/^[1-9]\d{5}$/.test(pin)) return fault('pin', 'pin')
  const position = readPosition(get)
  if (position === undefined) return fault('latitude', 'position')
  const own = { name: get('name'), kinds: [...new Set(kinds)] as Kind[], address: get('address'), pin }
  return { body: { ...own, ...position } }
}

/** Nothing where neither is given; undefined where what is given is no place in India. */
export function readPosition(
  get: (column: string) => string,
): { latitude: number; longitude: number } | Record<never, never> | undefined {
  const [latitude, longitude] = [get('latitude'), get('longitude')].map((text) => text.trim().replace(',', '.'))
  if (latitude === '' && longitude === '') return {}
  const position = { latitude: Number(latitude), longitude: Number(longitude) }
  const isInIndia =
    position.latitude >= 6 && position.latitude <= 38 && position.longitude >= 68 && position.longitude <= 98
  return isInIndia ? position : undefined
}

export function toSessionRow({ line, get }: CsvRow): BulkRow<NewSession> {
  const name = [get('date'), get('vaccine'), get('dose'), get('windows')].filter(Boolean).join(' ')
  return { line, name, checked: checkSession(get) }
}

const whole = (text: string, min: number, max: number): number | undefined =>
  /^\d{1,9}$/.test(text) && Number(text) >= min && Number(text) <= max ? Number(text) : undefined

function checkSession(get: (column: string) => string): Checked<NewSession> {
  const windows = listOf(get('windows').replace(/[–—]/g, '-'))
  const numbers = {
    dose: whole(get('dose'), 1, 6),
    capacity: whole(get('capacity'), 1, 100_000),
    minAge: whole(get('minAge'), 0, 130),
  }
  if (!ID.test(get('facilityId').toLowerCase())) return fault('facilityId', 'facilityId')
  if (!isDay(get('date'))) return fault('date', 'date')
  if (get('vaccine') === '') return fault('vaccine', 'missing')
  for (const [field, value] of Object.entries(numbers)) if (value === undefined) return fault(field, 'number')
  if (windows.length === 0 || !windows.every((window) => WINDOW.test(window))) return fault('windows', 'windows')
  const maxAge = get('maxAge') === '' ? undefined : whole(get('maxAge'), 0, 130)
  if (get('maxAge') !== '' && maxAge === undefined) return fault('maxAge', 'number')
  const rupees = get('fee') === '' ? undefined : Number(get('fee'))
  if (rupees !== undefined && !(rupees >= 0 && rupees <= 100_000)) return fault('fee', 'number')
  const opensAt = get('opensAt') === '' ? undefined : toInstant(get('opensAt'))
  if (get('opensAt') !== '' && opensAt === undefined) return fault('opensAt', 'opensAt')
  return {
    body: {
      ...{ facilityId: get('facilityId').toLowerCase(), date: get('date'), vaccine: get('vaccine').toUpperCase() },
      ...(numbers as { dose: number; capacity: number; minAge: number }),
      windows,
      ...(maxAge !== undefined && { maxAge }),
      ...(rupees !== undefined && { fee: Math.round(rupees * 100) }),
      ...(opensAt !== undefined && { opensAt }),
    },
  }
}

function isDay(text: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(text) && isReal(Date.parse(text), text)
}

// The 30th of February would become the 2nd of March.
const isReal = (at: number, text: string): boolean =>
  !Number.isNaN(at) && new Date(at).toISOString().startsWith(text.slice(0, 10))

/** `2026-03-02 10:00`, in India, as an instant. */
function toInstant(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(text)
  if (!match || !isDay(match[1] as string)) return undefined
  const at = Date.parse(`${match[1]}T${match[2]}:00+05:30`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** An instant as such a file has it. */
export const fromInstant = (instant: string): string =>
  new Date(Date.parse(instant) + INDIA_AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ')
