// Numbers that are the same in every run, one row of them for each household and each telling of a person.
import { seededRandom } from '../statistics.ts'

export type Random = () => number

/** The row of numbers that belongs to these: any household can be made again without the ones before it. */
export function randomOf(...parts: readonly number[]): Random {
  let seed = 0x9e3779b9
  for (const part of parts) seed = Math.imul(seed ^ part, 0x85ebca6b) ^ (seed >>> 13)
  return seededRandom(seed)
}

export const pickOne = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(items.length * random())] as Item
