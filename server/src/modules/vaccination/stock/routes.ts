// Routes of stock: read the stock of a centre, and record what comes in and goes out.
import { actorOf } from '../../../platform/access.ts'
import { dayInIndia } from '../../../platform/clock.ts'
import { Day, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { sumLevel } from '../../../platform/ledger.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Lot, LotState, stockMoved, VaccineCode } from '../contract.ts'
import { requireCentre } from '../sessions/steps.ts'
import type { StockLevelRow, VaccinationTables } from '../tables.ts'
import { findVaccine } from '../vaccines/store.ts'
import { changeStock } from './steps.ts'
import { listLevels, listLots, type Movement, type StockLot } from './store.ts'

const LevelView = object({
  vaccine: VaccineCode,
  onHand: Type.Integer({ description: 'All doses in the store, whatever their state.' }),
  promised: Type.Integer({ description: 'Doses that sessions need: for free seats, and for bookings not given yet.' }),
  blocked: Type.Integer({ description: 'Doses of lots in quarantine or recalled.' }),
  expired: Type.Integer({ description: 'Doses of expired lots that are not blocked.' }),
  free: Type.Integer({ description: 'Doses that can be given today and that no session needs.' }),
  short: Type.Integer({ description: 'Doses that sessions need and that the usable stock lacks.' }),
})

const LotView = object({
  vaccine: VaccineCode,
  lot: Lot,
  expiresOn: Day,
  onHand: Type.Integer(),
  state: LotState,
  reason: Type.Optional(Type.String({ description: 'Why somebody last blocked or released the lot.' })),
})

function toLevelView(level: StockLevelRow, lots: readonly StockLot[], today: string): Static<typeof LevelView> {
  const { vaccine, on_hand: onHand, promised, blocked } = level
  const own = lots
    .filter((lot) => lot.vaccine === vaccine)
    .map(({ lot, expires_on, on_hand, state }) => ({ lot, expiresOn: expires_on, onHand: on_hand, state }))
  const { expired, free, short } = sumLevel(own, promised, today)
  return { vaccine, onHand, promised, blocked, expired, free, short }
}

function toLotView({ vaccine, lot, expires_on, on_hand, state, state_reason }: StockLot): Static<typeof LotView> {
  const facts = { vaccine, lot, expiresOn: expires_on, onHand: on_hand, state }
  return { ...facts, ...(state_reason !== null && { reason: state_reason }) }
}

const QUANTITY_MAX = 1_000_000
/** The largest number that the database column holds. */
const ON_HAND_MAX = 2_147_483_647

export const stockRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  addReading(app, context)
  addMovement(app, context)
}

function addReading(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/vaccination/stock',
    {
      config: { access: may('stock.read').at('place') },
      schema: {
        summary: 'Read the stock of a centre',
        description: 'The stock of each vaccine, and the lots that hold doses. The first lot to expire comes first.',
        querystring: object({ facility: FacilityId }),
        response: { 200: object({ levels: Type.Array(LevelView), lots: Type.Array(LotView) }) },
      },
    },
    async (request) => {
      const { facility } = request.query
      const cell = cellOf(facility)
      request.permit({ facilityId: facility, cell })
      const levels = await listLevels(context.db, cell, facility)
      const lots = await listLots(context.db, cell, facility)
      const today = dayInIndia(context.clock.now())
      return { levels: levels.map((level) => toLevelView(level, lots, today)), lots: lots.map(toLotView) }
    },
  )
}

function addMovement(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/vaccination/stock',
    {
      config: { access: may('stock.keep').at('place') },
      schema: {
        summary: 'Receive, write off or correct stock',
        description:
          'A positive quantity comes in; a negative one goes out (reason `wasted` or `corrected`). A lot that is new ' +
          'at the centre needs `expiresOn`. An expired lot cannot be received. After a count, send the difference to ' +
          'what the lot held, and send what it held as `expectedOnHand`: the server refuses the correction if doses ' +
          'came or left meanwhile. Takes an Idempotency-Key.',
        body: object({
          facilityId: FacilityId,
          vaccine: VaccineCode,
          lot: Lot,
          quantity: Type.Integer({ minimum: -QUANTITY_MAX, maximum: QUANTITY_MAX, description: 'Doses.' }),
          expiresOn: Type.Optional(Day),
          expectedOnHand: Type.Optional(
            Type.Integer({ minimum: 0, maximum: ON_HAND_MAX, description: 'Doses of the lot before this entry.' }),
          ),
          reason: Type.Optional(oneOf(['received', 'wasted', 'corrected'], { default: 'received' })),
        }),
        response: { 201: LevelView },
      },
    },
    async (request, reply) => {
      const { body } = request
      const { facilityId, vaccine, lot, quantity, reason = 'received' } = body
      const cell = cellOf(facilityId)
      request.permit({ facilityId, cell })
      await requireCentre(context, facilityId)
      if (!(await findVaccine(context.db, vaccine))) {
        throw invalidField('/vaccine', 'is not known; see GET /v1/vaccination/vaccines')
      }
      const { accountId: actor_id } = actorOf(request)
      const movement: Movement = { cell, facility_id: facilityId, vaccine, lot, quantity, reason, actor_id }
      return once(context, request, reply, 201, async (tx) => {
        const level = await changeStock(tx, movement, body, context.clock.now())
        await publish(tx, originOf(request), stockMoved, { facilityId, vaccine, lot, quantity })
        return { vaccine, ...level }
      })
    },
  )
}
