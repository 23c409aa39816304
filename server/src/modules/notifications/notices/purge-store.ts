// The SQL that deletes old notices and messages. They are no health records: what they told stands with the bookings.
import type pg from 'pg'

const NOTICE_DAYS = 90
const INBOX_DAYS = 365
const PURGED_AT_ONCE = 2_000

/** Deletes notices and their tries 90 days after their end, and messages in Sehat after a year. */
export async function purgeOld(pool: pg.Pool, now: Date): Promise<void> {
  let purged = PURGED_AT_ONCE
  while (purged === PURGED_AT_ONCE) purged = await purgeNotices(pool, now)
  purged = PURGED_AT_ONCE
  while (purged === PURGED_AT_ONCE) purged = await purgeInbox(pool, now)
}

async function purgeNotices(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `with old as materialized (
       select cell, id from notifications.notices
       where ended_at < $1::timestamptz - make_interval(days => ${NOTICE_DAYS})
       order by ended_at limit ${PURGED_AT_ONCE}),
     tries as (
       delete from notifications.deliveries d using old where d.cell = old.cell and d.notice_id = old.id)
     delete from notifications.notices n using old where n.cell = old.cell and n.id = old.id`,
    [now],
  )
  return rowCount ?? 0
}

async function purgeInbox(pool: pg.Pool, now: Date): Promise<number> {
  const { rowCount } = await pool.query(
    `with old as materialized (
       select cell, account_id, notice_id from notifications.inbox
       where sent_at < $1::timestamptz - make_interval(days => ${INBOX_DAYS}) order by sent_at limit ${PURGED_AT_ONCE})
     delete from notifications.inbox i using old
     where i.cell = old.cell and i.account_id = old.account_id and i.notice_id = old.notice_id`,
    [now],
  )
  return rowCount ?? 0
}
