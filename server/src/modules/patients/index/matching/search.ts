// Runs one search, in memory or in the database: probes the keys in two steps, weighs the people found, and decides.
import { type Decision, decide, type Weighed } from './decide.ts'
import { areOfOneFamily, areOfOneHome, type Weighing, weigh } from './evidence.ts'
import type { Frequencies } from './frequencies.ts'
import { homeKeysOf, type Key, type KeyKind, probesOf } from './keys.ts'
import { MODEL, SEARCH_LIMITS } from './model.ts'
import type { Profile } from './profile.ts'

/** The ids that a read found under each key. */
export interface KeyRows {
  /** In the order of the keys; undefined if a key has too many rows or the read did not reach it. */
  readonly idsOf: readonly (readonly string[] | undefined)[]
  readonly rowsRead: number
}

/** An index of people, in memory or in PostgreSQL. */
export interface MatchIndex {
  readonly frequencies: Frequencies
  /** Reads the keys in this order, at most `rowsPerKey` plus one row for each, until it has read `rowsMax` rows. */
  readKeys(keys: readonly string[], rowsPerKey: number, rowsMax: number): Promise<KeyRows>
  readProfiles(ids: readonly string[]): Promise<ReadonlyMap<string, Profile>>
}

export interface SearchResult extends Decision {
  readonly isTruncated: boolean
  readonly modelVersion: string
  readonly keyRowsRead: number
}

/** The search first reads the people whom the most telling keys found. */
const KEY_WEIGHTS: Readonly<Record<KeyKind, number>> = {
  identifier: 26,
  phone: 14,
  email: 12,
  'day+names': 22,
  'day+name': 15,
  'day+locality': 11,
  'year+pin+name': 10,
  'pin+house+name': 11,
  'names+pin': 11,
  'names+year+region': 11,
  'house+locality+name': 10,
}

interface Searching {
  readonly index: MatchIndex
  readonly query: Profile
  readonly found: Found
  readonly weighed: Map<string, Weighed>
  readonly limit: number | undefined
}

interface Found {
  readonly weights: Map<string, number>
  readonly complete: Key[]
  readonly truncated: Key[]
  rowsRead: number
}

async function probe(index: MatchIndex, keys: readonly Key[], found: Found): Promise<void> {
  if (keys.length === 0) return
  const rowsLeft = SEARCH_LIMITS.keyRows - found.rowsRead
  const texts = keys.map(({ text }) => text)
  const { idsOf, rowsRead } = await index.readKeys(texts, SEARCH_LIMITS.rowsPerKey, rowsLeft)
  found.rowsRead += rowsRead
  for (const [position, key] of keys.entries()) {
    const ids = idsOf[position]
    ;(ids ? found.complete : found.truncated).push(key)
    for (const id of ids ?? []) found.weights.set(id, (found.weights.get(id) ?? 0) + KEY_WEIGHTS[key.kind])
  }
}

/**
 * Whether an equally good candidate could hide in a key that we did not read whole. That is not possible if we read a
 * finer key whole: a person missing there has another birth date, and loses more bits than the lead that a link needs.
 */
function hidesRival(truncated: Key, complete: readonly Key[]): boolean {
  if (truncated.kind === 'phone' || truncated.kind === 'email') return false
  return !complete.some(
    (key) => key.hasBirthDay && key.codes.length > 0 && truncated.codes.every((code) => key.codes.includes(code)),
  )
}

function weighingOf({ frequencies }: MatchIndex, found: Found): Weighing {
  const isShared = (kind: KeyKind): boolean => found.truncated.some((key) => key.kind === kind)
  return { frequencies, isPhoneShared: isShared('phone'), isEmailShared: isShared('email') }
}

async function weighFound(index: MatchIndex, query: Profile, found: Found, done: Map<string, Weighed>): Promise<void> {
  const ranked = [...found.weights].sort((left, right) => right[1] - left[1] || (left[0] < right[0] ? -1 : 1))
  const chosen = ranked.slice(0, SEARCH_LIMITS.candidates).map(([id]) => id)
  const profiles = await index.readProfiles(chosen.filter((id) => !done.has(id)))
  const weighing = weighingOf(index, found)
  for (const [id, profile] of profiles)
    done.set(id, { id, evidence: weigh(query, profile, weighing), isUnproven: false })
  // A key that the second step could not read whole also makes candidates of the first step unproven.
  const isHidden = found.truncated.some((key) => hidesRival(key, found.complete))
  const isNarrowed = found.truncated.every(({ kind }) => kind === 'phone' || kind === 'email')
  for (const [id, one] of done) {
    const isUnproven = isHidden || (!isNarrowed && !one.evidence.isBirthExact)
    done.set(id, { ...one, isUnproven })
  }
}

/** Reads the others at the home of the person or of the query. A key with too many people is no home. */
async function readHousemates(index: MatchIndex, query: Profile, id: string, found: Found): Promise<Profile[]> {
  const owner = (await index.readProfiles([id])).get(id)
  if (!owner) return []
  const keys = [...new Set([owner, query].flatMap(homeKeysOf).map(({ text }) => text))]
  if (keys.length === 0) return []
  const { idsOf, rowsRead } = await index.readKeys(keys, SEARCH_LIMITS.rowsPerKey, SEARCH_LIMITS.keyRows)
  found.rowsRead += rowsRead
  const others = [...new Set(idsOf.flatMap((ids) => ids ?? []))].filter((one) => one !== id)
  const profiles = await index.readProfiles(others.slice(0, SEARCH_LIMITS.candidates))
  return [...profiles.values()].filter((one) => areOfOneHome(owner, one) || areOfOneHome(query, one))
}

/** Whether the others of a home may change the decision about this person. */
const mayHomeDecide = ({ evidence, isUnproven }: Weighed): boolean =>
  evidence.bits >= MODEL.certainBits && !isUnproven && (evidence.restsOnCard || evidence.isNameGuessed)

/**
 * Decides. If a link would rest on a number that nobody has verified, or on a guess of which word is the given name,
 * it first looks who lives there: cards are lent within a family, and a family shares its name.
 */
async function decideOn(search: Searching): Promise<Decision> {
  const { index, query, found, weighed, limit } = search
  const decision = decide([...weighed.values()], limit)
  const leader = weighed.get(decision.candidates[0]?.id ?? '')
  if (!leader || !mayHomeDecide(leader)) return decision
  const isLead = decision.outcome === 'certain' || leader.evidence.vetoes.every((veto) => veto.startsWith('given name'))
  if (!isLead) return decision
  const mates = await readHousemates(index, query, leader.id, found)
  if (mates.length === 0) return decision
  const owner = (await index.readProfiles([leader.id])).get(leader.id) as Profile
  const family = mates.filter((mate) => areOfOneFamily(owner, mate) || areOfOneFamily(query, mate))
  const homeNames = family.map(({ name }) => name)
  const evidence = weigh(query, owner, { ...weighingOf(index, found), homeNames })
  weighed.set(leader.id, { ...leader, evidence, isCardShared: evidence.restsOnCard })
  return decide([...weighed.values()], limit)
}

export async function search(index: MatchIndex, query: Profile, limit?: number): Promise<SearchResult> {
  const { first, second } = probesOf(query)
  const found: Found = { weights: new Map(), complete: [], truncated: [], rowsRead: 0 }
  const weighed = new Map<string, Weighed>()
  await probe(index, first, found)
  await weighFound(index, query, found, weighed)
  let decision = await decideOn({ index, query, found, weighed, limit })
  if (decision.outcome !== 'certain' && second.length > 0) {
    await probe(index, second, found)
    await weighFound(index, query, found, weighed)
    decision = await decideOn({ index, query, found, weighed, limit })
  }
  return {
    ...decision,
    isTruncated: found.truncated.length > 0,
    modelVersion: MODEL.version,
    keyRowsRead: found.rowsRead,
  }
}
