// The patient index in PostgreSQL: a registration writes a record to it, and the matcher searches it.

import type { Context } from '../../../platform/module.ts'
import { type Db, type Pool, type Tx, transaction } from '../../../platform/postgres/db.ts'
import type { MatchAnswer, MatchCandidate, MatchQuery, PatientId } from '../contract.ts'
import type { PatientsTables } from '../tables.ts'
import { hashNumbers, type StoredNumber } from './hash-numbers.ts'
import { countTokens, type Frequencies } from './matching/frequencies.ts'
import { type KeyHash, openKeyHash } from './matching/key-hash.ts'
import { keysOf } from './matching/keys.ts'
import { type Profile, type StatedPerson, toProfile } from './matching/profile.ts'
import { type MatchIndex, type SearchResult, search } from './matching/search.ts'
import {
  listMatchRecords,
  listMatchRecordsAfter,
  loadNameCounts,
  type MatchRecord,
  readKeyRows,
  saveMatchRecord,
  saveNameCounts,
} from './store.ts'

const NAMES_MAX = 200_000
const NAMES_RELOAD_MS = 10 * 60_000
const COUNT_PAGE = 5_000

type IndexQuery = StatedPerson & Pick<MatchQuery, 'limit'>

export interface PatientIndex {
  /** Makes the record that the index stores: the facts to weigh, and the keys that find the patient. */
  toRecord(patientId: PatientId, stated: StatedPerson): MatchRecord
  save(tx: Tx<PatientsTables>, patientId: PatientId, stated: StatedPerson): Promise<void>
  /** Replaces the phone of a patient; does nothing for somebody who is not in the index, such as a merged record. */
  changePhone(tx: Tx<PatientsTables>, patientId: PatientId, phone: string): Promise<void>
  search(query: IndexQuery): Promise<SearchResult>
  match(query: IndexQuery): Promise<MatchAnswer>
  /** Lists similar patients, the most likely first; nobody when the patient is not in the index. */
  listSimilar(patientId: PatientId): Promise<MatchCandidate[]>
  /** Gives the numbers as we store them: keyed hashes and the last four characters. */
  hashIdentifiers(stated: StatedPerson): StoredNumber[]
  /** Counts all names again and stores the counts; runs at night and after an import. */
  countNames(): Promise<{ people: number }>
}

export function openPatientIndex(
  context: Pick<Context<PatientsTables>, 'db' | 'pool' | 'keys' | 'clock'>,
): PatientIndex {
  const { db, pool, keys, clock } = context
  const hashKey = openKeyHash(keys)
  const names = openNames(db, clock)
  const toIndexed = (stated: StatedPerson): Profile => {
    const numbers = hashNumbers(keys, stated).map(({ last4: _, ...number }) => number)
    return toProfile(stated, numbers)
  }
  const withKeys = (patientId: PatientId, facts: MatchRecord['facts'], profile: Profile): MatchRecord => {
    const texts = keysOf(profile).map(({ text }) => hashKey(text))
    return { patientId, facts, identifiers: profile.identifiers, keys: texts }
  }
  const toRecord = (patientId: PatientId, stated: StatedPerson): MatchRecord => {
    const { identifiers: _, ...facts } = stated
    return withKeys(patientId, facts, toIndexed(stated))
  }
  const searchIndex = async ({ limit, ...stated }: IndexQuery): Promise<SearchResult> => {
    const frequencies = await names.current()
    return search(databaseIndex(pool, hashKey, frequencies), toIndexed(stated), limit)
  }
  return {
    toRecord,
    hashIdentifiers: (stated) => hashNumbers(keys, stated),
    save: (tx, patientId, stated) => saveMatchRecord(tx, toRecord(patientId, stated)),
    async changePhone(tx, patientId, phone) {
      const [own] = await listMatchRecords(pool, [patientId])
      if (!own) return
      const facts = { ...own.facts, phone }
      await saveMatchRecord(tx, withKeys(patientId, facts, toProfile(facts, own.identifiers)))
    },
    search: searchIndex,
    match: async (query) => toAnswer(await searchIndex(query)),
    async listSimilar(patientId) {
      const [own] = await listMatchRecords(pool, [patientId])
      if (!own) return []
      const profile = toProfile(own.facts, own.identifiers)
      const found = await search(databaseIndex(pool, hashKey, await names.current()), profile)
      return toAnswer(found).candidates.filter((one) => one.patientId !== patientId)
    },
    countNames: async () => {
      const counted = await countNames(db)
      await transaction(db, (tx) => saveNameCounts(tx, counted.counts, counted.people, clock.now()))
      names.forget()
      return { people: counted.people }
    },
  }
}

function toAnswer({ outcome, candidates, isTruncated, modelVersion }: SearchResult): MatchAnswer {
  return {
    outcome,
    candidates: candidates.map(({ id, grade, bits, explanation }) => ({
      patientId: id as PatientId,
      grade,
      bits,
      explanation: [...explanation],
    })),
    isTruncated,
    modelVersion,
  }
}

function databaseIndex(pool: Pool, hashKey: KeyHash, frequencies: Frequencies): MatchIndex {
  return {
    frequencies,
    async readKeys(keys, rowsPerKey, rowsMax) {
      if (rowsMax <= 0) return { idsOf: keys.map(() => undefined), rowsRead: 0 }
      const rows = await readKeyRows(pool, keys.map(hashKey), rowsPerKey, rowsMax)
      const idsOf = keys.map((): PatientId[] => [])
      for (const { position, patientId } of rows) idsOf[position - 1]?.push(patientId)
      // If the limit ended the read, the last key with rows and all keys after it are not complete.
      const wholeUntil = rows.length < rowsMax ? keys.length : (rows.at(-1)?.position ?? 1) - 1
      return {
        idsOf: idsOf.map((ids, position) => (position < wholeUntil && ids.length <= rowsPerKey ? ids : undefined)),
        rowsRead: rows.length,
      }
    },
    async readProfiles(ids) {
      if (ids.length === 0) return new Map()
      const found = await listMatchRecords(pool, ids as readonly PatientId[])
      return new Map(found.map(({ patientId, facts, identifiers }) => [patientId, toProfile(facts, identifiers)]))
    },
  }
}

/** Keeps the counts of names in memory and reads them again after 10 minutes. */
function openNames(db: Db<PatientsTables>, clock: Context['clock']) {
  let loadedAtMs = Number.NEGATIVE_INFINITY
  let loaded: Promise<Frequencies> | undefined
  const load = async (): Promise<Frequencies> => {
    const { people, counts } = await loadNameCounts(db, NAMES_MAX)
    return { people, count: (text) => counts.get(text) ?? 0 }
  }
  return {
    async current(): Promise<Frequencies> {
      const nowMs = clock.now().getTime()
      if (loaded && nowMs - loadedAtMs < NAMES_RELOAD_MS) return loaded
      loadedAtMs = nowMs
      loaded = load()
      loaded.catch(() => {
        loaded = undefined
      })
      return loaded
    },
    forget(): void {
      loaded = undefined
    },
  }
}

async function countNames(db: Db<PatientsTables>): Promise<{ people: number; counts: Map<string, number> }> {
  const counts = new Map<string, number>()
  let people = 0
  let after = { cell: -1, patientId: '00000000-0000-0000-0000-000000000000' }
  for (;;) {
    const page = await listMatchRecordsAfter(db, after, COUNT_PAGE)
    for (const { facts } of page) countTokens(counts, toProfile(facts).name)
    people += page.length
    const last = page.at(-1)
    if (!last || page.length < COUNT_PAGE) return { people, counts }
    after = { cell: last.cell, patientId: last.patientId }
  }
}
