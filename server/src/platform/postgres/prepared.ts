// Gives the statements of Kysely names, so that PostgreSQL parses and plans each once a connection and not each time.
import { hash } from 'node:crypto'
import type { PostgresPool, PostgresPoolClient } from 'kysely'
import type pg from 'pg'

/** A statement that comes rarely is not worth the memory that each connection would keep for it. */
const USES_MIN = 3
/** Lists of values make many texts of one statement. Longer texts are such lists. */
const LENGTH_MAX = 4_000
const KNOWN_MAX = 2_000

/** How often each text came, until it has a name. */
const known = new Map<string, number | string>()
/** Counts how often the tables changed below the plans. A new name makes a new plan. */
let generation = 0

function nameOf(text: string): string | undefined {
  if (text.length > LENGTH_MAX) return undefined
  const found = known.get(text) ?? 0
  if (typeof found === 'string') return found
  if (found + 1 >= USES_MIN) {
    const name = `k${generation}-${hash('sha1', text, 'base64url')}`
    known.set(text, name)
    return name
  }
  if (known.size >= KNOWN_MAX) for (const [other, use] of known) if (typeof use === 'number') known.delete(other)
  if (known.size < KNOWN_MAX) known.set(text, found + 1)
  return undefined
}

/**
 * Whether a table got other columns after a statement was prepared, as happens when a newer version of Sehat starts
 * beside this one. The statement did nothing, and works under another name.
 */
export function isOutdatedPlan(error: unknown): boolean {
  const { code, routine } = error as { code?: unknown; routine?: unknown }
  return code === '0A000' && routine === 'RevalidateCachedQuery'
}

function forgetPlans(): void {
  generation++
  known.clear()
}

type Query = (text: string, values: readonly unknown[]) => Promise<pg.QueryResult>

const BEGINS = /^(begin|start transaction)/
const ENDS = /^(commit|rollback)$/

/** Sends statements by their names. Inside a transaction an outdated plan ends it, and `again` does it anew. */
function namedQuery(client: pg.PoolClient): Query {
  let isInTransaction = false
  const send = (text: string, values: readonly unknown[]): Promise<pg.QueryResult> => {
    const name = nameOf(text)
    return client.query({ ...(name !== undefined && { name }), text, values: [...values] })
  }
  return async (text, values) => {
    if (values.length === 0) {
      isInTransaction = BEGINS.test(text) || (isInTransaction && !ENDS.test(text))
      return client.query(text)
    }
    try {
      return await send(text, values)
    } catch (error) {
      if (!isOutdatedPlan(error)) throw error
      forgetPlans()
      if (isInTransaction) throw error
      return send(text, values)
    }
  }
}

/** The pool for Kysely. Pools and clients are those of `pool`, so limits and metrics stay as they are. */
export function preparing(pool: pg.Pool): PostgresPool {
  const clients = new WeakMap<pg.PoolClient, { query: Query; release: () => void }>()
  return {
    async connect() {
      const client = await pool.connect()
      const named = clients.get(client) ?? { query: namedQuery(client), release: () => client.release() }
      clients.set(client, named)
      // Kysely asks for cursors only when it has a class for them, and it has none here.
      return named as unknown as PostgresPoolClient
    },
    end: () => pool.end(),
  }
}
