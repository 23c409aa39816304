// The route of the ledger: the movements of the stock of a centre, the newest first.

import { Cursor, Instant, id, Limit, object, oneOf, page, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App, Context } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Lot, VaccineCode } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { listMovements, MOVEMENT_REASONS } from './store.ts'

const MovementId = id('stock-movement')
const position = cursor({ id: MovementId })

const MovementView = object({
  movementId: MovementId,
  vaccine: VaccineCode,
  lot: Lot,
  quantity: Type.Integer({ description: 'Doses: positive if they came in, negative if they went out.' }),
  reason: oneOf(MOVEMENT_REASONS),
  actorId: Type.String({ description: 'Account that recorded the movement.' }),
  movedAt: Instant,
})

export const stockLedgerRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  app.get(
    '/v1/vaccination/stock/movements',
    {
      config: { access: may('stock.read').at('place') },
      schema: {
        summary: 'Read the ledger of the stock of a centre',
        description: 'All receipts, given doses, write-offs and corrections, the newest first. Their sum is the stock.',
        querystring: object({
          facility: FacilityId,
          lot: Type.Optional(Lot),
          reason: Type.Optional(oneOf(MOVEMENT_REASONS)),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(MovementView) },
      },
    },
    async (request) => {
      const { facility, lot, reason, limit, cursor } = request.query
      const cell = cellOf(facility)
      request.permit({ facilityId: facility, cell })
      const search = { cell, facilityId: facility, lot, reason, beforeId: position.read(cursor)?.id }
      const found = await listMovements(context.db, search, limit + 1)
      const { shown, next } = cutPage(found, limit, position.write)
      return {
        items: shown.map(({ id: movementId, vaccine, lot: of, quantity, reason: why, actor_id, moved_at }) => ({
          ...{ movementId, vaccine, lot: of, quantity, reason: why },
          ...{ actorId: actor_id, movedAt: moved_at.toISOString() },
        })),
        ...next,
      }
    },
  )
}
