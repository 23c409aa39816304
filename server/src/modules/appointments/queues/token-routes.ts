// The routes of tokens: call the next, and record what becomes of a person in the queue.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { object, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import type { AppointmentsContext, AppointmentsTables, Token } from '../tables.ts'
import { permitQueue, permitToken } from './access.ts'
import { act, callNext, transfer } from './acts.ts'
import { QueueId, Room, type TokenEvent, TokenId } from './contract.ts'
import { findQueue, findToken, type ShownQueue } from './store.ts'
import { TokenView, toTokenView } from './token-views.ts'

export const tokenRoutes = (context: AppointmentsContext) => (app: App) => {
  addCalls(app, context)
  for (const one of ACTS) addAct(app, context, one)
  addService(app, context)
  addTransfer(app, context)
}

const Called = object({
  called: Type.Optional({ ...TokenView, description: 'Who is called now. Left out when nobody waits.' }),
})

function addCalls(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/queues/:queueId/calls',
    {
      config: { access: may('queue.serve').at('record') },
      schema: {
        summary: 'Call the next person to a room',
        description:
          'Whose turn it is, or the person of `tokenId` out of turn. The usual room of the doctor is left out. Takes ' +
          'an Idempotency-Key: repeat a lost answer with the same key, or a second person is called.',
        params: object({ queueId: QueueId }),
        body: object({ room: Type.Optional(Room), tokenId: Type.Optional(TokenId) }),
        response: { 200: Called },
      },
    },
    async (request, reply) => {
      const queue = await permitQueue(context, request, request.params.queueId)
      const { room = queue.usual_room, tokenId } = request.body
      if (room === null) throw invalidField('/room', 'is missing: say to which room the person is called')
      const calling = { room, tokenId, origin: originOf(request) }
      return once(context, request, reply as never, 200, async (tx) => {
        const token = await callNext(tx, queue.id, calling)
        return token ? { called: toTokenView(token, queue) } : {}
      })
    },
  )
}

const params = object({ tokenId: TokenId })
const schema = { params, response: { 200: TokenView } }

type TokenRequest = FastifyRequest<{ Params: Static<typeof params> }>
type Step = (tx: Tx<AppointmentsTables>, request: TokenRequest) => Promise<Token | undefined>

/** A handler that changes a token once for each Idempotency-Key. */
const change = (context: AppointmentsContext, step: Step) => async (request: TokenRequest, reply: FastifyReply) => {
  const { tokenId } = request.params
  await permitToken(context, request, tokenId)
  return once(context, request, reply, 200, async (tx): Promise<TokenView> => {
    const token = (await step(tx, request)) ?? ((await findToken(tx, tokenId)) as Token)
    return toTokenView(token, (await findQueue(tx, token.queue_id)) as ShownQueue)
  })
}

interface Act {
  readonly path: string
  readonly event: TokenEvent
  readonly power: 'queue.serve' | 'queue.receive'
  readonly summary: string
  readonly description?: string
}

const ACTS: readonly Act[] = [
  {
    ...{ path: 'recall', event: 'recall', power: 'queue.serve', summary: 'Call a person again' },
    description: 'Three times at most, a minute apart.',
  },
  {
    ...{ path: 'absence', event: 'skip', power: 'queue.serve', summary: 'Record that a called person did not come' },
    description: 'The room is free again. The person may come back twice.',
  },
  {
    ...{ path: 'return', event: 'back', power: 'queue.receive', summary: 'Let a missed person wait again' },
    description: 'The turn comes after two others.',
  },
  {
    ...{ path: 'pause', event: 'pause', power: 'queue.serve', summary: 'Send a person for a test, to come back' },
    description: 'The person keeps the number and waits with priority.',
  },
  {
    ...{ path: 'completion', event: 'finish', power: 'queue.serve', summary: 'Record that a person was served' },
    description: 'It completes the appointment of the token too. The length of the turn counts for the estimate.',
  },
  {
    ...{ path: 'cancellation', event: 'end', power: 'queue.receive', summary: 'End a token' },
    description: 'The person has left, or the number was given by mistake. An appointment stays as it is.',
  },
]

function addAct(app: App, context: AppointmentsContext, { path, event, power, ...words }: Act): void {
  app.post(
    `/v1/appointments/tokens/:tokenId/${path}`,
    { config: { access: may(power).at('record') }, schema: { ...words, ...schema } },
    change(context, async (tx, request) => {
      await act(tx, request.params.tokenId, event, { origin: originOf(request) })
      return undefined
    }),
  )
}

function addService(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/tokens/:tokenId/service',
    {
      config: { access: may('queue.serve').at('record') },
      schema: {
        summary: 'Record that a person is being served',
        description: 'Also without a call. It begins the consultation of an appointment.',
        ...{ ...schema, body: object({ room: Type.Optional(Room) }) },
      },
    },
    change(context, async (tx, request) => {
      const { room } = request.body as { room?: string }
      await act(tx, request.params.tokenId, 'start', { origin: originOf(request), room })
      return undefined
    }),
  )
}

function addTransfer(app: App, context: AppointmentsContext): void {
  app.post(
    '/v1/appointments/tokens/:tokenId/transfer',
    {
      config: { access: may('queue.receive').at('record', { hasTarget: true }) },
      schema: {
        summary: 'Send a person to another queue of the hospital',
        description: 'The lane and the time of the arrival stay. The answer is the new number.',
        ...{ ...schema, body: object({ queueId: QueueId }) },
      },
    },
    async (request, reply) => {
      const { queueId } = request.body
      const { queue } = await permitToken(context, request, request.params.tokenId)
      const target = await findQueue(context.db, queueId)
      if (!target) throw new Problem(notFound, { detail: 'There is no such queue' })
      request.permitTarget({ facilityId: target.facility_id }, '/queueId')
      if (target.facility_id !== queue.facility_id) throw invalidField('/queueId', 'is a queue of another hospital')
      if (target.id === queue.id) throw invalidField('/queueId', 'is the queue in which the person waits')
      return change(context, (tx) => transfer(tx, request.params.tokenId, queueId, originOf(request)))(
        request,
        reply as unknown as FastifyReply,
      )
    },
  )
}
