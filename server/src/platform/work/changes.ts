// Hands out the rows that this process changed, once they are committed, to whoever keeps a copy of them in memory.
// The store that writes a row hands it out, so no route can forget to.
import type { Tx } from '../postgres/db.ts'

/** A kind of row that is handed out; made once, beside the store that writes it. */
export interface Changes<Row> {
  /** For a reader of the code: the table. */
  readonly table: string
  readonly listeners: WeakMap<object, ((row: Row) => void)[]>
}

export function defineChanges<Row>(table: string): Changes<Row> {
  return { table, listeners: new WeakMap() }
}

/** Hears of each row that is changed through this database from now on, when it is committed. */
export function hearChanges<Row>(db: object, { listeners }: Changes<Row>, listener: (row: Row) => void): void {
  listeners.set(db, [...(listeners.get(db) ?? []), listener])
}

/** Hands out a row as it is then, when this transaction is committed. */
export function handOut<Row, Tables>(tx: Tx<Tables>, changes: Changes<Row>, row: Row): void {
  tx.afterCommit((db) => handOutCommitted(db, changes, [row]))
}

/** Hands out rows that are committed already. */
export function handOutCommitted<Row>(db: object, { listeners }: Changes<Row>, rows: readonly Row[]): void {
  for (const listener of listeners.get(db) ?? []) for (const row of rows) listener(row)
}
