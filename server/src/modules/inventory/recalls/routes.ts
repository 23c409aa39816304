// The routes of recalls: declare one, see which stores have the lot, end it.
import { actorOf } from '../../../platform/access.ts'
import { Instant, object, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { ItemCode } from '../items/contract.ts'
import { findItems } from '../items/store.ts'
import { Lot, Maker } from '../stock/contract.ts'
import { LotState } from '../stock/views.ts'
import { StoreId } from '../stores/contract.ts'
import type { InventoryContext } from '../tables.ts'
import { RecallId, RecallScope } from './contract.ts'
import { cancelRecall, declareRecall } from './steps.ts'
import { findRecall, listBlocked, type Recall } from './store.ts'

const facts = { itemCode: ItemCode, lot: Lot, maker: Maker, scope: RecallScope }
const reason = text(500, { description: 'Why. Staff and patients may read it.' })
export const RecallView = object({
  ...{ recallId: RecallId, ...facts, reason: Type.String(), declaredAt: Instant },
  cancelledAt: Type.Optional(Instant),
})
const params = object({ recallId: RecallId })

export const toView = (recall: Recall): Static<typeof RecallView> => ({
  ...{ recallId: recall.id, itemCode: recall.item_code, lot: recall.lot, maker: recall.maker, scope: scopeOf(recall) },
  ...{ reason: recall.reason, declaredAt: recall.declared_at.toISOString() },
  ...(recall.cancelled_at && { cancelledAt: recall.cancelled_at.toISOString() }),
})

const scopeOf = ({ chain_id }: Recall): RecallScope =>
  chain_id === null ? { kind: 'national' } : { kind: 'chain', chainId: chain_id }

export const recallRoutes = (context: InventoryContext) => (app: App) => {
  addDeclaring(app, context)
  addReading(app, context)
  addCancellation(app, context)
}

function addDeclaring(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/recalls',
    {
      config: { access: may('recall.declare').at('place'), needsKey: true },
      schema: {
        summary: 'Recall a lot',
        description:
          'Each store of the scope blocks the lot within minutes; its reservations end. An administrator of a chain ' +
          'recalls in the own chain. Needs an Idempotency-Key.',
        body: object({ ...facts, reason }),
        response: { 201: RecallView },
      },
    },
    async (request, reply) => {
      const { body } = request
      request.permit(body.scope.kind === 'chain' ? { chainId: body.scope.chainId } : {}, forbidden)
      const [item] = await findItems(context.db, [body.itemCode])
      if (!item) throw invalidField('/itemCode', 'is no item; see GET /v1/inventory/items')
      const tidy = { lot: tidyText(body.lot), maker: tidyText(body.maker).normalize('NFC') }
      const declared = { ...body, ...tidy, reason: tidyText(body.reason).normalize('NFC') }
      return once(context, request, reply, 201, async (tx) =>
        toView(await declareRecall(tx, declared, originOfActor(request))),
      )
    },
  )
}

function addReading(app: App, context: InventoryContext): void {
  app.get(
    '/v1/inventory/recalls/:recallId',
    {
      config: { access: may('recall.read').at('anywhere') },
      schema: {
        summary: 'Read a recall',
        description:
          'With the stores that the reader reaches: whether they have blocked the lot, and how much they hold.',
        params,
        response: {
          200: object({
            ...RecallView.properties,
            stores: Type.Array(
              object({ storeId: StoreId, facilityId: FacilityId, state: LotState, onHand: Type.Integer() }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const recall = await findRecall(context.db, request.params.recallId)
      if (!recall) throw new Problem(notFound)
      const { facilityId, chainId, districtCell } = actorOf(request)
      const stores = (await listBlocked(context.db, recall)).filter(
        (store) =>
          (facilityId === undefined || store.facilityId === facilityId) &&
          (chainId === undefined || store.chainId === chainId) &&
          (districtCell === undefined || store.cell === districtCell),
      )
      const shown = stores.map(({ storeId, facilityId: place, state, onHand }) => ({
        ...{ storeId, facilityId: place, state: state as Static<typeof LotState>, onHand },
      }))
      return { ...toView(recall), stores: shown }
    },
  )
}

function addCancellation(app: App, context: InventoryContext): void {
  app.post(
    '/v1/inventory/recalls/:recallId/cancellation',
    {
      config: { access: may('recall.declare').at('place') },
      schema: {
        summary: 'End a recall',
        description: 'Its lots are usable again, unless they have expired or another recall holds.',
        params,
        body: object({ reason }),
        response: { 200: RecallView },
      },
    },
    async (request) => {
      const recall = await findRecall(context.db, request.params.recallId)
      if (!recall) throw new Problem(notFound)
      request.permit(recall.chain_id === null ? {} : { chainId: recall.chain_id }, forbidden)
      const words = tidyText(request.body.reason).normalize('NFC')
      return toView(await cancelRecall(context, recall.id, words))
    },
  )
}
