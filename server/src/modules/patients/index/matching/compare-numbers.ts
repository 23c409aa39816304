// Compares people's numbers by their keyed hashes: the same, one slip of the pen, the next in a row, or another.

/** A number of a person. It holds no sign of the number. */
export interface HashedNumber {
  readonly system: string
  readonly hash: string
  /** Short hashes of the whole number and of the number without each sign; empty if the number is too short. */
  readonly slips: readonly string[]
  /** The person has proven to whom the number belongs, for example by a code. A card alone proves nothing. */
  readonly isVerified: boolean
}

/** `verified`: the same, and both sides have verified it. */
export type NumberComparison = 'verified' | 'exact' | 'near' | 'neighbour' | 'conflict' | 'missing'

// Offices give out numbers in sequence: twins, or a mother and her child, hold numbers that differ in the last digits.
const SIGNS_IN_A_ROW = 2

/** Finds one added, lost or changed sign, or two neighbours swapped, as `countSlips` does on texts. */
function compareSlips(left: readonly string[], right: readonly string[]): NumberComparison {
  if (left.length === 0 || right.length === 0) return 'conflict'
  if (left.length !== right.length) {
    const [shorter, longer] = left.length < right.length ? [left, right] : [right, left]
    const isOneMore = longer.length - shorter.length === 1
    return isOneMore && longer.indexOf(shorter[0] as string, 1) > 0 ? 'near' : 'conflict'
  }
  const [leftWithout, rightWithout] = [left.slice(1), right.slice(1)]
  const changed = leftWithout.findIndex((one, place) => one === rightWithout[place])
  if (changed >= 0) return changed < leftWithout.length - SIGNS_IN_A_ROW ? 'near' : 'neighbour'
  const isSwap = leftWithout.some(
    (one, place) => one === rightWithout[place + 1] && leftWithout[place + 1] === rightWithout[place],
  )
  return isSwap ? 'near' : 'conflict'
}

function compareNumber(left: HashedNumber, right: HashedNumber): NumberComparison {
  if (left.hash === right.hash) return left.isVerified && right.isVerified ? 'verified' : 'exact'
  return compareSlips(left.slips, right.slips)
}

const ORDER: readonly NumberComparison[] = ['verified', 'exact', 'near', 'neighbour', 'conflict', 'missing']

/** Gives the best agreement among numbers of the same system. */
export function compareNumbers(left: readonly HashedNumber[], right: readonly HashedNumber[]): NumberComparison {
  const compared = left.flatMap((one) =>
    right.filter((other) => one.system === other.system).map((other) => compareNumber(one, other)),
  )
  return ORDER.find((one) => compared.includes(one)) ?? 'missing'
}
