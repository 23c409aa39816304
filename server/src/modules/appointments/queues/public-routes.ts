// The routes without sign-in: the board of a hospital, and a person's place in the queue by a signed link.
import type { FastifyReply } from 'fastify'
import { access } from '../../../platform/access.ts'
import { Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import { sendReady } from '../../../platform/http/ready-answers.ts'
import { unchanged } from '../../../platform/http/tagged.ts'
import type { App } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { BOARDS, type Boards } from './board.ts'
import { Label, linkOver, QUEUE_KINDS, QueueId, QueueStatus } from './contract.ts'
import { LINK_PATTERN, readLink } from './links.ts'
import { PLACES, type Places } from './places.ts'
import { Place, Serving } from './token-views.ts'

// Only for the documentation. The answer is text already, and nothing serialises it again.
const Board = object({
  asOf: Instant,
  facilityName: Type.String(),
  queues: Type.Array(
    object({
      queueId: QueueId,
      name: Type.String({ description: 'The doctor, or the department.' }),
      kind: oneOf(QUEUE_KINDS),
      letter: Type.String(),
      room: Type.Optional(Type.String({ description: 'The usual room.' })),
      status: QueueStatus,
      isOver: Type.Boolean({ description: 'The hours of the doctor are over for today.' }),
      delayMinutes: Type.Integer(),
      waiting: Type.Integer(),
      nowServing: Type.Array(Serving),
      next: Type.Array(Label, { description: 'Who comes next: three at most.' }),
    }),
  ),
})

export const publicQueueRoutes = (context: AppointmentsContext, boards: Boards, places: Places) => (app: App) => {
  app.get(
    `${BOARDS}:facilityId`,
    {
      config: { access: access.public },
      schema: {
        summary: 'Read the board of a hospital',
        description:
          'Numbers only: who is called to which room now, and who comes next. Everybody gets the same answer, which ' +
          'is at most a second old. So do not ask more often than once a second. Send the ETag back as If-None-Match.',
        params: object({ facilityId: FacilityId }),
        response: { 200: Board, ...unchanged },
      },
    },
    async (request, reply) => {
      const answer = await boards.answer(request.params.facilityId)
      return sendReady(request, reply as unknown as FastifyReply, answer)
    },
  )
  app.get(
    `${PLACES}:link`,
    {
      config: { access: access.public },
      schema: {
        summary: 'Read a place in the queue by its link',
        description:
          'The link stands on the slip. It names nobody, and it is over two hours after the end of the day. The ' +
          'answer is at most a second old. Send the ETag back as If-None-Match.',
        params: object({ link: Type.String({ pattern: LINK_PATTERN }) }),
        response: {
          200: object({ facilityId: FacilityId, facilityName: Type.String(), ...Place.properties }),
          ...unchanged,
        },
      },
    },
    async (request, reply) => {
      const { link } = request.params
      const read = readLink(context.keys, link)
      if (!read) throw new Problem(notFound)
      if (read.endsAt <= context.clock.now()) throw new Problem(linkOver)
      const answer = await places.answer(link, read)
      if (!answer) throw new Problem(notFound)
      return sendReady(request, reply as unknown as FastifyReply, answer)
    },
  )
}
