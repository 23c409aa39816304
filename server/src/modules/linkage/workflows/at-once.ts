// The two ways of the writes of linking: all that are alike in a few statements, and carefully, one by one.

/** An SQL function raises this, and writes nothing, when it cannot treat all rows alike. */
const NOT_ALIKE = 'LK001'

const isNotAlike = (error: unknown): boolean => (error as { code?: unknown }).code === NOT_ALIKE

export interface TwoWays<Item, Like extends Item, Result> {
  /** Writes all of them, or none and throws an error with the code LK001. */
  readonly atOnce: (alike: readonly Like[]) => Promise<void>
  /** Decides and writes each by itself. Gives the results in their order. */
  readonly each: (others: readonly Item[]) => Promise<readonly Result[]>
  /** The result of what was written at once. */
  readonly done: Result
}

/** Writes `alike`, some of `all`, at once, and the rest one by one; also `alike` when they are not so. */
export async function writeTwoWays<Item, Like extends Item, Result>(
  all: readonly Item[],
  alike: readonly Like[],
  { atOnce, each, done }: TwoWays<Item, Like, Result>,
): Promise<Result[]> {
  const written = new Set<Item>(alike.length > 0 && (await areWritten(alike, atOnce)) ? alike : [])
  const others = all.filter((one) => !written.has(one))
  const results = others.length > 0 ? await each(others) : []
  const byOther = new Map(others.map((one, nth) => [one, results[nth] as Result]))
  return all.map((one) => (written.has(one) ? done : (byOther.get(one) as Result)))
}

async function areWritten<Like>(
  alike: readonly Like[],
  atOnce: (alike: readonly Like[]) => Promise<void>,
): Promise<boolean> {
  try {
    await atOnce(alike)
    return true
  } catch (error) {
    if (isNotAlike(error)) return false
    throw error
  }
}
