// The SQL of every giving engine: for stored answers to requests with an Idempotency-Key, and for events.
import type pg from 'pg'
import { cellOf } from '../id.ts'
import { type Repeatable, replay } from '../idempotency.ts'
import { overRecords, type RecordOf, type Statement } from '../postgres/records.ts'
import type { Given } from './giving.ts'

const KEY = { cell: 'int', account_id: 'uuid', key: 'text' } as const
const ANSWER = { ...KEY, fingerprint: 'text', answer: 'json' } as const
const EVENT = { cell: 'int', id: 'uuid', name: 'text', body: 'json' } as const

export type KeyRecord = RecordOf<typeof KEY>
export type AnswerRecord = RecordOf<typeof ANSWER>

export interface StoredAnswer<Outcome> {
  readonly account_id: string
  readonly key: string
  readonly fingerprint: string
  readonly answer: Outcome
}

export interface GivingStatements {
  readonly listAnswers: Statement<typeof KEY>
  readonly insertAnswers: Statement<typeof ANSWER>
  readonly insertEvents: Statement<typeof EVENT>
}

/** The constraint that fails when a second transaction stores an answer for the same key. */
export const KEY_TAKEN = 'idempotency_keys_pk'

const STATUS = 201

/** The statements for one module's tables. They write keys in order, so that two batches never wait in a circle. */
export function givingStatements(module: string): GivingStatements {
  return {
    listAnswers: overRecords(
      'giving-list-answers',
      KEY,
      (keys) => `select stored.account_id, stored.key, stored.fingerprint, stored.answer
        from ${keys} join ${module}.idempotency_keys stored on stored.cell = record.cell
          and stored.account_id = record.account_id and stored.key = record.key`,
    ),
    insertAnswers: overRecords(
      'giving-insert-answers',
      ANSWER,
      (answers, now) => `insert into ${module}.idempotency_keys
          (cell, account_id, key, fingerprint, status, answer, created_at)
        select cell, account_id, key, fingerprint, ${STATUS}, answer, ${now()} from ${answers}
        order by cell, account_id, key`,
    ),
    insertEvents: overRecords(
      'giving-insert-events',
      EVENT,
      (events, now) => `insert into ${module}.outbox (cell, id, name, body, created_at)
        select cell, id, name, body, ${now()} from ${events}`,
    ),
  }
}

export const toKeyRecord = ({ accountId, key }: Repeatable): KeyRecord => ({
  cell: cellOf(accountId),
  account_id: accountId,
  key,
})

/** The stored answers to repeated requests, in the order of the keys. It takes no locks. */
export async function listAnswers<Outcome>(
  pool: pg.Pool,
  statements: GivingStatements,
  keys: readonly KeyRecord[],
): Promise<{ stored: StoredAnswer<Outcome> | undefined }[]> {
  const { rows } = await pool.query<StoredAnswer<Outcome>>(statements.listAnswers(keys))
  const found = new Map(rows.map((stored) => [`${stored.account_id} ${stored.key}`, stored]))
  return keys.map(({ account_id, key }) => ({ stored: found.get(`${account_id} ${key}`) }))
}

/** The stored answer. Throws when the key was used for another request. */
export function toReplay<Outcome>(stored: StoredAnswer<Outcome>, { fingerprint }: Repeatable): Given<Outcome> {
  return { outcome: replay(stored, fingerprint).answer, replayed: true }
}
