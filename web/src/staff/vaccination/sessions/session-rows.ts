// Checks sessions in the rows of a file, as far as the browser can.
import type { Request } from '../../../api/client.ts'
import { postVaccinationSessions } from '../../../api/limits/post-vaccination-sessions.ts'
import { fits } from '../../../api/limits.ts'
import { toList, toPaise, toPlain, toWhole } from '../../../entered.ts'
import { INDIA_AHEAD_MS } from '../../../i18n/format.ts'
import { type BulkRow, type Checked, fault } from '../../importing/checked.ts'
import type { CsvRow } from '../../importing/read-csv.ts'

type NewSession = Request<'POST /v1/vaccination/sessions'>['body']
type Get = CsvRow['get']

export const SESSION_COLUMNS = ['facilityId', 'date', 'vaccine', 'dose', 'capacity', 'windows', 'minAge']
export const SESSION_MORE_COLUMNS = ['maxAge', 'fee', 'opensAt']
const of = postVaccinationSessions

export function toSessionRow({ line, get }: CsvRow): BulkRow<NewSession> {
  const name = [get('date'), get('vaccine'), get('dose'), get('windows')].filter(Boolean).join(' ')
  return { line, name, checked: checkSession(get) }
}

function checkSession(get: Get): Checked<NewSession> {
  const facilityId = get('facilityId').toLowerCase()
  const windows = toList(toPlain(get('windows')))
  const { dose, capacity, minAge } = readNumbers(get)
  if (!fits(of.facilityId, facilityId)) return fault('facilityId', 'facilityId')
  const date = toPlain(get('date'))
  if (!fits(of.date, date)) return fault('date', 'date')
  if (get('vaccine') === '') return fault('vaccine', 'missing')
  if (dose === undefined) return fault('dose', 'number')
  if (capacity === undefined) return fault('capacity', 'number')
  if (minAge === undefined) return fault('minAge', 'number')
  if (!fits(of.windows, windows)) return fault('windows', 'windows')
  const rest = readRest(get)
  if ('fault' in rest) return rest
  const own = { facilityId, date, vaccine: get('vaccine').toUpperCase() }
  return { body: { ...own, dose, capacity, minAge, windows, ...rest } }
}

function readNumbers(get: Get) {
  const read = (name: 'dose' | 'capacity' | 'minAge'): number | undefined => {
    const value = toWhole(get(name))
    return value !== undefined && fits(of[name], value) ? value : undefined
  }
  return { dose: read('dose'), capacity: read('capacity'), minAge: read('minAge') }
}

type Rest = Pick<NewSession, 'maxAge' | 'fee' | 'opensAt'>

/** The optional fields. */
function readRest(get: Get): Rest | { readonly field: string; readonly fault: string } {
  const rest: { -readonly [Name in keyof Rest]: Rest[Name] } = {}
  if (get('maxAge') !== '') {
    const maxAge = toWhole(get('maxAge'))
    if (maxAge === undefined || !fits(of.maxAge, maxAge)) return { field: 'maxAge', fault: 'number' }
    rest.maxAge = maxAge
  }
  if (get('fee') !== '') {
    const fee = toPaise(get('fee'))
    if (fee === undefined || !fits(of.fee, fee)) return { field: 'fee', fault: 'number' }
    rest.fee = fee
  }
  if (get('opensAt') !== '') {
    const opensAt = toInstant(get('opensAt'))
    if (opensAt === undefined) return { field: 'opensAt', fault: 'opensAt' }
    rest.opensAt = opensAt
  }
  return rest
}

/** `2026-03-02 10:00`, a time in India, as an instant. */
function toInstant(text: string): string | undefined {
  const match = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d)$/.exec(toPlain(text))
  if (!match || !fits(of.date, match[1])) return undefined
  const at = Date.parse(`${match[1]}T${match[2]}:00+05:30`)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}

/** An instant in the form that the file uses. */
export const fromInstant = (instant: string): string =>
  new Date(Date.parse(instant) + INDIA_AHEAD_MS).toISOString().slice(0, 16).replace('T', ' ')
