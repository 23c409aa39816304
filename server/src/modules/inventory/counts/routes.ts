// The routes of counts: open one, enter what was counted, post or drop it.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { Lot, Maker } from '../stock/contract.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireStore } from '../stores/steps.ts'
import type { InventoryContext, InventoryTables, Store } from '../tables.ts'
import { dropCount, LINES_MAX, openCount, postCount, takeCounted } from './steps.ts'
import { type Count, findCount, listLines } from './store.ts'

const CountId = id('count')
const Number0 = Type.Integer({ minimum: 0, maximum: 2_147_483_647 })
const params = object({ storeId: StoreId, countId: CountId })
const CountView = object({
  countId: CountId,
  status: oneOf(['OPEN', 'POSTED', 'DROPPED']),
  lines: Type.Array(
    object({
      ...{ line: Type.Integer(), itemCode: ItemCode, name: Type.String(), lot: Lot, maker: Maker },
      expected: Type.Integer({ description: 'What the books said when it was counted, or when the count began.' }),
      counted: Type.Optional(Type.Integer()),
      onHand: Type.Integer({ description: 'What the books say now.' }),
    }),
  ),
})

async function toView(db: Db<InventoryTables> | Tx<InventoryTables>, count: Count): Promise<Static<typeof CountView>> {
  const lines = (await listLines(db, count)).map(({ counted, ...line }) => ({
    ...line,
    ...(counted !== null && { counted }),
  }))
  return { countId: count.id as Static<typeof CountId>, status: count.status, lines }
}

export const countRoutes = (context: InventoryContext) => (app: App) => {
  addOpening(app, context)
  addReading(app, context)
  addLines(app, context)
  addPosting(app, context)
  addDropping(app, context)
}

function addOpening(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/stores/:storeId/counts',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Begin a count',
        description: `Of some items, or of the whole store; at most ${LINES_MAX} lots. Needs an Idempotency-Key.`,
        params: object({ storeId: StoreId }),
        body: object({ items: Type.Optional(Type.Array(ItemCode, { minItems: 1, maxItems: 200 })) }),
        response: { 201: CountView },
      },
    },
    async (request, reply) => {
      const store = await requireStore(context.db, request.params.storeId)
      request.permit(ownerOf(store))
      return once(context, request, reply, 201, async (tx) =>
        toView(tx, await openCount(tx, store, request.body.items, actorOf(request).accountId)),
      )
    },
  )
}

type CountRequest = FastifyRequest<{ Params: Static<typeof params> }>

/** The count that a request names, after the check that the actor reaches its store. */
async function permitCount({ db }: InventoryContext, request: CountRequest): Promise<{ store: Store; count: Count }> {
  const { storeId, countId } = request.params
  const store = await requireStore(db, storeId)
  request.permit(ownerOf(store))
  const count = await findCount(db, storeId, store.cell, countId)
  if (!count) throw new Problem(notFound)
  return { store, count }
}

function addReading(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/stores/:storeId/counts/:countId',
    {
      config: { access: may('store.read').at('record') },
      schema: { summary: 'Read a count', params, response: { 200: CountView } },
    },
    async (request) => toView(context.db, (await permitCount(context, request)).count),
  )
}

function addLines(app: App, context: InventoryContext): void {
  app.put(
    '/v1/inventory/stores/:storeId/counts/:countId/lines',
    {
      config: { access: may('store.keep').at('record') },
      schema: {
        summary: 'Enter what was counted',
        description:
          'A lot again takes the place of what was entered before. If stock moved since the count began, count that ' +
          'lot again, and send what the books said then as `expectedOnHand`.',
        params,
        body: object({
          lines: Type.Array(
            object({
              ...{ itemCode: ItemCode, lot: Lot, maker: Maker, counted: Number0 },
              expectedOnHand: Type.Optional(Number0),
            }),
            { minItems: 1, maxItems: 200 },
          ),
        }),
        response: { 200: CountView },
      },
    },
    async (request) => {
      const { count } = await permitCount(context, request)
      await transaction(context.db, (tx) => takeCounted(tx, count, request.body.lines, actorOf(request).accountId))
      return toView(context.db, count)
    },
  )
}

function addPosting(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/stores/:storeId/counts/:countId/posting',
    {
      config: { access: may('store.keep').at('record'), needsKey: true },
      schema: {
        summary: 'Post a count',
        description:
          'Corrects the books by the differences of all counted lots. Refused as a whole when one of them moved ' +
          'since. Needs an Idempotency-Key.',
        params,
        response: { 200: CountView },
      },
    },
    async (request, reply) => {
      const { store, count } = await permitCount(context, request)
      return once(context, request, reply, 200, async (tx) =>
        toView(tx, await postCount(tx, store, count, originOfActor(request))),
      )
    },
  )
}

function addDropping(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/stores/:storeId/counts/:countId/dropping',
    {
      config: { access: may('store.keep').at('record') },
      schema: { summary: 'Drop a count', description: 'It changes no stock.', params, response: { 200: CountView } },
    },
    async (request) => {
      const { count } = await permitCount(context, request)
      const dropped = await transaction(context.db, (tx) => dropCount(tx, count, actorOf(request).accountId))
      return toView(context.db, dropped)
    },
  )
}
