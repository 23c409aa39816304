// The SQL of deliveries: the log for staff, which holds no text, and what providers report later.
import type pg from 'pg'
import type { ChannelName } from '../../../platform/ports/channels.ts'
import type { NoticeId } from '../contract.ts'
import type { DeliveryRow, NoticeRow } from '../tables.ts'

export type LoggedNotice = Omit<NoticeRow, 'params'>

export type LogOf = { readonly bookingId: string } | { readonly facilityId: string }

const COLUMNS = `id, cell, template, status, reason, due_at, created_at, ended_at, facility_id, subject_kind,
  subject_id`

/** The notices about a booking, about an appointment, or of a facility, the newest first. */
export async function listNotices(
  pool: pg.Pool,
  of: LogOf,
  { before, limit }: { before: NoticeId | undefined; limit: number },
): Promise<LoggedNotice[]> {
  const where =
    'bookingId' in of ? `subject_kind in ('booking', 'appointment') and subject_id = $1` : 'facility_id = $1::uuid'
  const { rows } = await pool.query<LoggedNotice>(
    `select ${COLUMNS} from notifications.notices where ${where} and ($2::uuid is null or id < $2)
     order by id desc limit $3`,
    ['bookingId' in of ? of.bookingId : of.facilityId, before ?? null, limit],
  )
  return rows
}

/** The tries of these notices, in their order. */
export async function listTries(
  pool: pg.Pool,
  notices: readonly { cell: number; id: NoticeId }[],
): Promise<DeliveryRow[]> {
  if (notices.length === 0) return []
  const { rows } = await pool.query<DeliveryRow>(
    `select d.* from unnest($1::int[], $2::uuid[]) n (cell, id)
     join notifications.deliveries d on d.cell = n.cell and d.notice_id = n.id order by d.notice_id, d.attempt`,
    [notices.map(({ cell }) => cell), notices.map(({ id }) => id)],
  )
  return rows
}

export interface Receipt {
  readonly channel: ChannelName
  readonly providerId: string
  readonly isDelivered: boolean
  readonly code: string | null
  readonly now: Date
  readonly triesMax: number
}

/**
 * Writes what a provider reports. A message that did not arrive is due again, by the next channel. Only the first word
 * about a try counts, so a repeated or late receipt changes nothing. Gives false when no try has this name.
 */
export async function recordReceipt(pool: pg.Pool, receipt: Receipt): Promise<boolean> {
  const { channel, providerId, isDelivered, code, now, triesMax } = receipt
  const client = await pool.connect()
  try {
    await client.query('begin')
    const { rows } = await client.query<Pick<DeliveryRow, 'cell' | 'notice_id' | 'attempt' | 'status'>>(
      `select cell, notice_id, attempt, status from notifications.deliveries
       where channel = $1 and provider_id = $2 order by at desc limit 1`,
      [channel, providerId],
    )
    const tried = rows[0]
    if (tried?.status === 'sent') {
      const { rowCount } = await client.query(
        `update notifications.deliveries set status = $4, code = $5
         where cell = $1 and notice_id = $2 and attempt = $3 and status = 'sent'`,
        [tried.cell, tried.notice_id, tried.attempt, isDelivered ? 'delivered' : 'undelivered', code],
      )
      const change = isDelivered
        ? `set status = 'DELIVERED'`
        : `set status = 'WAITING', ended_at = null, due_at = $3, channel_tries = $4, reason = 'undelivered'`
      const values = [tried.cell, tried.notice_id, ...(isDelivered ? [] : [now, triesMax])]
      if (rowCount === 1) {
        await client.query(
          `update notifications.notices ${change} where cell = $1 and id = $2 and status = 'SENT'`,
          values,
        )
      }
    }
    await client.query('commit')
    return tried !== undefined
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw error
  } finally {
    client.release()
  }
}
