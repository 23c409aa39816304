// Says how many bits a person may have at most of whom the search knows only the keys: so it need not read everybody.
import { type Frequencies, shareOf } from './frequencies.ts'
import type { Key, KeyKind } from './keys.ts'
import { MODEL } from './model.ts'
import type { NameToken } from './normalise-names.ts'
import type { Profile } from './profile.ts'

/** Under which keys of the query a search found somebody. */
export interface FoundBy {
  readonly kinds: ReadonlySet<KeyKind>
  /** One of the keys holds a sound of the name, so the person shares it with the query. */
  readonly sharesSound: boolean
}

function bitsOfToken({ frequencies }: { frequencies: Frequencies }, token: NameToken): number {
  if (token.isInitial) return MODEL.initialBits
  const max = token.isFiller ? MODEL.fillerBitsMax : MODEL.nameBitsMax
  return Math.max(0, Math.min(Math.log2(MODEL.nameAgrees / shareOf(frequencies, token)), max))
}

/**
 * Each word of the query agrees with at most one of the other name. Two of its words may also be written as one, which
 * is rare then; but then the other name has fewer words, and a name of two words shares no other sound with it.
 */
function mostOfName(query: Profile, index: { frequencies: Frequencies }): (by: FoundBy) => number {
  const bits = query.name.map((token) => bitsOfToken(index, token)).sort((left, right) => left - right)
  const all = bits.reduce((sum, one) => sum + one, 0)
  const joined = bits.length < 2 ? 0 : all - (bits[0] as number) - (bits[1] as number) + MODEL.nameBitsMax
  return ({ sharesSound }) => (sharesSound && bits.length === 2 ? all : Math.max(all, joined))
}

function mostOfPlace({ pin, house, placeWords }: Profile): number {
  const words = Math.min(placeWords.length, MODEL.sharedWordsMax) * MODEL.sharedWord
  const sum = (pin ? MODEL.pin.exact : 0) + (house ? MODEL.house.exact : 0) + words
  return Math.min(sum, MODEL.placeBitsMax)
}

/** Whether the search read all keys of this kind that the query has, and each of them whole. */
const areRead = (kind: KeyKind, complete: readonly Key[], truncated: readonly Key[]): boolean =>
  complete.some((key) => key.kind === kind) && truncated.every((key) => key.kind !== kind)

/**
 * Gives the bound for this query. Somebody whom a whole key does not hold does not agree in what the key says: without
 * the key of the phone the phone differs, and without a key of birthday and sound the birthday does.
 */
export function openMostBits(
  query: Profile,
  index: { frequencies: Frequencies },
  keys: { complete: readonly Key[]; truncated: readonly Key[] },
): (by: FoundBy) => number {
  const isRead = (kind: KeyKind): boolean => areRead(kind, keys.complete, keys.truncated)
  const mostName = mostOfName(query, index)
  const gender = query.gender ? MODEL.gender.exact : 0
  const place = mostOfPlace(query)
  const prior = -Math.log2(Math.max(index.frequencies.people, MODEL.peopleMin))
  const most = (has: boolean, by: FoundBy, kind: KeyKind, bits: { exact: number; near: number }): number =>
    !has ? 0 : isRead(kind) && !by.kinds.has(kind) ? bits.near : bits.exact
  const mostOfBirth = ({ kinds, sharesSound }: FoundBy): number => {
    if (query.birth?.day === undefined) return query.birth ? MODEL.birth.year : 0
    const isOtherDay = isRead('day+name') && sharesSound && !kinds.has('day+name') && !kinds.has('day+names')
    return isOtherDay ? MODEL.birth.swapped : MODEL.birth.exact
  }
  return (by) => {
    const phone = most(query.phone !== undefined, by, 'phone', MODEL.phone)
    const email = most(query.email !== undefined, by, 'email', MODEL.email)
    const identifier = most(query.identifiers.length > 0, by, 'identifier', MODEL.identifier)
    const household = Math.min(phone + email + place, MODEL.householdBitsMax)
    return mostName(by) + mostOfBirth(by) + gender + identifier + household + prior
  }
}
