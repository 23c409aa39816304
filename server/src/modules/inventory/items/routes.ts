// The routes of items: who works with stock finds them, administrators of a chain and of the country keep them.
import { object, Type, text } from '../../../platform/contract.ts'
import { IfMatch, toTag } from '../../../platform/http/tagged.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { may } from '../access.ts'
import type { InventoryContext } from '../tables.ts'
import { ItemCode, ItemKind } from './contract.ts'
import { changeItem, ItemChange, ItemView, makeItem, NewItem, toItemView } from './steps.ts'
import { findItems, searchItems } from './store.ts'

const SHOWN_MAX = 20

export const itemRoutes = (context: InventoryContext) => (app: App) => {
  addReading(app, context)
  addMaking(app, context)
  addChange(app, context)
}

function addReading(app: App, { db }: InventoryContext): void {
  app.get(
    '/v1/inventory/items',
    {
      config: { access: may('item.read').at('anywhere') },
      schema: {
        summary: 'Find items while typing',
        description: `By the beginnings of words of the name or the code; at most ${SHOWN_MAX}.`,
        querystring: object({ q: Type.Optional(text(100)), kind: Type.Optional(ItemKind) }),
        response: { 200: object({ items: Type.Array(ItemView) }) },
      },
    },
    async ({ query: { q = '', kind } }) => ({
      items: (await searchItems(db, { asked: q, kind, limit: SHOWN_MAX })).map(toItemView),
    }),
  )
  app.get(
    '/v1/inventory/items/:itemCode',
    {
      config: { access: may('item.read').at('anywhere') },
      schema: { summary: 'Read an item', params: object({ itemCode: ItemCode }), response: { 200: ItemView } },
    },
    async (request, reply) => {
      const [item] = await findItems(db, [request.params.itemCode])
      if (!item) throw new Problem(notFound)
      void reply.header('etag', toTag(item.version))
      return toItemView(item)
    },
  )
}

function addMaking(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/items',
    {
      config: { access: may('item.manage').at('anywhere') },
      schema: {
        summary: 'Enter an item',
        description: 'For what the list does not have. Takes an Idempotency-Key.',
        body: NewItem,
        response: { 201: ItemView },
      },
    },
    (request, reply) =>
      once(context, request, reply, 201, async (tx) =>
        toItemView(await makeItem(tx, request.body, originOfActor(request))),
      ),
  )
}

function addChange(app: App, context: InventoryContext): void {
  app.patch(
    '/v1/inventory/items/:itemCode',
    {
      config: { access: may('item.manage').at('anywhere') },
      schema: {
        summary: 'Change an item',
        description:
          'Changes only the fields that you send. Give `schedule` and `teleList` by the law, not by guessing. With ' +
          '`If-Match` you do not overwrite a change by somebody else.',
        params: object({ itemCode: ItemCode }),
        headers: IfMatch,
        body: ItemChange,
        response: { 200: ItemView },
      },
    },
    async (request, reply) => {
      const stated = { ifMatch: request.headers['if-match'], origin: originOfActor(request) }
      const { itemCode } = request.params
      const item = await transaction(context.db, (tx) => changeItem(tx, itemCode, request.body, stated))
      void reply.header('etag', toTag(item.version))
      return toItemView(item)
    },
  )
}
