// Repeated requests: the same Idempotency-Key and body get the stored answer, which the first request stored with its
// effect in one transaction.
import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { type Kysely, sql } from 'kysely'
import { actorOf } from './access.ts'
import type { Clock } from './clock.ts'
import { cellOf } from './id.ts'
import type { Keys } from './keys.ts'
import { type Db, type Tx, transaction } from './postgres/db.ts'
import { idempotencyKeyNeeded, idempotencyKeyReused, invalidField, Problem, requestInProgress } from './problem.ts'

const KEY_FORM = /^[\x21-\x7e]{1,128}$/

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route moves money or stock: a request without an Idempotency-Key is refused. */
    needsKey?: true
  }
}

/** Refuses a request without an Idempotency-Key at each route that says `needsKey`. */
export function enforceKeys(app: FastifyInstance): void {
  app.addHook('preValidation', (request, _reply, done) => {
    const { needsKey } = request.routeOptions.config
    const isMissing = needsKey && request.headers['idempotency-key'] === undefined
    done(isMissing ? new Problem(idempotencyKeyNeeded) : undefined)
  })
}

/** The key of a request, with a digest of what the request asks for. */
export interface Repeatable {
  readonly accountId: string
  readonly key: string
  readonly fingerprint: string
}

/** Throws when the value is not a valid Idempotency-Key. */
export function requireKey(key: unknown): asserts key is string {
  if (typeof key === 'string' && KEY_FORM.test(key)) return
  throw invalidField('header/idempotency-key', 'must be 1 to 128 visible ASCII characters')
}

/**
 * The key and digest of a request; undefined when the client sent no key. Pass `keys` when the body may hold a password
 * or a national id: the digest is then keyed, because somebody could guess these from a plain digest.
 */
export function repeatableOf(request: FastifyRequest, keys?: Keys): Repeatable | undefined {
  const key = request.headers['idempotency-key']
  if (key === undefined) return undefined
  requireKey(key)
  const asked = `${request.method} ${request.url}\n${JSON.stringify(request.body ?? null)}`
  const fingerprint = keys ? keys.hash('request', asked) : hash('sha256', asked, 'base64')
  return { accountId: actorOf(request).accountId, key, fingerprint }
}

interface Stored {
  fingerprint: string
  status: number
  answer: unknown
}

/**
 * Does `work` once for a key, and stores its answer in the same transaction. A repeat gets the stored answer. Another
 * request with the same key gets 422. A repeat while the first request still runs gets 409. A refusal is not stored,
 * because a refused request changes nothing.
 */
export async function once<Tables, Answer>(
  { db, name, keys }: { db: Db<Tables>; name: string; keys: Keys },
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
  work: (tx: Tx<Tables>) => Promise<Answer>,
): Promise<Answer> {
  const repeatable = repeatableOf(request, keys)
  if (!repeatable) {
    const answer = await transaction(db, work)
    void reply.code(status)
    return answer
  }
  const { accountId, key, fingerprint } = repeatable
  const cell = cellOf(accountId)
  const table = sql.table(`${name}.idempotency_keys`)
  const outcome = await transaction(db, async (tx) => {
    const lock = await sql<{ taken: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${`${name} ${accountId} ${key}`}, 0)) as taken`.execute(tx)
    if (!lock.rows[0]?.taken) throw new Problem(requestInProgress, { retryAfterSeconds: 1 })
    const { rows } = await sql<Stored>`select fingerprint, status, answer from ${table}
      where cell = ${cell} and account_id = ${accountId} and key = ${key}`.execute(tx)
    if (rows[0]) return { ...replay(rows[0], fingerprint), replayed: true }
    const answer = await work(tx)
    await sql`insert into ${table} (cell, account_id, key, fingerprint, status, answer)
      values (${cell}, ${accountId}, ${key}, ${fingerprint}, ${status},
        ${JSON.stringify(answer ?? null)}::json)`.execute(tx)
    return { status, answer, replayed: false }
  })
  void reply.code(outcome.status)
  if (outcome.replayed) void reply.header('idempotent-replayed', 'true')
  return outcome.answer as Answer
}

/** The stored answer for a repeat. Throws when the key was used for another request. */
export function replay<Row extends { fingerprint: string }>(stored: Row, fingerprint: string): Row {
  if (stored.fingerprint !== fingerprint) throw new Problem(idempotencyKeyReused)
  return stored
}

export const IDEMPOTENCY_HOURS = 24
const HOUR_MS = 3_600_000

/**
 * Whether a request with this key has its answer already. A repeat gets that answer, and so it needs no second proof,
 * and uses up no second code. A key in its last hour does not count: the purge may delete it before the work reads it.
 */
export async function isAnswered<Tables>(
  { db, name, keys, clock }: { db: Db<Tables>; name: string; keys: Keys; clock: Clock },
  request: FastifyRequest,
): Promise<boolean> {
  const repeatable = repeatableOf(request, keys)
  if (!repeatable) return false
  const { accountId, key } = repeatable
  const since = new Date(clock.now().getTime() - (IDEMPOTENCY_HOURS - 1) * HOUR_MS)
  const { rows } = await sql`select 1 from ${sql.table(`${name}.idempotency_keys`)}
    where cell = ${cellOf(accountId)} and account_id = ${accountId} and key = ${key}
      and created_at > ${since}`.execute(db)
  return rows.length > 0
}

const PURGED_AT_ONCE = 5_000

interface Purged {
  readonly gone: number
  readonly last: string | null
}

/**
 * Deletes the keys of one module that are older than a day, and returns how many. An hour of heavy load leaves millions
 * of keys, and one statement cannot delete so many within its time limit. Each portion begins where the last one ended.
 * Deleted rows stay in the index for a while, so reading them in each portion would take quadratic time.
 */
export async function purgeIdempotencyKeys<Tables>(db: Kysely<Tables>, module: string): Promise<number> {
  const table = sql.table(`${module}.idempotency_keys`)
  let purged = 0
  let from: string | null = '-infinity'
  while (from !== null) {
    const portion: { rows: Purged[] } = await sql<Purged>`
      with due as materialized (
        select cell, account_id, key, created_at from ${table}
        where created_at >= ${from}::timestamptz
          and created_at < now() - make_interval(hours => ${IDEMPOTENCY_HOURS})
        order by created_at limit ${PURGED_AT_ONCE}),
      gone as (
        delete from ${table} k using due
        where k.cell = due.cell and k.account_id = due.account_id and k.key = due.key
          and k.created_at = due.created_at
        returning 1)
      select (select count(*) from gone) as gone, (select max(created_at)::text from due) as last`.execute(db)
    purged += portion.rows[0]?.gone ?? 0
    from = portion.rows[0]?.last ?? null
  }
  return purged
}
