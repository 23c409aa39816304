// Runs one search, in memory or in the database: probes the keys in two steps, weighs the people found, and decides.
import { type Decision, decide, isCertain, rank, type Weighed } from './decide.ts'
import { areOfOneFamily, areOfOneHome, type Weighing, weigh } from './evidence.ts'
import type { Frequencies } from './frequencies.ts'
import { homeKeysOf, type Key, type KeyKind, probesOf } from './keys.ts'
import { MODEL, SEARCH_LIMITS } from './model.ts'
import { type FoundBy, openMostBits } from './most-bits.ts'
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
  /** The number of people whose facts the search read. */
  readonly peopleRead: number
}

interface Searching {
  readonly index: MatchIndex
  readonly query: Profile
  readonly found: Found
  readonly profiles: Map<string, Profile>
  readonly weighed: Map<string, Weighed>
  readonly limit: number | undefined
  /** The people whose homes the search has read already. */
  readonly homesRead: Set<string>
}

interface Found {
  readonly people: Map<string, FoundPerson>
  readonly complete: Key[]
  readonly truncated: Key[]
  rowsRead: number
}

interface FoundPerson extends FoundBy {
  readonly kinds: Set<KeyKind>
  sharesSound: boolean
  weight: number
}

async function probe({ index, found }: Searching, keys: readonly Key[]): Promise<void> {
  if (keys.length === 0) return
  const rowsLeft = SEARCH_LIMITS.keyRows - found.rowsRead
  const texts = keys.map(({ text }) => text)
  const { idsOf, rowsRead } = await index.readKeys(texts, SEARCH_LIMITS.rowsPerKey, rowsLeft)
  found.rowsRead += rowsRead
  for (const [position, key] of keys.entries()) {
    const ids = idsOf[position]
    ;(ids ? found.complete : found.truncated).push(key)
    if (!ids) continue
    // The search first reads the people whom the rarest keys found.
    const weight = Math.log2(Math.max(index.frequencies.people, MODEL.peopleMin) / ids.length)
    for (const id of ids) add(found, id, key, weight)
  }
}

function add({ people }: Found, id: string, { kind, codes }: Key, weight: number): void {
  const person = people.get(id) ?? { kinds: new Set<KeyKind>(), sharesSound: false, weight: 0 }
  person.weight += weight
  person.kinds.add(kind)
  if (codes.length > 0) person.sharesSound = true
  people.set(id, person)
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

/** Reads and weighs these people, and says anew of all whether an equally good person may hide in a key. */
async function weighAll(searching: Searching, ids: readonly string[]): Promise<void> {
  const { index, query, found, profiles, weighed } = searching
  const weighing = weighingOf(index, found)
  for (const [id, profile] of await index.readProfiles(ids)) {
    profiles.set(id, profile)
    weighed.set(id, { id, evidence: weigh(query, profile, weighing), isUnproven: false })
  }
  // A key that the second step could not read whole also makes candidates of the first step unproven.
  const isHidden = found.truncated.some((key) => hidesRival(key, found.complete))
  const isNarrowed = found.truncated.every(({ kind }) => kind === 'phone' || kind === 'email')
  for (const one of weighed.values()) one.isUnproven = isHidden || (!isNarrowed && !one.evidence.isBirthExact)
}

/** The most bits that others may have beside a certain link; undefined if nobody read so far can be one. */
function bitsOfRivals(weighed: Iterable<Weighed>): number | undefined {
  const [leader, second] = rank([...weighed])
  if (!leader || !(isCertain(leader) || mayHomeDecide(leader))) return undefined
  const most = leader.evidence.bits - MODEL.leadBits
  return second && second.evidence.bits > most ? undefined : most
}

/**
 * Reads the people whom the keys found, in the order of their keys: first so many, then more at a time. It stops when a
 * link is certain and nobody unread can come near it, or when nobody read can be one. Each read is a round trip.
 */
async function weighFound(searching: Searching, firstRead: number): Promise<void> {
  const { index, query, found, weighed } = searching
  const unread = [...found.people]
    .filter(([id]) => !weighed.has(id))
    .sort(([left, { weight }], [right, other]) => other.weight - weight || (left < right ? -1 : 1))
  const mostBits = openMostBits(query, index, found)
  for (let read = 0; ; ) {
    const ids = unread.splice(0, read === 0 ? firstRead : SEARCH_LIMITS.more).map(([id]) => id)
    await weighAll(searching, ids)
    read += ids.length
    if (unread.length === 0) return
    const most = bitsOfRivals(weighed.values())
    if (most === undefined || unread.every(([, by]) => mostBits(by) <= most)) return
    if (read < SEARCH_LIMITS.candidates) continue
    for (const one of weighed.values()) one.isUnproven = true
    return
  }
}

/** Reads the others at the home of the person or of the query. A key with too many people is no home. */
async function readHousemates({ index, query, found, profiles }: Searching, id: string): Promise<Profile[]> {
  const owner = profiles.get(id) as Profile
  const keys = [...new Set([owner, query].flatMap(homeKeysOf).map(({ text }) => text))]
  if (keys.length === 0) return []
  const { idsOf, rowsRead } = await index.readKeys(keys, SEARCH_LIMITS.rowsPerKey, SEARCH_LIMITS.keyRows)
  found.rowsRead += rowsRead
  const others = [...new Set(idsOf.flatMap((ids) => ids ?? []))].filter((one) => one !== id)
  const unread = others.filter((one) => !profiles.has(one)).slice(0, SEARCH_LIMITS.candidates)
  for (const [other, profile] of await index.readProfiles(unread)) profiles.set(other, profile)
  const known = others.flatMap((one) => profiles.get(one) ?? [])
  return known.filter((one) => areOfOneHome(owner, one) || areOfOneHome(query, one))
}

/** Whether the others of a home may change the decision about this person. */
const mayHomeDecide = ({ evidence, isUnproven }: Weighed): boolean =>
  evidence.bits >= MODEL.certainBits &&
  !isUnproven &&
  (evidence.isNameGuessed ? evidence.vetoes.every(isOfGivenName) : evidence.restsOnCard && evidence.vetoes.length === 0)

const hasLead = ({ candidates: [leader, second] }: Decision): boolean =>
  (leader?.bits ?? 0) - (second?.bits ?? Number.NEGATIVE_INFINITY) >= MODEL.leadBits

const isOfGivenName = (veto: string): boolean => veto.startsWith('given name')

/**
 * Decides. If a link would rest on a number that nobody has verified, or on a guess of which word is the given name,
 * it first looks who lives there: cards are lent within a family, and a family shares its name.
 */
async function decideOn(searching: Searching): Promise<Decision> {
  const { index, query, found, profiles, weighed, limit, homesRead } = searching
  const decision = decide([...weighed.values()], limit)
  const leader = weighed.get(decision.candidates[0]?.id ?? '')
  if (!leader || homesRead.has(leader.id) || !mayHomeDecide(leader) || !hasLead(decision)) return decision
  homesRead.add(leader.id)
  const mates = await readHousemates(searching, leader.id)
  if (mates.length === 0) return decision
  const owner = profiles.get(leader.id) as Profile
  const family = mates.filter((mate) => areOfOneFamily(owner, mate) || areOfOneFamily(query, mate))
  const homeNames = family.map(({ name }) => name)
  const evidence = weigh(query, owner, { ...weighingOf(index, found), homeNames })
  weighed.set(leader.id, { ...leader, evidence, isCardShared: evidence.restsOnCard })
  return decide([...weighed.values()], limit)
}

export async function search(index: MatchIndex, query: Profile, limit?: number): Promise<SearchResult> {
  const { first, second } = probesOf(query)
  const found: Found = { people: new Map(), complete: [], truncated: [], rowsRead: 0 }
  const empty = { profiles: new Map(), weighed: new Map(), homesRead: new Set<string>() }
  const searching: Searching = { index, query, found, limit, ...empty }
  await probe(searching, first)
  await weighFound(searching, SEARCH_LIMITS.first)
  let decision = await decideOn(searching)
  if (decision.outcome !== 'certain' && second.length > 0) {
    await probe(searching, second)
    await weighFound(searching, SEARCH_LIMITS.more)
    decision = await decideOn(searching)
  }
  return {
    ...decision,
    isTruncated: found.truncated.length > 0,
    modelVersion: MODEL.version,
    keyRowsRead: found.rowsRead,
    peopleRead: searching.profiles.size,
  }
}
