// Counts slips of the pen between two words: characters added, lost or changed, or two neighbours swapped.

const rows = [new Uint8Array(128), new Uint8Array(128), new Uint8Array(128)] as [Uint8Array, Uint8Array, Uint8Array]

/** Gives the number of slips, or `max + 1` when there are more than `max`. */
// biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the innermost loop of matching makes no calls
export function countSlips(left: string, right: string, max: number): number {
  if (left === right) return 0
  const [a, b] = left.length <= right.length ? [left, right] : [right, left]
  if (b.length - a.length > max || b.length > 120) return max + 1
  let [before, above, row] = rows
  for (let column = 0; column <= a.length; column++) above[column] = column
  for (let line = 1; line <= b.length; line++) {
    row[0] = line
    let least = line
    for (let column = 1; column <= a.length; column++) {
      const same = a.charCodeAt(column - 1) === b.charCodeAt(line - 1)
      let slips = Math.min(
        (above[column] as number) + 1,
        (row[column - 1] as number) + 1,
        (above[column - 1] as number) + (same ? 0 : 1),
      )
      const isSwap =
        column > 1 &&
        line > 1 &&
        a.charCodeAt(column - 1) === b.charCodeAt(line - 2) &&
        a.charCodeAt(column - 2) === b.charCodeAt(line - 1)
      if (isSwap) slips = Math.min(slips, (before[column - 2] as number) + 1)
      row[column] = slips
      if (slips < least) least = slips
    }
    if (least > max) return max + 1
    const spare = before
    before = above
    above = row
    row = spare
  }
  return Math.min(above[a.length] as number, max + 1)
}
