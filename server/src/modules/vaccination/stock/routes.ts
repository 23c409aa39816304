// Routes of stock: what a centre has, what of it is promised, and what comes and goes.

import { actorOf } from '../../../platform/access.ts'
import { Day, object, oneOf, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { invalidField } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Dose, Lot, stockMoved, VaccineCode } from '../contract.ts'
import { requireCentre } from '../sessions/steps.ts'
import type { StockLevelRow, VaccinationTables } from '../tables.ts'
import { findVaccine } from '../vaccines/store.ts'
import { changeStock } from './steps.ts'
import { listLevels, listLots, type Movement } from './store.ts'

const Level = object({
  vaccine: VaccineCode,
  dose: Dose,
  onHand: Type.Integer(),
  promised: Type.Integer({ description: 'Held by sessions: free seats and bookings not yet given.' }),
  free: Type.Integer(),
})

function toLevelView({ vaccine, dose, on_hand, promised }: StockLevelRow) {
  return { vaccine, dose, onHand: on_hand, promised, free: on_hand - promised }
}

const QUANTITY_MAX = 1_000_000
/** What the database counts up to. */
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
        querystring: object({ facility: FacilityId }),
        response: {
          200: object({
            levels: Type.Array(Level),
            lots: Type.Array(
              object({ vaccine: VaccineCode, dose: Dose, lot: Lot, expiresOn: Day, onHand: Type.Integer() }),
            ),
          }),
        },
      },
    },
    async (request) => {
      const { facility } = request.query
      const cell = cellOf(facility)
      request.permit({ facilityId: facility, cell })
      const levels = await listLevels(context.db, cell, facility)
      const lots = await listLots(context.db, cell, facility)
      return {
        levels: levels.map(toLevelView),
        lots: lots.map(({ vaccine, dose, lot, expires_on, on_hand }) => ({
          vaccine,
          dose,
          lot,
          expiresOn: expires_on,
          onHand: on_hand,
        })),
      }
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
          'A positive quantity comes in, a negative one goes out (reason `wasted` or `corrected`). A lot that is new ' +
          'at the centre needs `expiresOn`. A count is corrected by its difference to what the lot held: state that ' +
          'as `expectedOnHand`, and it is refused when doses came or left meanwhile. Takes an Idempotency-Key.',
        body: object({
          facilityId: FacilityId,
          vaccine: VaccineCode,
          dose: Dose,
          lot: Lot,
          quantity: Type.Integer({ minimum: -QUANTITY_MAX, maximum: QUANTITY_MAX, description: 'Doses.' }),
          expiresOn: Type.Optional(Day),
          expectedOnHand: Type.Optional(
            Type.Integer({ minimum: 0, maximum: ON_HAND_MAX, description: 'Doses of the lot before this entry.' }),
          ),
          reason: Type.Optional(oneOf(['received', 'wasted', 'corrected'], { default: 'received' })),
        }),
        response: { 201: Level },
      },
    },
    async (request, reply) => {
      const { body } = request
      request.permit({ facilityId: body.facilityId, cell: cellOf(body.facilityId) })
      await requireCentre(context, body.facilityId)
      const movement = await readMovement(context, body, actorOf(request).accountId)
      return once(context, request, reply, 201, async (tx) => {
        const level = await changeStock(tx, movement, body, context.clock.now())
        const { vaccine, dose, lot, quantity, facilityId } = body
        const event = { facilityId, vaccine, dose, lot, quantity }
        await publish(tx, originOf(request), stockMoved, event)
        return toLevelView(level)
      })
    },
  )
}

interface StatedMovement {
  readonly facilityId: FacilityId
  readonly vaccine: string
  readonly dose: number
  readonly lot: string
  readonly quantity: number
  readonly reason?: 'received' | 'wasted' | 'corrected'
}

async function readMovement(
  context: Context<VaccinationTables>,
  { facilityId, vaccine, dose, lot, quantity, reason = 'received' }: StatedMovement,
  actorId: string,
): Promise<Movement> {
  if (quantity === 0) throw invalidField('/quantity', 'must not be 0')
  if (reason === 'received' && quantity < 0) throw invalidField('/quantity', 'what is received is positive')
  if (reason === 'wasted' && quantity > 0) throw invalidField('/quantity', 'what is wasted is negative')
  const known = await findVaccine(context.db, vaccine)
  if (!known) throw invalidField('/vaccine', 'is not known; see GET /v1/vaccination/vaccines')
  if (dose > known.doses) throw invalidField('/dose', `${vaccine} has ${known.doses} doses`)
  return { cell: cellOf(facilityId), facility_id: facilityId, vaccine, dose, lot, quantity, reason, actor_id: actorId }
}
