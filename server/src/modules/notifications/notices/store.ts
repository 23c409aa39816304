// The SQL of notices: adds them, leases those that are due, and writes what became of them.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import type { ChannelName } from '../../../platform/ports/channels.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { overRecords, type RecordOf } from '../../../platform/postgres/records.ts'
import type { NoticeId, NoticeStatus } from '../contract.ts'
import type { NoticeRow, NotificationsTables } from '../tables.ts'

type New = Omit<NoticeRow, 'cell' | 'status' | 'reason' | 'channel' | 'ended_at' | 'leased_until'>
export type NewNotice = Omit<New, 'channel_tries' | 'attempts' | 'lease'>

/** Adds notices. One that the same event made already for this template and recipient stays as it is. */
export async function insertNotices(tx: Tx<NotificationsTables>, notices: readonly NewNotice[]): Promise<void> {
  if (notices.length === 0) return
  await tx
    .insertInto('notifications.notices')
    .values(
      notices.map((notice) => ({
        ...notice,
        cell: cellOf(notice.recipient),
        params: JSON.stringify(notice.params),
        status: 'WAITING' as const,
      })),
    )
    .onConflict((conflict) => conflict.columns(['cell', 'event_id', 'template', 'recipient']).doNothing())
    .execute()
}

const CLAIMED = `n.cell, n.id, n.template, n.recipient_kind, n.recipient, n.params, n.subject_kind, n.subject_id,
  n.subject_version, n.expires_at, n.channel, n.channel_tries, n.attempts, n.lease`

export type ClaimedNotice = Pick<
  NoticeRow,
  | 'cell'
  | 'id'
  | 'template'
  | 'recipient_kind'
  | 'recipient'
  | 'params'
  | 'subject_kind'
  | 'subject_id'
  | 'subject_version'
  | 'expires_at'
  | 'channel'
  | 'channel_tries'
  | 'attempts'
  | 'lease'
>

// The update looks at the row again under its lock. So two workers that pick the same notice do not both get it.
// A look-up by key says "is not distinct from", because "status = 'WAITING'" lets the planner read the index of all
// waiting notices instead: few when it plans, and a million in the morning, when the quiet hours end.
// The clock of Sehat says when a notice is due. Leases follow the clock of the database, which all workers share.
const LEASE = `set status = 'SENDING', lease = n.lease + 1, leased_until = now() + make_interval(secs => $2)`
const CLAIM_DUE = {
  name: 'notifications-claim-due',
  text: `with due as materialized (
      select cell, id from notifications.notices where status = 'WAITING' and due_at <= $3 order by due_at limit $1)
    update notifications.notices n ${LEASE} from due
    where n.cell = due.cell and n.id = due.id and n.status is not distinct from 'WAITING' and n.due_at <= $3
    returning ${CLAIMED}`,
}
const CLAIM_LOST = {
  name: 'notifications-claim-lost',
  text: `with lost as materialized (
      select cell, id from notifications.notices where status = 'SENDING' and leased_until < now()
      order by leased_until limit $1)
    update notifications.notices n ${LEASE} from lost
    where n.cell = lost.cell and n.id = lost.id and n.status is not distinct from 'SENDING' and n.leased_until < now()
    returning ${CLAIMED}`,
}

/** Leases up to `limit` notices that are due. */
export async function claimDue(
  pool: pg.Pool,
  limit: number,
  leaseSeconds: number,
  now: Date,
): Promise<ClaimedNotice[]> {
  const { rows } = await pool.query<ClaimedNotice>({ ...CLAIM_DUE, values: [limit, leaseSeconds, now] })
  return rows
}

/** Leases up to `limit` notices whose worker did not finish in time. */
export async function claimLost(pool: pg.Pool, limit: number, leaseSeconds: number): Promise<ClaimedNotice[]> {
  const { rows } = await pool.query<ClaimedNotice>({ ...CLAIM_LOST, values: [limit, leaseSeconds] })
  return rows
}

const RESULT = {
  cell: 'int',
  id: 'uuid',
  lease: 'int',
  status: 'text',
  reason: 'text?',
  due_at: 'timestamptz?',
  channel: 'text?',
  channel_tries: 'int',
  attempts: 'int',
} as const
export type NoticeResult = RecordOf<typeof RESULT> & {
  readonly status: NoticeStatus
  readonly id: NoticeId
  readonly channel: ChannelName | null
}

const TRY = {
  cell: 'int',
  notice_id: 'uuid',
  attempt: 'int',
  channel: 'text',
  provider_id: 'text?',
  status: 'text',
  code: 'text?',
  at: 'timestamptz',
  to_last4: 'text?',
} as const
export type Try = RecordOf<typeof TRY> & { readonly channel: ChannelName }

const updateNotices = overRecords(
  'notifications-record-results',
  RESULT,
  (results, now) => `update notifications.notices n
    set status = record.status, reason = record.reason, due_at = coalesce(record.due_at, n.due_at),
      channel = record.channel, channel_tries = record.channel_tries, attempts = record.attempts, leased_until = null,
      ended_at = case when record.status = 'WAITING' then null else ${now()} end
    from ${results} where n.cell = record.cell and n.id = record.id and n.lease = record.lease
      and n.status is not distinct from 'SENDING'
    returning n.id`,
)

const insertTries = overRecords(
  'notifications-insert-tries',
  TRY,
  (tries) => `insert into notifications.deliveries
      (cell, notice_id, attempt, channel, provider_id, status, code, at, to_last4)
    select cell, notice_id, attempt, channel, provider_id, status, code, at, to_last4 from ${tries}
    where exists (select from notifications.notices n where n.cell = record.cell and n.id = record.notice_id)
    on conflict (cell, notice_id, attempt) do nothing`,
)

/**
 * Writes the results of a batch and its tries. Leaves out a notice whose lease another worker has now: that worker says
 * what became of it. Leaves out all of a notice that went because its person closed the account. Gives the ids that
 * were written.
 */
export async function recordResults(
  pool: pg.Pool,
  results: readonly NoticeResult[],
  tries: readonly Try[],
  now: Date,
): Promise<ReadonlySet<string>> {
  const client = await pool.connect()
  try {
    await client.query('begin')
    // Locked in the order of the key, so that two batches do not block each other (deadlock).
    const sorted = results.toSorted((left, right) => left.cell - right.cell || (left.id < right.id ? -1 : 1))
    const { rows } = await client.query<{ id: string }>(updateNotices(sorted, now))
    if (tries.length > 0) await client.query(insertTries(tries))
    await client.query('commit')
    return new Set(rows.map(({ id }) => id))
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
