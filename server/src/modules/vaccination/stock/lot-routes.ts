// Routes that decide about a lot of a centre: a quarantine holds it back, a recall forbids it, a release ends both.
import { actorOf } from '../../../platform/access.ts'
import { Day, object, Type, text } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import type { LotDecision } from '../../../platform/ledger.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { may } from '../access.ts'
import { Lot, LotState, lotStateChanged, VaccineCode } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { decideLot } from './steps.ts'

const DecidedLot = object({
  vaccine: VaccineCode,
  lot: Lot,
  expiresOn: Day,
  onHand: Type.Integer(),
  state: LotState,
})

const decisions: readonly { decision: LotDecision; summary: string; description: string }[] = [
  {
    decision: 'quarantine',
    summary: 'Hold a lot back',
    description:
      'Nobody can give or promise a dose of the lot until somebody releases it. If sessions then lack doses, the ' +
      'stock shows their number as `short`. A recalled lot stays recalled.',
  },
  {
    decision: 'recall',
    summary: 'Recall a lot',
    description: 'Use this when the maker or an authority recalls the lot. Nobody can then give or promise its doses.',
  },
  {
    decision: 'release',
    summary: 'Release a lot',
    description: 'Ends a quarantine, or a recall that was recorded by mistake. Staff can give the doses again.',
  },
]

export const stockLotRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  for (const one of decisions) addDecision(app, context, one)
}

function addDecision(
  app: App,
  context: Context<VaccinationTables>,
  { decision, summary, description }: (typeof decisions)[number],
): void {
  app.post(
    `/v1/vaccination/stock/lots/${decision}`,
    {
      config: { access: may('stock.keep').at('place') },
      schema: {
        summary,
        description: `${description} A repeat changes nothing. Takes an Idempotency-Key.`,
        body: object({
          facilityId: FacilityId,
          vaccine: VaccineCode,
          lot: Lot,
          reason: text(200, { description: 'Why. Everybody who looks at the lot later reads this.' }),
        }),
        response: { 200: DecidedLot },
      },
    },
    async (request, reply) => {
      const { facilityId, vaccine, lot: lotName, reason } = request.body
      const cell = cellOf(facilityId)
      request.permit({ facilityId, cell })
      return once(context, request, reply, 200, async (tx) => {
        const shelf = { cell, facility_id: facilityId, vaccine, lot: lotName }
        const made = { reason, actorId: actorOf(request).accountId, now: context.clock.now() }
        const { lot, isChanged } = await decideLot(tx, shelf, decision, made)
        const { expiresOn, onHand, state } = lot
        const event = { facilityId, vaccine, lot: lotName, state, reason }
        if (isChanged) await publish(tx, originOf(request), lotStateChanged, event)
        return { vaccine, lot: lotName, expiresOn, onHand, state }
      })
    },
  )
}
