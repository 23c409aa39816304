// Makes a patient from a record of a file, with what was changed on the way, or the reason to refuse the record.
import { hash } from 'node:crypto'
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import type { DayOrder } from '../../../platform/files/clean-days.ts'
import { type Change, cleanPerson } from '../../../platform/files/clean-person.ts'
import { type Cell, idFromBytes } from '../../../platform/id.ts'
import { locatePin } from '../../facilities/contract.ts'
import { type Birth, type Gender, PersonName, readBirth } from '../contract.ts'
import { withVerified } from '../index/hash-numbers.ts'
import type { StatedPerson } from '../index/matching/profile.ts'
import type { PatientsContext } from '../registration/steps.ts'
import type { Patient } from '../registration/store.ts'
import type { ImportRecord } from './read-records.ts'

export interface Prepared {
  readonly patient: Patient
  readonly stated: StatedPerson
  readonly changes: readonly Change[]
}
export interface Refusal {
  readonly reason: string
  readonly field?: string
  readonly detail?: string
}

interface Wanted {
  readonly source: string
  readonly pin: string
  readonly dates?: DayOrder | undefined
  readonly verifiedSystems?: readonly string[] | undefined
}

const IMPORTED_ID_TIME_MS = Date.UTC(2025, 0, 1)
const PLACE_CACHE_MAX = 50_000

// The rule of every route: one line with a letter.
const NAME = new RegExp((PersonName as unknown as { pattern: string }).pattern, 'u')
const NAME_LETTERS_MAX = 120

export function createPreparation(
  context: PatientsContext,
  { pin: ownPin, source, dates, verifiedSystems = [] }: Wanted,
) {
  const cellOfPin = rememberPins(context)
  // If a person's PIN is missing or unknown, we assume that the person lives near the hospital, and say so.
  const locate = async (stated: string | undefined) => {
    const cell = stated === undefined ? undefined : await cellOfPin(stated)
    if (stated !== undefined && cell !== undefined) return { cell, pin: stated, changes: [] }
    return { cell: await cellOfPin(ownPin), pin: ownPin, changes: [toPinChange(stated)] }
  }
  return async (record: ImportRecord): Promise<Prepared | Refusal> => {
    if ('reason' in record) return record
    const cleaned = cleanPerson(record.said, record.isFhir ? 'iso' : dates)
    if ('reason' in cleaned) return cleaned
    const stated = withVerified(cleaned.stated, verifiedSystems)
    const now = context.clock.now()
    const name = nameOf(stated)
    if (name === undefined)
      return { field: 'name', reason: 'is missing, has no letter, is longer than 120 letters, or cannot be stored' }
    const birth = readBirth(stated, dayInIndia(now))
    if ('pointer' in birth) return { field: birth.pointer.slice(1), reason: birth.detail }
    const { cell, pin, changes } = await locate(stated.pin)
    if (cell === undefined) return { field: 'pin', reason: 'is not in the directory, nor is the PIN of the hospital' }
    const patient = toPatient({ cell, id: toImportedId(cell, source, record.key), name, pin, ...birth, now }, stated)
    return { patient, stated, changes: [...record.changes, ...cleaned.changes, ...changes] }
  }
}

type Known = Birth & Pick<Patient, 'cell' | 'id' | 'name' | 'pin'> & { readonly now: Date }

function toPatient({ birthDate, birthYear, now, ...known }: Known, stated: StatedPerson): Patient {
  const { gender = 'unknown', phone = null, email = null, address = null } = stated
  return {
    ...known,
    account_id: null,
    is_account_holder: false,
    birth_date: birthDate,
    birth_year: birthYear,
    gender: gender as Static<typeof Gender>,
    aadhaar_hash: null,
    aadhaar_last4: null,
    ...{ phone, email, address },
    registered_by: null,
    created_at: now,
    closed_at: null,
  }
}

/** The same source and key always give the same id. */
function toImportedId(cell: Cell, source: string, key: string): Patient['id'] {
  const digest = hash('sha256', `patients/${source}/${key}`, 'buffer')
  return idFromBytes<'patient'>(cell, IMPORTED_ID_TIME_MS, digest.subarray(0, 8))
}

function toPinChange(pin: string | undefined): Change {
  const why = pin === undefined ? 'is missing or left out' : 'is not in the directory'
  return { field: 'pin', reason: `${why}: the PIN of the hospital is used` }
}

function rememberPins(context: PatientsContext): (pin: string) => Promise<Cell | undefined> {
  const places = new Map<string, Cell | undefined>()
  return async (pin) => {
    if (!/^[1-9]\d{5}$/.test(pin)) return undefined
    if (!places.has(pin)) {
      if (places.size >= PLACE_CACHE_MAX) places.clear()
      places.set(pin, (await context.call(locatePin, { pin }))?.cell)
    }
    return places.get(pin)
  }
}

function nameOf({ fullName, givenName = '', familyName = '' }: StatedPerson): string | undefined {
  const name = (fullName ?? `${givenName} ${familyName}`).trim().normalize('NFC')
  return NAME.test(name) && name.length <= NAME_LETTERS_MAX ? name : undefined
}
