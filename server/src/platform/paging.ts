// Pages of a list: one row more than asked for is read, and tells whether there is a next page.

export interface Cut<Row> {
  readonly shown: readonly Row[]
  /** Spread into the answer: empty after the last page. */
  readonly next: { readonly nextCursor?: string }
}

/** `found` was read with `limit + 1`; `toCursor` says where the page after the last row shown begins. */
export function cutPage<Row>(found: readonly Row[], limit: number, toCursor: (last: Row) => string): Cut<Row> {
  const shown = found.slice(0, limit)
  const last = shown.at(-1)
  return { shown, next: found.length > limit && last !== undefined ? { nextCursor: toCursor(last) } : {} }
}
