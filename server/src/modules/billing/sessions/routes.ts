// The routes of cash sessions: opening one, counting it, closing it, accepting it, and the lists.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Amount, Cursor, Instant, Limit, object, page, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { type Names, readNames } from '../naming.ts'
import type { BillingContext, CashSession } from '../tables.ts'
import { CashSessionId, SessionStatus } from './contract.ts'
import { DENOMINATIONS } from './rules.ts'
import { accept, close, count, open } from './steps.ts'
import { findSession, listSessions, sumCash } from './store.ts'

const Denominations = object(
  Object.fromEntries(
    DENOMINATIONS.map((paise) => [String(paise), Type.Optional(Type.Integer({ minimum: 0, maximum: 100_000 }))]),
  ),
  { description: 'How many notes and coins of each value, by the value in paise. What is left out is 0.' },
)

const Sum = Type.Integer({ description: 'Money in paise; below 0 when more went out than came in.' })

const SessionView = object({
  sessionId: CashSessionId,
  facilityId: FacilityId,
  counter: Type.String(),
  status: SessionStatus,
  openedBy: Type.String({ description: 'The account whose drawer it is.' }),
  openedByName: Type.Optional(Type.String({ description: 'Only in the list.' })),
  openedAt: Instant,
  floatPaise: Amount,
  cashPaise: { ...Sum, description: 'Cash that came in, less cash that went out.' },
  expectedPaise: { ...Sum, description: 'What the drawer must hold: the float and the cash.' },
  denominations: Type.Optional(Denominations),
  countedPaise: Type.Optional(Amount),
  differencePaise: Type.Optional({ ...Sum, description: 'What was counted, less what is expected.' }),
  reason: Type.Optional(Type.String()),
  handedTo: Type.Optional(Type.String()),
  closedAt: Type.Optional(Instant),
  acceptedBy: Type.Optional(Type.String()),
  acceptedByName: Type.Optional(Type.String({ description: 'Only in the list.' })),
  acceptedAt: Type.Optional(Instant),
})
type SessionView = Static<typeof SessionView>

const reason = text(500, { description: 'Why the drawer holds another sum.' })
const params = object({ sessionId: CashSessionId })

export const sessionRoutes = (context: BillingContext) => (app: App) => {
  addOpening(app, context)
  addCount(app, context)
  addClosure(app, context)
  addAcceptance(app, context)
  addLists(app, context)
}

function addOpening(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/sessions',
    {
      config: { access: may('drawer.keep').at('place'), needsKey: true },
      schema: {
        summary: 'Open a cash session',
        description: 'One for a person, and one for a counter. Needs an Idempotency-Key.',
        body: object({
          facilityId: FacilityId,
          counter: text(40, { description: 'The name of the counter, such as `Cash 1`.' }),
          floatPaise: { ...Amount, description: 'The cash in the drawer now.' },
        }),
        response: { 201: SessionView },
      },
    },
    async (request, reply) => {
      const { facilityId, counter, floatPaise } = request.body
      request.permit({ facilityId })
      const opening = { facilityId, cell: cellOf(facilityId), counter: tidyText(counter).normalize('NFC'), floatPaise }
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => toView(await open(tx, opening, origin), 0))
    },
  )
}

type SessionRequest = FastifyRequest<{ Params: Static<typeof params> }>

/** Finds the session of a request and permits staff of its facility. `isOwn`: only who opened it. */
async function findPermitted(context: BillingContext, request: SessionRequest, isOwn: boolean): Promise<CashSession> {
  const session = await findSession(context.db, request.params.sessionId)
  if (!session) throw new Problem(notFound)
  request.permit({ facilityId: session.facility_id, cell: session.cell })
  if (isOwn && session.opened_by !== actorOf(request).accountId) throw new Problem(notFound)
  return session
}

function addCount(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/sessions/:sessionId/count',
    {
      config: { access: may('drawer.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Count the drawer of a session',
        description: 'From now on it takes no money. It may be counted again until it is closed.',
        params,
        body: object({ denominations: Denominations }),
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const { id } = await findPermitted(context, request, true)
      const denominations = request.body.denominations as Record<string, number>
      return once(context, request, reply, 200, async (tx) => {
        const session = await count(tx, id, denominations)
        return toView(session, (await sumCash(tx, [id])).get(id) ?? 0)
      })
    },
  )
}

function addClosure(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/sessions/:sessionId/closure',
    {
      config: { access: may('drawer.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Close a session and hand its money over',
        description: 'A difference between drawer and books needs a reason, and is kept.',
        params,
        body: object({
          handedTo: text(100, { description: 'Who gets the money: the bank, the next shift, a person.' }),
          reason: Type.Optional(reason),
        }),
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const { id } = await findPermitted(context, request, true)
      const { handedTo, reason: why } = request.body
      const closing = { handedTo: tidyText(handedTo).normalize('NFC'), reason: why && tidyText(why).normalize('NFC') }
      const origin = originOfActor(request)
      return once(context, request, reply, 200, async (tx) => {
        const session = await close(tx, id, closing, origin)
        return toView(session, (session.expected_paise as number) - session.float_paise)
      })
    },
  )
}

function addAcceptance(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/sessions/:sessionId/acceptance',
    {
      config: { access: may('drawer.accept').at('record'), needsKey: true },
      schema: {
        summary: 'Accept the money of a closed session',
        description: 'By another person than the one whose drawer it was.',
        params,
        response: { 200: SessionView },
      },
    },
    async (request, reply) => {
      const { id } = await findPermitted(context, request, false)
      const { accountId } = actorOf(request)
      return once(context, request, reply, 200, async (tx) => {
        const session = await accept(tx, id, accountId)
        return toView(session, (session.expected_paise as number) - session.float_paise)
      })
    },
  )
}

const position = cursor({ sessionId: CashSessionId })

function addLists(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/sessions',
    {
      config: { access: may('drawer.read').at('place') },
      schema: {
        summary: 'List cash sessions',
        description: 'Who accepts sessions sees those of the facility, others see their own. The newest come first.',
        querystring: object({
          facility: FacilityId,
          open: Type.Boolean({ default: false, description: 'True: only those that are not closed.' }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(SessionView) },
      },
    },
    async (request) => {
      const { facility, open: isOpen, limit, cursor: from } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const openedBy = request.holds('drawer.accept') ? undefined : actorOf(request).accountId
      const part = { isOpen, openedBy, before: position.read(from)?.sessionId, limit: limit + 1 }
      const found = await listSessions(context.db, facility, part)
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ sessionId: id }))
      const cash = await sumCash(
        context.db,
        shown.map(({ id }) => id),
      )
      const people = shown.flatMap(({ opened_by, accepted_by }) => [opened_by, accepted_by])
      const names = await readNames(context, people)
      const items = shown.map((session) => toNamedView(session, cash.get(session.id) ?? 0, names))
      return { items, ...next }
    },
  )
}

function toNamedView(session: CashSession, cashPaise: number, names: Names): SessionView {
  const [openedByName, acceptedByName] = [names.get(session.opened_by), names.get(session.accepted_by ?? '')]
  return {
    ...toView(session, cashPaise),
    ...(openedByName !== undefined && { openedByName }),
    ...(acceptedByName !== undefined && { acceptedByName }),
  }
}

function toView(session: CashSession, cashPaise: number): SessionView {
  const expectedPaise = session.float_paise + cashPaise
  const counted = session.counted_paise
  return {
    ...{ sessionId: session.id, facilityId: session.facility_id, counter: session.counter, status: session.status },
    ...{ openedBy: session.opened_by, openedAt: session.opened_at.toISOString(), floatPaise: session.float_paise },
    ...{ cashPaise, expectedPaise },
    ...(session.denominations !== null && { denominations: session.denominations }),
    ...(counted !== null && { countedPaise: counted, differencePaise: counted - expectedPaise }),
    ...(session.reason !== null && { reason: session.reason }),
    ...(session.handed_to !== null && { handedTo: session.handed_to }),
    ...(session.closed_at !== null && { closedAt: session.closed_at.toISOString() }),
    ...(session.accepted_by !== null && { acceptedBy: session.accepted_by }),
    ...(session.accepted_at !== null && { acceptedAt: session.accepted_at.toISOString() }),
  }
}
