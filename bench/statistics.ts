// Medians, percentiles and ratios of many measurements, and random numbers that are the same in every run.

/** The middle value. For an even number of values: the mean of the two in the middle. NaN for no values. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return Number.NaN
  const sorted = [...values].sort((left, right) => left - right)
  const middle = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[middle] as number
  return ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2
}

/** The smallest value that at least this share (0..1) of all values do not exceed. `sorted` is in ascending order. */
export function percentile(sorted: Float64Array, share: number): number {
  if (sorted.length === 0) return Number.NaN
  const rank = Math.ceil(share * sorted.length)
  return sorted[Math.min(sorted.length, Math.max(1, rank)) - 1] as number
}

/** How far the rounds differ: (highest - lowest) / median. */
export function spreadOf(values: readonly number[]): number {
  return values.length < 2 ? 0 : (Math.max(...values) - Math.min(...values)) / median(values)
}

/** The ratios of two rows of rounds, round by round: a disturbance in one round hits both values alike. */
export function ratios(upper: readonly number[], lower: readonly number[]): number[] {
  const count = Math.min(upper.length, lower.length)
  return Array.from({ length: count }, (_, round) => (upper[round] as number) / (lower[round] as number))
}

/** Random numbers from 0 to below 1. They are the same in every run, so that runs can be compared. */
export function seededRandom(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}
