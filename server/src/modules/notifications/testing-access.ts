// The requests of notifications in the access test: wishes, messages in Sehat, the log, and receipts of a gateway.
import { cellOf, newId } from '../../platform/id.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { signatureHeaders } from '../../platform/signing.ts'
import { type AccessRow, get, type OpenAccess, on, row, type SmallWorld } from '../../testing/access-rows.ts'
import {
  insertInbox,
  insertNotices,
  type NewNotice,
  type NotificationsContext,
  RECEIPT_SECRET,
  receiptKeyOf,
} from './testing.ts'

const preferences = {
  ...{ language: 'hi', channels: ['sms', 'in-app'], quiet: { from: '22:00', until: '06:00' } },
  stopped: ['appointment-booked'],
}

/** A notice about a booking of the centre. Gives it with the id of the booking. */
async function makeNotice({ program, cell, facilityId }: SmallWorld) {
  const context = program.context('notifications') as NotificationsContext
  const bookingId = newId<'booking'>(cell)
  const now = context.clock.now()
  const notice: NewNotice = {
    ...{ id: newId<'notice'>(cell), event_id: newId(0), template: 'appointment-booked', params: {} },
    ...{ recipient_kind: 'patient', recipient: newId(cell), facility_id: facilityId as never, created_at: now },
    ...{ subject_kind: 'booking', subject_id: bookingId, subject_version: 1, due_at: now, expires_at: now },
  }
  await transaction(context.db, (tx) => insertNotices(tx, [notice]))
  return { context, notice, bookingId, now }
}

/** Puts a message into the inbox of every person, before the first request: a refused request must not write. */
async function tellEverybody(world: SmallWorld): Promise<string> {
  const { context, notice, now } = await makeNotice(world)
  const accountIds = Object.values(world.people).flatMap((person) => person?.accountId ?? [])
  await insertInbox(
    context.pool,
    [...new Set(accountIds)].map((accountId) => ({ ...notice, accountId })),
    now,
  )
  return notice.id
}

export const openAccess: OpenAccess = async (world) => {
  const messageId = await tellEverybody(world)
  return { records: recordsOf(world), rows: rowsOf(world, messageId) }
}

const recordsOf = (world: SmallWorld) => ({
  told: async () => (await makeNotice(world)).bookingId,
  /** The name that the gateway gave to a message. */
  async sent() {
    const { context, notice } = await makeNotice(world)
    const name = `gateway-${notice.id}`
    await context.pool.query(
      `insert into notifications.deliveries (cell, notice_id, attempt, channel, provider_id, status, at)
         values ($1, $2, 1, 'sms', $3, 'sent', now())`,
      [cellOf(notice.recipient), notice.id, name],
    )
    return name
  },
})

const rowsOf = (world: SmallWorld, messageId: string): Readonly<Record<string, AccessRow>> => ({
  'GET /v1/notifications/preferences': get('/v1/notifications/preferences'),
  'PUT /v1/notifications/preferences': row(() => ({ url: '/v1/notifications/preferences', body: preferences })),
  'GET /v1/notifications/inbox': get('/v1/notifications/inbox?language=hi&limit=5'),
  'POST /v1/notifications/inbox/:messageId/reading': get(`/v1/notifications/inbox/${messageId}/reading`),
  'GET /v1/notifications/log?subject=': on('/v1/notifications/log?subject=:id&limit=5', 'told', {
    whose: 'facility',
  }),
  'GET /v1/notifications/log?facility=': on('/v1/notifications/log?facility=:id&limit=5', 'facility', {
    whose: 'facility',
  }),
  'POST /v1/notifications/receipts/:channel': row(async (idOf) => ({
    url: '/v1/notifications/receipts/sms',
    body: { messageId: await idOf('sent'), status: 'delivered', code: 'DELIVRD' },
    headers: (body) => signatureHeaders([receiptKeyOf(RECEIPT_SECRET)], { id: newId(0), body, now: world.clock.now() }),
  })),
})
