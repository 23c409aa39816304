// Tells listeners in this process about changed rows after the commit, so that they update their copies in memory.
// The store that writes a row hands it out, so that no route can forget it.
import type { Tx } from '../postgres/db.ts'

/** A kind of row to hand out. Define it once, beside the store that writes the row. */
export interface Changes<Row> {
  /** The table, for readers of the code. */
  readonly table: string
  readonly listeners: WeakMap<object, ((row: Row) => void)[]>
}

export function defineChanges<Row>(table: string): Changes<Row> {
  return { table, listeners: new WeakMap() }
}

/** Calls `listener` after the commit with each row that is handed out on this database from now on. */
export function hearChanges<Row>(db: object, { listeners }: Changes<Row>, listener: (row: Row) => void): void {
  listeners.set(db, [...(listeners.get(db) ?? []), listener])
}

/** Hands out a row when this transaction is committed. */
export function handOut<Row, Tables>(tx: Tx<Tables>, changes: Changes<Row>, row: Row): void {
  tx.afterCommit((db) => handOutCommitted(db, changes, [row]))
}

/** Hands out rows that are already committed. */
export function handOutCommitted<Row>(db: object, { listeners }: Changes<Row>, rows: readonly Row[]): void {
  for (const listener of listeners.get(db) ?? []) for (const row of rows) listener(row)
}
