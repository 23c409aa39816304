// Random numbers that are the same in every run: one row for each household and for each statement of a person.

export type Random = () => number

let seed: readonly number[] = []

/** Makes other people and other faults: to choose a setting on one seed, and to report it on another. */
export function useSeed(number: number): void {
  seed = number === 0 ? [] : [number]
}

/**
 * Gives the row of numbers that belongs to `parts`, so that any household can be made without the ones before it. The
 * generator (sfc32) has 128 bits of state. With 32 bits, the rows of two households in a thousand would overlap, and
 * the same people would live at two places.
 */
export function randomOf(...parts: readonly number[]): Random {
  let [a, b, c, counter] = [0x9e3779b9, 0x243f6a88, 0xb7e15162, 1]
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
  for (const part of [...seed, ...parts]) {
    a ^= part
    c ^= Math.imul(part, 0x85ebca6b)
    for (let round = 0; round < 12; round++) next()
  }
  return next
}

export const pickOne = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(items.length * random())] as Item
