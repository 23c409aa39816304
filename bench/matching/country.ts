// Fills the patient index with a made-up country. It leaves some people out, for searches that must find nobody.

import type { PatientIndex, StatedPerson } from '../../server/src/modules/patients/testing.ts'
import { cellOf, type Id, idFromBytes } from '../../server/src/platform/id.ts'
import type { Database, Stage } from '../stage.ts'
import { householdsFor, makeHousehold } from './households.ts'
import { randomOf } from './random.ts'
import { tell } from './telling.ts'

export type PatientId = Id<'patient'>

const CELLS = 780
const ID_TIME_MS = Date.UTC(2026, 0, 1)
const HOUSEHOLDS_PER_INSERT = 1_500

/** Gives the id of a made-up person. It is the same in every run. */
export function patientIdOf(household: number, place: number): PatientId {
  const bytes = Buffer.alloc(8)
  bytes.writeUInt32BE(household, 0)
  bytes.writeUInt32BE(place, 4)
  return idFromBytes<'patient'>(1 + (household % CELLS), ID_TIME_MS, bytes)
}

export interface Country {
  readonly people: number
  readonly households: number
  /** In one of so many households, one person is not in the index. */
  readonly absentEvery: number
}

export function planCountry(people: number, absentHouseholds: number): Country {
  const households = householdsFor(people)
  return { people, households, absentEvery: Math.max(2, Math.floor(households / absentHouseholds)) }
}

/** The place of the household member who is not in the index. It is a twin if there is one, the hardest case. */
export function absentOf(country: Country, household: number): number | undefined {
  if (household % country.absentEvery !== 0) return undefined
  const { members } = makeHousehold(household, country.people)
  if (members.length < 2) return undefined
  const twin = members.findIndex(({ isTwin }) => isTwin)
  return twin >= 0 ? twin : Math.floor(members.length * randomOf(3, household)())
}

/** Somebody to put into the index beside the country. */
export interface Stated {
  readonly patientId: PatientId
  readonly stated: StatedPerson
}

export async function fillIndex(
  stage: Stage,
  { pool }: Database,
  index: PatientIndex,
  country: Country,
): Promise<{ people: number; keys: number; seconds: number }> {
  const startedMs = performance.now()
  await pool.query('alter table patients.match_keys drop constraint match_keys_pk')
  let people = 0
  let keys = 0
  // Make the next batch while PostgreSQL inserts the one before.
  let inserting = Promise.resolve()
  for (let first = 0; first < country.households; first += HOUSEHOLDS_PER_INSERT) {
    const last = Math.min(first + HOUSEHOLDS_PER_INSERT, country.households)
    const records = toRecords(index, country, first, last)
    people += records.length
    keys += records.reduce((sum, record) => sum + record.keys.length, 0)
    await inserting
    inserting = insertRecords(pool, records)
    if (Math.floor(first / 50_000) !== Math.floor(last / 50_000)) stage.say(`loaded ${people} people`)
  }
  await inserting
  stage.say(`loaded ${people} people; building the index of ${keys} keys`)
  await pool.query("set statement_timeout = 0; set maintenance_work_mem = '512MB'")
  await pool.query('alter table patients.match_keys add constraint match_keys_pk primary key (key, patient_id)')
  await pool.query('vacuum analyze patients.match_keys')
  await pool.query('vacuum analyze patients.match_records')
  stage.say('counting names')
  await index.countNames()
  await stage.settle()
  return { people, keys, seconds: (performance.now() - startedMs) / 1000 }
}

type Records = ReturnType<PatientIndex['toRecord']>[]

function toRecords(index: PatientIndex, country: Country, first: number, last: number): Records {
  const records: Records = []
  for (let household = first; household < last; household++) {
    const absent = absentOf(country, household)
    for (const place of makeHousehold(household, country.people).members.keys()) {
      if (place === absent) continue
      records.push(index.toRecord(patientIdOf(household, place), tell(household, place, 0, country.people)))
    }
  }
  return records
}

const literal = (values: readonly string[]): string => `{${values.map((value) => `"${value}"`).join(',')}}`

async function insertRecords(pool: Database['pool'], records: Records): Promise<void> {
  const ids = records.map(({ patientId }) => patientId)
  await pool.query(
    `insert into patients.match_records (cell, patient_id, facts, identifiers, keys)
     select r.cell, r.id, r.facts::json, r.identifiers::json, r.keys::bigint[]
     from unnest($1::int[], $2::uuid[], $3::text[], $4::text[], $5::text[]) r (cell, id, facts, identifiers, keys)`,
    [
      ids.map(cellOf),
      ids,
      records.map(({ facts }) => JSON.stringify(facts)),
      records.map(({ identifiers }) => JSON.stringify(identifiers)),
      records.map(({ keys }) => literal(keys)),
    ],
  )
  await pool.query('insert into patients.match_keys (key, patient_id) select * from unnest($1::bigint[], $2::uuid[])', [
    records.flatMap(({ keys }) => keys),
    records.flatMap(({ patientId, keys }) => keys.map(() => patientId)),
  ])
}
