// The SQL of all that notifications keeps of a person: giving it out, and deleting it.
import type pg from 'pg'
import { cellOf } from '../../../platform/id.ts'
import { NEXT_DOSE } from '../notices/subjects.ts'
import type { DeliveryRow, InboxRow, NoticeRow } from '../tables.ts'

/** More rows than a family gets until the oldest ones go. */
const ROWS_MAX = 10_000

export interface PersonIds {
  readonly accountId: string
  readonly patientIds: readonly string[]
}

/** All messages of an account in Sehat, the newest first. */
export async function listMessages(pool: pg.Pool, accountId: string): Promise<InboxRow[]> {
  const { rows } = await pool.query<InboxRow>(
    `select * from notifications.inbox where cell = $1 and account_id = $2
     order by sent_at desc, notice_id desc limit ${ROWS_MAX}`,
    [cellOf(accountId), accountId],
  )
  return rows
}

export type SentTry = Pick<DeliveryRow, 'at' | 'channel' | 'to_last4' | 'status'> & Pick<NoticeRow, 'template'>

/** All tries to send something to these recipients, the newest first. */
export async function listSentTries(pool: pg.Pool, recipients: readonly string[]): Promise<SentTry[]> {
  const { rows } = await pool.query<SentTry>(
    `select d.at, d.channel, d.to_last4, d.status, n.template
     from unnest($1::int[], $2::uuid[]) person (cell, id)
     join notifications.notices n on n.cell = person.cell and n.recipient = person.id
     join notifications.deliveries d on d.cell = n.cell and d.notice_id = n.id
     order by d.at desc, d.notice_id, d.attempt limit ${ROWS_MAX}`,
    [recipients.map(cellOf), recipients],
  )
  return rows
}

/** Deletes messages, notices with their tries, wishes, and what reminders say of next doses. A repeat is harmless. */
export async function erasePerson(pool: pg.Pool, { accountId, patientIds }: Partial<PersonIds>): Promise<void> {
  const accountIds = accountId === undefined ? [] : [accountId]
  const everybody = [...accountIds, ...(patientIds ?? [])]
  await pool.query(
    `with gone as (
       delete from notifications.notices n using unnest($1::int[], $2::uuid[]) person (cell, id)
       where n.cell = person.cell and n.recipient = person.id returning n.cell, n.id)
     delete from notifications.deliveries d using gone where d.cell = gone.cell and d.notice_id = gone.id`,
    [everybody.map(cellOf), everybody],
  )
  // The id of such a subject begins with that of the patient (nextDoseKey). The exclamation mark follows the space.
  await pool.query(
    `delete from notifications.subjects s using unnest($1::int[], $2::text[]) person (cell, id)
     where s.cell = person.cell and s.kind = '${NEXT_DOSE}' and s.id >= person.id || ' ' and s.id < person.id || '!'`,
    [(patientIds ?? []).map(cellOf), patientIds ?? []],
  )
  const account = [accountIds.map(cellOf), accountIds]
  await pool.query(
    `delete from notifications.inbox i using unnest($1::int[], $2::uuid[]) person (cell, id)
     where i.cell = person.cell and i.account_id = person.id`,
    account,
  )
  await pool.query(
    `delete from notifications.people p using unnest($1::int[], $2::uuid[]) person (cell, id)
     where p.cell = person.cell and p.account_id = person.id`,
    account,
  )
}
