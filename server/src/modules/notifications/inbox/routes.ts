// The routes of the messages in Sehat: everybody with an account lists them and marks them as read.
import { access, actorOf } from '../../../platform/access.ts'
import { Cursor, Instant, Limit, object, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { Language, NoticeId, Template } from '../contract.ts'
import { toSubject } from '../notices/subjects.ts'
import { getWishes } from '../preferences/store.ts'
import type { InboxRow, NotificationsContext } from '../tables.ts'
import { render } from '../templates/rules.ts'
import { countUnread, listInbox, setRead, UNREAD_MAX } from './store.ts'

const position = cursor({ sentAt: Instant, noticeId: NoticeId })

const Message = object({
  messageId: NoticeId,
  template: Template,
  text: Type.String(),
  sentAt: Instant,
  readAt: Type.Optional(Instant),
  bookingId: Type.Optional(Type.String({ description: 'The booking that the message speaks of.' })),
  appointmentId: Type.Optional(Type.String({ description: 'The appointment with a doctor that it speaks of.' })),
})

const toView = (row: InboxRow, language: 'en' | 'hi') => ({
  messageId: row.notice_id,
  template: row.template,
  text: render(row.template, row.params, language).text,
  sentAt: row.sent_at.toISOString(),
  ...(row.read_at && { readAt: row.read_at.toISOString() }),
  ...toSubject(row),
})

export const inboxRoutes = (context: NotificationsContext) => (app: App) => {
  const { pool, clock } = context
  app.get(
    '/v1/notifications/inbox',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'List my messages',
        description: 'The newest first. Without `language` the texts are in the language of the preferences.',
        querystring: object({ language: Type.Optional(Language), limit: Limit, cursor: Type.Optional(Cursor) }),
        response: {
          200: object({
            items: Type.Array(Message),
            unread: Type.Integer({ description: `How many messages are not read yet; at most ${UNREAD_MAX}.` }),
            nextCursor: Type.Optional(Cursor),
          }),
        },
      },
    },
    async (request) => {
      const { accountId } = actorOf(request)
      const { limit, language } = request.query
      const before = position.read(request.query.cursor)
      const [found, unread, wishes] = await Promise.all([
        listInbox(pool, accountId, { before, limit: limit + 1 }),
        countUnread(pool, accountId),
        language ? { language } : getWishes(pool, accountId),
      ])
      const { shown, next } = cutPage(found, limit, ({ sent_at, notice_id }) =>
        position.write({ sentAt: sent_at.toISOString(), noticeId: notice_id }),
      )
      return { items: shown.map((row) => toView(row, wishes.language)), unread, ...next }
    },
  )
  app.post(
    '/v1/notifications/inbox/:messageId/reading',
    {
      config: { access: access.signedIn },
      schema: {
        summary: 'Mark one of my messages as read',
        description: 'A repeat changes nothing.',
        params: object({ messageId: NoticeId }),
        response: { 200: object({ readAt: Instant }) },
      },
    },
    async (request) => {
      const readAt = await setRead(pool, actorOf(request).accountId, request.params.messageId, clock.now())
      if (!readAt) throw new Problem(notFound)
      return { readAt: readAt.toISOString() }
    },
  )
}
