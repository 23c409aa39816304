// The routes that read the stock of a store: levels, lots, movements.
import { addDays, dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { Cursor, Day, id, Limit, object, page, type Static, Type, text } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { StoreId } from '../stores/contract.ts'
import { ownerOf, requireStore } from '../stores/steps.ts'
import type { InventoryContext } from '../tables.ts'
import { Lot, MovementKind } from './contract.ts'
import { listLevels, listLots, listMovements } from './level-store.ts'
import { LevelView, LotView, MovementView, toLevelView, toLotViewOn, toMovementView } from './views.ts'

const params = object({ storeId: StoreId })
const LOTS_MAX = 500
const Expiring = Type.Integer({ minimum: 0, maximum: 3_650, description: 'Only with usable stock that ends so soon.' })

export const stockRoutes = (context: InventoryContext) => (app: App) => {
  addLevels(app, context)
  addLots(app, context)
  addMovements(app, context)
}

const levelPosition = cursor({ itemCode: ItemCode })

const LevelQuery = object({
  low: Type.Boolean({ default: false, description: 'True: only what is at its reorder point or used up.' }),
  blocked: Type.Boolean({ default: false, description: 'True: only with stock of blocked lots.' }),
  expiring: Type.Optional(Expiring),
  q: Type.Optional(text(100, { description: 'Words or parts of words of the name.' })),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

function addLevels(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/stores/:storeId/levels',
    {
      config: { access: may('level.read').at('record') },
      schema: {
        summary: 'List the stock of a store by items',
        description: 'Computed when asked. Expired, recalled and quarantined stock counts as none.',
        params,
        querystring: LevelQuery,
        response: { 200: page(LevelView) },
      },
    },
    async (request) => {
      const { storeId } = request.params
      request.permit(ownerOf(await requireStore(context.db, storeId)))
      const { low, blocked, expiring, q = '', limit, cursor: from } = request.query
      const day = dayInIndia(context.clock.now())
      const found = await listLevels(context.db, {
        ...{ storeId, day, isLow: low, hasBlocked: blocked, asked: q, limit: limit + 1 },
        afterCode: levelPosition.read(from)?.itemCode,
        expiringUntil: expiring === undefined ? undefined : addDays(day, expiring),
      })
      const { shown, next } = cutPage(found, limit, ({ itemCode }) => levelPosition.write({ itemCode }))
      return { items: shown.map(toLevelView), ...next }
    },
  )
}

function addLots(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/stores/:storeId/lots',
    {
      config: { access: may('store.read').at('record') },
      schema: {
        summary: 'List the lots of a store that hold stock',
        description: `At most ${LOTS_MAX}; the first to expire comes first.`,
        params,
        querystring: object({ item: Type.Optional(ItemCode), expiring: Type.Optional(Expiring) }),
        response: { 200: object({ items: Type.Array(LotView) }) },
      },
    },
    async (request) => {
      const { storeId } = request.params
      request.permit(ownerOf(await requireStore(context.db, storeId)))
      const { item, expiring } = request.query
      const day = dayInIndia(context.clock.now())
      const expiringUntil = expiring === undefined ? undefined : addDays(day, expiring)
      const lots = await listLots(context.db, { storeId, itemCode: item, expiringUntil, limit: LOTS_MAX })
      return { items: lots.map((lot) => toLotViewOn(lot, day)) }
    },
  )
}

const movementPosition = cursor({ movementId: id('movement') })

const MovementQuery = object({
  item: Type.Optional(ItemCode),
  lot: Type.Optional(Lot),
  kind: Type.Optional(MovementKind),
  from: Type.Optional({ ...Day, description: 'Only from this day on.' }),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

function addMovements(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/stores/:storeId/movements',
    {
      config: { access: may('store.read').at('record') },
      schema: {
        summary: 'List the movements of a store',
        description: 'The newest come first. Nobody changes a movement.',
        params,
        querystring: MovementQuery,
        response: { 200: page(MovementView) },
      },
    },
    async (request) => {
      const { storeId } = request.params
      request.permit(ownerOf(await requireStore(context.db, storeId)))
      const { query } = request
      const found = await listMovements(context.db, toSearch(storeId, query))
      const { shown, next } = cutPage(found, query.limit, ({ id: movementId }) =>
        movementPosition.write({ movementId: movementId as never }),
      )
      return { items: shown.map(toMovementView), ...next }
    },
  )
}

const toSearch = (storeId: StoreId, query: Static<typeof MovementQuery>) => ({
  ...{ storeId, itemCode: query.item, lot: query.lot, kind: query.kind, limit: query.limit + 1 },
  from: query.from === undefined ? undefined : startOfDayInIndia(query.from),
  beforeId: movementPosition.read(query.cursor)?.movementId,
})
