// The index in memory: for measurements on an installation's own files, and for tests against PostgreSQL.
import { countTokens, type Frequencies } from './frequencies.ts'
import { keysOf } from './keys.ts'
import type { Profile } from './profile.ts'
import type { KeyRows, MatchIndex } from './search.ts'

export interface MemoryIndex extends MatchIndex {
  add(id: string, profile: Profile): void
}

export function createMemoryIndex(): MemoryIndex {
  const profiles = new Map<string, Profile>()
  const buckets = new Map<string, string[]>()
  const counts = new Map<string, number>()
  const frequencies: Frequencies = {
    get people() {
      return profiles.size
    },
    count: (text) => counts.get(text) ?? 0,
  }
  return {
    frequencies,
    add(id, profile) {
      profiles.set(id, profile)
      countTokens(counts, profile.name)
      for (const { text } of keysOf(profile)) {
        const bucket = buckets.get(text)
        if (bucket) bucket.push(id)
        else buckets.set(text, [id])
      }
    },
    readKeys: async (keys, rowsPerKey, rowsMax) =>
      takeRows(
        keys.map((key) => buckets.get(key) ?? []),
        rowsPerKey,
        rowsMax,
      ),
    readProfiles: async (ids) => new Map(ids.map((id) => [id, profiles.get(id) as Profile])),
  }
}

/** Counts rows as the database does: it stops in the middle of a key when it reaches the limit. */
function takeRows(buckets: readonly (readonly string[])[], rowsPerKey: number, rowsMax: number): KeyRows {
  let rowsRead = 0
  const idsOf = buckets.map((bucket) => {
    if (rowsRead >= rowsMax) return undefined
    const rows = Math.min(bucket.length, rowsPerKey + 1, rowsMax - rowsRead)
    rowsRead += rows
    return bucket.length <= rowsPerKey && rows === bucket.length && rowsRead < rowsMax ? bucket : undefined
  })
  return { idsOf, rowsRead }
}
