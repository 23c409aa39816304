// The route of the log: what became of the messages about a booking or of a centre, without their texts.
import { Cursor, Instant, id, Limit, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { ChannelOfMessage, NoticeId, NoticeStatus, Template } from '../contract.ts'
import { toSubject } from '../notices/subjects.ts'
import type { DeliveryRow, NotificationsContext } from '../tables.ts'
import { type LoggedNotice, type LogOf, listNotices, listTries } from './store.ts'

const position = cursor({ id: NoticeId })

const Logged = object({
  noticeId: NoticeId,
  template: Template,
  status: NoticeStatus,
  reason: Type.Optional(Type.String({ description: 'Why it ended so, or why the last try was refused.' })),
  bookingId: Type.Optional(Type.String()),
  appointmentId: Type.Optional(Type.String()),
  createdAt: Instant,
  dueAt: Instant,
  endedAt: Type.Optional(Instant),
  tries: Type.Array(
    object({
      channel: ChannelOfMessage,
      status: oneOf(['sent', 'refused', 'delivered', 'undelivered']),
      code: Type.Optional(Type.String()),
      at: Instant,
      toLast4: Type.Optional(Type.String({ description: 'The last four digits of the phone.' })),
    }),
  ),
})

const toTry = ({ channel, status, code, at, to_last4 }: DeliveryRow): Static<typeof Logged>['tries'][number] => ({
  ...{ channel, status: status as 'sent', at: at.toISOString() },
  ...(code !== null && { code }),
  ...(to_last4 !== null && { toLast4: to_last4 }),
})

function toView(notice: LoggedNotice, tries: readonly DeliveryRow[]): Static<typeof Logged> {
  const { id: noticeId, template, status, reason, subject_kind, subject_id, created_at, due_at, ended_at } = notice
  return {
    ...{ noticeId, template, status, createdAt: created_at.toISOString(), dueAt: due_at.toISOString() },
    ...(reason !== null && { reason }),
    ...toSubject({ subject_kind, subject_id }),
    ...(ended_at !== null && { endedAt: ended_at.toISOString() }),
    tries: tries.filter((each) => each.notice_id === noticeId).map(toTry),
  }
}

function readLogOf({ subject, facility }: { subject?: string; facility?: string }): LogOf {
  if (subject !== undefined && facility === undefined) return { bookingId: subject }
  if (facility !== undefined && subject === undefined) return { facilityId: facility }
  throw invalidField('query/subject', 'give either `subject` or `facility`')
}

function ownerOf([first]: readonly LoggedNotice[]): { facilityId: string | undefined } {
  if (!first) throw new Problem(notFound)
  return { facilityId: first.facility_id ?? undefined }
}

export const logRoutes = (context: NotificationsContext) => (app: App) => {
  app.get(
    '/v1/notifications/log',
    {
      config: { access: may('delivery.read').at('record') },
      schema: {
        summary: 'See what became of messages',
        description:
          'The messages about a booking or an appointment (`subject`), or of a facility (`facility`), the newest ' +
          'first, with each try. The answer holds no text. A subject of which no message is known gives 404.',
        querystring: object({
          subject: Type.Optional(id('booking')),
          facility: Type.Optional(FacilityId),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(Logged) },
      },
    },
    async (request) => {
      const { limit } = request.query
      const of = readLogOf(request.query)
      const before = position.read(request.query.cursor)?.id
      // The log of a facility may be empty. A booking without messages belongs to nobody that we know.
      if ('facilityId' in of) request.permit(of)
      const found = await listNotices(context.pool, of, { before, limit: limit + 1 })
      if ('bookingId' in of) request.permit(ownerOf(found))
      const { shown, next } = cutPage(found, limit, position.write)
      const tries = await listTries(context.pool, shown)
      return { items: shown.map((notice) => toView(notice, tries)), ...next }
    },
  )
}
