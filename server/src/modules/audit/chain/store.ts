// The SQL of the chains: adds rows, lists rows in their order, and signs chains and days.
import { sql } from 'kysely'
import type { Connection, Db, Tx } from '../../../platform/postgres/db.ts'
import type { AuditTables, ChainRow, ChangeRow, DayRow, ReadRow, VerificationRow } from '../tables.ts'
import type { ChainKind } from './links.ts'

/** A row for `append_reads` or `append_changes`: its values, and the hash of them as hex. */
export interface Appended {
  readonly id: string
  readonly content: string
}

/** The pool, or a connection with an open transaction. */
export type Queryable = Pick<Connection, 'query'>

/** What `appendRows` gives when the day is signed. */
export const SIGNED = -1

const APPEND: Readonly<Record<ChainKind, string>> = {
  reads: 'select audit.append_reads($1, $2, $3) as added',
  changes: 'select audit.append_changes($1, $2, $3) as added',
}

/** Adds rows to the chain of a district and day; gives how many were new, or SIGNED. */
export async function appendRows<Row extends Appended>(
  pool: Queryable,
  { kind, cell, day }: { kind: ChainKind; cell: number; day: string },
  rows: readonly Row[],
): Promise<number> {
  const placed = rows.map((row, index) => ({ ...row, place: index + 1 }))
  const answer = await pool.query<{ added: number }>({
    name: `audit-append-${kind}`,
    text: APPEND[kind],
    values: [cell, day, JSON.stringify(placed)],
  })
  return answer.rows[0]?.added ?? 0
}

export interface ChainKey {
  readonly cell: number
  readonly recorded_on: string
  readonly kind: ChainKind
}

/** Lists the chains of past days that nobody has signed, the oldest first. */
export async function listUnsigned(db: Db<AuditTables>, today: string, limit: number): Promise<ChainRow[]> {
  return db
    .selectFrom('audit.chains')
    .selectAll()
    .where('signature', 'is', null)
    .where('recorded_on', '<', today)
    .orderBy('recorded_on')
    .limit(limit)
    .execute()
}

export interface Signed {
  readonly kid: string
  readonly signature: string
}

/** Signs chains. Leaves out a chain that has grown meanwhile. */
export async function signChains(db: Db<AuditTables>, chains: readonly (ChainRow & Signed)[]): Promise<void> {
  await sql`
    update audit.chains chain set kid = signed.kid, signature = signed.signature
    from unnest(${chains.map(({ cell }) => cell)}::int[], ${chains.map((chain) => chain.recorded_on)}::date[],
      ${chains.map(({ kind }) => kind)}::text[], ${chains.map(({ length }) => length)}::int[],
      ${chains.map(({ kid }) => kid)}::text[], ${chains.map(({ signature }) => signature)}::text[])
      signed (cell, recorded_on, kind, length, kid, signature)
    where chain.cell = signed.cell and chain.recorded_on = signed.recorded_on and chain.kind = signed.kind
      and chain.length = signed.length and chain.signature is null`.execute(db)
}

/** The first day with a chain; undefined when nothing was ever recorded. */
export async function findFirstDay(db: Db<AuditTables>): Promise<string | undefined> {
  const row = await db
    .selectFrom('audit.chains')
    .select('recorded_on')
    .orderBy('recorded_on')
    .limit(1)
    .executeTakeFirst()
  return row?.recorded_on
}

/** Lists the chains of one day in the order of their districts. */
export async function listChains(db: Db<AuditTables>, day: string): Promise<ChainRow[]> {
  return db
    .selectFrom('audit.chains')
    .selectAll()
    .where('recorded_on', '=', day)
    .orderBy('cell')
    .orderBy('kind')
    .execute()
}

export async function findLastDay(db: Db<AuditTables>): Promise<DayRow | undefined> {
  return db.selectFrom('audit.days').selectAll().orderBy('day', 'desc').limit(1).executeTakeFirst()
}

/** Lists all signed days, the first one first: one row a day. */
export async function listDays(db: Db<AuditTables>): Promise<DayRow[]> {
  return db.selectFrom('audit.days').selectAll().orderBy('day').execute()
}

/** Lists the days with a chain or a signature, the first one first. */
export async function listDaysToWalk(
  db: Db<AuditTables>,
  { from, until }: { from: string; until: string },
): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`
    select recorded_on as day from audit.chains where recorded_on between ${from} and ${until}
    union select day from audit.days where day between ${from} and ${until} order by day`.execute(db)
  return rows.map(({ day }) => day)
}

/** Keeps a signed day; gives false when another process has kept it. */
export async function insertDay(tx: Tx<AuditTables>, day: DayRow): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('audit.days')
    .values(day)
    .onConflict((conflict) => conflict.column('day').doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function keepSigningKey(
  db: Db<AuditTables>,
  { kid, publicKey, now }: { kid: string; publicKey: object; now: Date },
): Promise<void> {
  await db
    .insertInto('audit.signing_keys')
    .values({ kid, public_key: JSON.stringify(publicKey), kept_at: now })
    .onConflict((conflict) => conflict.column('kid').doNothing())
    .execute()
}

export async function listSigningKeys(db: Db<AuditTables>): Promise<{ kid: string; public_key: unknown }[]> {
  return db.selectFrom('audit.signing_keys').select(['kid', 'public_key']).execute()
}

const PORTION = 1_000

/** Gives the rows of a chain in the order of `seq`, in portions. */
export async function* readChain<Kind extends ChainKind>(
  db: Db<AuditTables>,
  { kind, cell, recorded_on }: { kind: Kind; cell: number; recorded_on: string },
): AsyncGenerator<(Kind extends 'reads' ? ReadRow : ChangeRow)[]> {
  let after = -1
  for (;;) {
    const { rows } = await sql<ReadRow | ChangeRow>`
      select * from ${sql.table(`audit.${kind}`)}
      where cell = ${cell} and recorded_on = ${recorded_on} and seq > ${after} order by seq limit ${PORTION}`.execute(
      db,
    )
    if (rows.length > 0) yield rows as (Kind extends 'reads' ? ReadRow : ChangeRow)[]
    if (rows.length < PORTION) return
    after = (rows.at(-1) as ReadRow).seq
  }
}

/** Finds a row whose chain is missing, in these days. */
export async function findLooseRow(
  db: Db<AuditTables>,
  kind: ChainKind,
  { from, until }: { from: string; until: string },
): Promise<{ cell: number; recorded_on: string; seq: number; id: string } | undefined> {
  const { rows } = await sql<{ cell: number; recorded_on: string; seq: number; id: string }>`
    select loose.cell, loose.recorded_on, loose.seq, loose.id from ${sql.table(`audit.${kind}`)} loose
    where loose.recorded_on between ${from} and ${until} and not exists (
      select from audit.chains chain
      where chain.cell = loose.cell and chain.recorded_on = loose.recorded_on and chain.kind = ${kind})
    order by loose.recorded_on, loose.cell, loose.seq limit 1`.execute(db)
  return rows[0]
}

export async function insertVerification(db: Db<AuditTables>, row: VerificationRow): Promise<void> {
  await db
    .insertInto('audit.verifications')
    .values({ ...row, fault: row.fault === null ? null : (JSON.stringify(row.fault) as never) })
    .execute()
}

/** Lists the last verifications, the newest first. */
export async function listVerifications(db: Db<AuditTables>, limit: number): Promise<VerificationRow[]> {
  return db
    .selectFrom('audit.verifications')
    .selectAll()
    .orderBy('ended_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .execute()
}
