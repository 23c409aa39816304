// SQL of reports on their way to operators: each is made once, whatever number of processes runs.
import { sql } from 'kysely'
import type pg from 'pg'
import type { Tx } from '../../../platform/postgres/db.ts'
import type { LinkageTables, ReportSendingRow } from '../tables.ts'
import type { Period } from './report-rules.ts'

/** Notes the report of this hour or day. False when another process has noted it. */
export async function claimSlot(tx: Tx<LinkageTables>, period: Period, slotAt: Date, stuck: number): Promise<boolean> {
  const { rows } = await sql`
    insert into linkage.reports (period, slot_at, stuck) values (${period}, ${slotAt}, ${stuck})
    on conflict do nothing returning 1`.execute(tx)
  return rows.length > 0
}

/** How many workflows were stuck in the last hourly report before this instant; 0 when there is none. */
export async function findStuckBefore(tx: Tx<LinkageTables>, slotAt: Date): Promise<number> {
  const { rows } = await sql<{ stuck: number }>`
    select stuck from linkage.reports where cell = 0 and period = 'hourly' and slot_at < ${slotAt}
    order by slot_at desc limit 1`.execute(tx)
  return rows[0]?.stuck ?? 0
}

export type NewSending = Pick<ReportSendingRow, 'id' | 'period' | 'slot_at' | 'channel' | 'text' | 'body'>

/** Adds a report for a channel. Older ones of the same period that still wait there are overtaken. */
export async function addSending(tx: Tx<LinkageTables>, sending: NewSending): Promise<void> {
  const { period, slot_at: slotAt, channel } = sending
  await sql`
    update linkage.report_sendings set status = 'overtaken', lease = lease + 1
    where cell = 0 and period = ${period} and channel = ${channel} and status = 'pending'
      and slot_at < ${slotAt}`.execute(tx)
  await tx.insertInto('linkage.report_sendings').values(sending).execute()
}

/** Forgets reports that are 90 days older than this one. */
export async function forgetReports(tx: Tx<LinkageTables>, slotAt: Date): Promise<void> {
  const first = new Date(slotAt.getTime() - 90 * 86_400_000)
  await sql`delete from linkage.report_sendings where slot_at < ${first}`.execute(tx)
  await sql`delete from linkage.reports where slot_at < ${first}`.execute(tx)
}

/** Takes the due reports, for a minute. Another process does not take them meanwhile. */
export async function claimSendings(pool: pg.Pool): Promise<ReportSendingRow[]> {
  const { rows } = await pool.query<ReportSendingRow>(
    `update linkage.report_sendings s set lease = s.lease + 1, tries = s.tries + 1,
       next_at = now() + interval '1 minute'
     from (select cell, id from linkage.report_sendings where status = 'pending' and next_at <= now()
       order by next_at limit 10 for update skip locked) due
     where s.cell = due.cell and s.id = due.id returning s.*`,
  )
  return rows
}

export interface Sent {
  readonly status: 'sent' | 'pending' | 'failed'
  readonly fault: string | null
  readonly pauseMs: number
}

/** Records one try, if the report is still ours. */
export async function recordSending(pool: pg.Pool, { cell, id, lease }: ReportSendingRow, sent: Sent): Promise<void> {
  await pool.query(
    `update linkage.report_sendings set status = $4, fault = $5, next_at = now() + make_interval(secs => $6)
     where cell = $1 and id = $2 and lease = $3 and status = 'pending'`,
    [cell, id, lease, sent.status, sent.fault, sent.pauseMs / 1_000],
  )
}
