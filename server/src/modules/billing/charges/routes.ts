// The routes of charges: raising them at a counter, listing them for a family or a facility, and waiving one.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { Amount, Cursor, Limit, object, page, type Static, Type, text } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may, modulesShown } from '../access.ts'
import { ChargeGroup, ChargeId, ownWaiver, PriceCode, Quantity } from '../contract.ts'
import { listOwning } from '../merging/steps.ts'
import { permitList } from '../permits.ts'
import { sumOf } from '../rules.ts'
import type { BillingContext, Charge } from '../tables.ts'
import { raise, waive } from './steps.ts'
import { findCharge, listOfFacility, listOfPatients, lockGroups } from './store.ts'
import { ChargeView, toChargeView, toStaffViews } from './views.ts'

export const chargeRoutes = (context: BillingContext) => (app: App) => {
  addList(app, context)
  addRaising(app, context)
  addWaiver(app, context)
}

const position = cursor({ chargeId: ChargeId })

const Query = object({
  patient: Type.Optional(PatientId),
  facility: Type.Optional(FacilityId),
  open: Type.Boolean({ default: false, description: 'True: only charges that wait for their invoice.' }),
  limit: Limit,
  cursor: Type.Optional(Cursor),
})

function addList(app: App, context: BillingContext): void {
  app.get(
    '/v1/billing/charges',
    {
      config: { access: may('charge.read').at('record') },
      schema: {
        summary: 'List charges',
        description:
          'A citizen gives `patient`, one of the own family. Staff give `facility`, or `patient`, who must have a ' +
          'charge where they work, or both. A pharmacist sees what was dispensed, a laboratory what was tested. The ' +
          'newest come first.',
        querystring: Query,
        response: { 200: page(ChargeView) },
      },
    },
    async (request) => {
      const { limit, open: isOpen, cursor: from } = request.query
      const modules = modulesShown(request)
      const part = { isOpen, modules, before: position.read(from)?.chargeId, limit: limit + 1 }
      const { of, facilityId, isFamily } = await permitList(context, request, {
        power: 'charge.read',
        isKnown: async (shown) => {
          const known = await listOfPatients(context.db, shown, { isOpen: false, modules, limit: 1 })
          return known.length > 0
        },
      })
      const found = of
        ? await listOfPatients(context.db, of, part)
        : await listOfFacility(context.db, facilityId as FacilityId, part)
      const { shown, next } = cutPage(found, limit, ({ id }) => position.write({ chargeId: id }))
      return { items: isFamily ? shown.map(toChargeView) : await toStaffViews(context, shown), ...next }
    },
  )
}

const NewCharges = object({
  facilityId: FacilityId,
  patientId: PatientId,
  lines: Type.Array(
    object({
      priceCode: PriceCode,
      quantity: Quantity,
      discount: Type.Optional(
        object({ paise: { ...Amount, minimum: 1 }, reason: text(200, { description: 'Why. Staff read it.' }) }),
      ),
    }),
    { minItems: 1, maxItems: 50 },
  ),
})
type NewCharges = Static<typeof NewCharges>

const Raised = object({ group: ChargeGroup, charges: Type.Array(ChargeView), totalPaise: Amount })

function addRaising(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/charges',
    {
      config: { access: may('charge.raise').at('place'), needsKey: true },
      schema: {
        summary: 'Raise charges at the counter',
        description:
          'By the price list of today. The charges form one group. A discount is for the whole line and needs a ' +
          'reason. Needs an Idempotency-Key.',
        body: NewCharges,
        response: { 201: Raised },
      },
    },
    async (request, reply) => {
      const { facilityId, patientId } = request.body
      request.permit({ facilityId })
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw invalidField('/patientId', 'is no patient')
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        const group = newId<'charge group'>(cellOf(facilityId), tx.clock.now().getTime())
        const charges = await raise(tx, { group, facilityId, patientId, lines: toLines(group, request.body) }, origin)
        return { group, charges: charges.map(toChargeView), totalPaise: sumOf(charges).totalPaise }
      })
    },
  )
}

const toLines = (group: ChargeGroup, { lines }: NewCharges) =>
  lines.map(({ priceCode, quantity, discount }, sourceLine) => ({
    ...{ sourceKind: 'billing.counter', sourceId: group as never, sourceLine, priceCode, quantity },
    ...(discount && { discount: { paise: discount.paise, reason: tidyText(discount.reason).normalize('NFC') } }),
  }))

function addWaiver(app: App, context: BillingContext): void {
  app.post(
    '/v1/billing/charges/:chargeId/waiver',
    {
      config: { access: may('charge.waive').at('record'), needsKey: true },
      schema: {
        summary: 'Waive an open charge',
        description:
          'Nobody pays it then. Not by the person who raised it, and not for the own family. It cannot be undone: ' +
          'raise the charge again. Needs an Idempotency-Key.',
        params: object({ chargeId: ChargeId }),
        body: object({ reason: text(500, { description: 'Why. Staff read it.' }) }),
        response: { 200: ChargeView },
      },
    },
    async (request, reply) => {
      const charge = await findCharge(context.db, request.params.chargeId)
      if (!charge) throw new Problem(notFound)
      request.permit({ facilityId: charge.facility_id, cell: charge.cell })
      await refuseOwn(context, request, charge)
      const origin = originOfActor(request)
      const reason = tidyText(request.body.reason).normalize('NFC')
      return once(context, request, reply, 200, async (tx) => {
        const before = await lockGroups(tx, [charge.charge_group])
        const locked = before.find(({ id }) => id === charge.id) as Charge
        return toChargeView(await waive(tx, { charge: locked, before }, reason, origin))
      })
    },
  )
}

async function refuseOwn(context: BillingContext, request: FastifyRequest, charge: Charge): Promise<void> {
  const { accountId } = actorOf(request)
  if (charge.raised_by === accountId) throw new Problem(ownWaiver)
  if (charge.patient_id === null) return
  const people = await context.call(findPatients, { patientIds: await listOwning(context.db, charge.patient_id) })
  if (people.some((one) => one.accountId === accountId)) throw new Problem(ownWaiver)
}
