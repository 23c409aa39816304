// The SQL of the messages in Sehat: adds them, lists them for their owner, and marks them as read.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import { overRecords } from '../../../platform/postgres/records.ts'
import type { NoticeId } from '../contract.ts'
import type { InboxRow, NoticeRow } from '../tables.ts'

const ENTRY = {
  cell: 'int',
  account_id: 'uuid',
  notice_id: 'uuid',
  template: 'text',
  params: 'json',
  subject_kind: 'text?',
  subject_id: 'text?',
} as const

const insertEntries = overRecords(
  'notifications-insert-inbox',
  ENTRY,
  (entries, now) => `insert into notifications.inbox
      (cell, account_id, notice_id, template, params, subject_kind, subject_id, sent_at)
    select cell, account_id, notice_id, template, params, subject_kind, subject_id, ${now()} from ${entries}
    on conflict (cell, account_id, notice_id) do nothing`,
)

export type Entry = Pick<NoticeRow, 'id' | 'template' | 'params' | 'subject_kind' | 'subject_id'> & {
  readonly accountId: string
}

/** Adds messages to the inboxes of their accounts. A message that is there already stays as it is. */
export async function insertInbox(pool: pg.Pool, entries: readonly Entry[], now: Date): Promise<void> {
  if (entries.length === 0) return
  const records = entries.map(({ accountId, id, params, ...rest }) => ({
    cell: cellOf(accountId),
    account_id: accountId,
    notice_id: id,
    params: JSON.stringify(params),
    template: rest.template,
    subject_kind: rest.subject_kind,
    subject_id: rest.subject_id,
  }))
  await pool.query(insertEntries(records, now))
}

export interface Position {
  readonly sentAt: string
  readonly noticeId: NoticeId
}

export async function listInbox(
  pool: pg.Pool,
  accountId: string,
  { before, limit }: { before: Position | undefined; limit: number },
): Promise<InboxRow[]> {
  const { rows } = await pool.query<InboxRow>({
    name: 'notifications-list-inbox',
    text: `select * from notifications.inbox where cell = $1 and account_id = $2
        and ($3::timestamptz is null or (sent_at, notice_id) < ($3, $4::uuid))
      order by sent_at desc, notice_id desc limit $5`,
    values: [cellOf(accountId), accountId, before?.sentAt ?? null, before?.noticeId ?? null, limit],
  })
  return rows
}

export const UNREAD_MAX = 99

/** How many messages the owner has not read; at most 99. */
export async function countUnread(pool: pg.Pool, accountId: string): Promise<number> {
  const { rows } = await pool.query<{ count: number }>({
    name: 'notifications-count-unread',
    text: `select count(*)::int as count from (select 1 from notifications.inbox
      where cell = $1 and account_id = $2 and read_at is null limit ${UNREAD_MAX}) unread`,
    values: [cellOf(accountId), accountId],
  })
  return rows[0]?.count ?? 0
}

/** Marks a message as read. Gives when it was first read; undefined when the account has no such message. */
export async function setRead(
  pool: pg.Pool,
  accountId: string,
  noticeId: NoticeId,
  now: Date,
): Promise<Date | undefined> {
  const { rows } = await pool.query<{ read_at: Date }>(
    `update notifications.inbox set read_at = coalesce(read_at, $4)
     where cell = $1 and account_id = $2 and notice_id = $3 returning read_at`,
    [cellOf(accountId), accountId, noticeId, now],
  )
  return rows[0]?.read_at
}
