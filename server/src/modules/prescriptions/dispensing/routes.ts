// The routes of a pharmacist's work: prepare, look at the second time, hand over, give up.
import type { FastifyRequest } from 'fastify'
import { object, oneOf, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf, originOfActor } from '../../../platform/module.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { ItemCode, StoreId } from '../../inventory/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { LineKey, Override, PrescriptionId, RxQuantity } from '../contract.ts'
import { requireStore } from '../medicines/steps.ts'
import { isOpenHere } from '../reading/access.ts'
import { readAllergies } from '../signing/situation.ts'
import { requireAnswers } from '../signing/steps.ts'
import { findPrescription, listLines } from '../signing/store.ts'
import type { Dispense, PrescriptionsContext, Store } from '../tables.ts'
import { dispenseParams, permitDispense } from './access.ts'
import { chooseForLines, chooseOverTheCounter, warnOf } from './asking.ts'
import { beginDispense } from './beginning.ts'
import { dispenseOver, notEnoughStock } from './contract.ts'
import { handOver, keepStock, witness } from './handing-over.ts'
import { abandon } from './moving.ts'
import { advance } from './saga.ts'
import { lockDispense } from './store.ts'
import { DispenseView, readDispenseView } from './views.ts'

export const dispensingRoutes = (context: PrescriptionsContext) => (app: App) => {
  addPreparing(app, context)
  addWitness(app, context)
  addHandOver(app, context)
  addAbandonment(app, context)
}

const Body = object({
  storeId: StoreId,
  prescriptionId: Type.Optional({ ...PrescriptionId, description: 'Left out: over the counter.' }),
  patientId: Type.Optional({ ...PatientId, description: 'Only over the counter, if the patient is known.' }),
  lines: Type.Array(
    object({
      lineKey: Type.Optional({ ...LineKey, description: 'The line of the prescription.' }),
      itemCode: Type.Optional({ ...ItemCode, description: 'Left out: the item that the doctor prescribed.' }),
      quantity: RxQuantity,
      substitutedReason: Type.Optional(text(200, { description: 'Why another item of the same medicine is given.' })),
    }),
    { minItems: 1, maxItems: 40 },
  ),
  overrides: Type.Optional(
    Type.Array(Override, { maxItems: 100, description: 'Why you go on in spite of an allergy, for each line.' }),
  ),
  collection: oneOf(['now', 'later'], {
    default: 'now',
    description: '`now`: it ends by itself after 30 minutes. `later`: after 24 hours.',
  }),
})
type PreparingRequest = FastifyRequest<{ Body: Static<typeof Body> }>

function addPreparing(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/dispenses',
    {
      config: { access: may('dispense.prepare').at('place'), needsKey: true },
      schema: {
        summary: 'Prepare medicines',
        description:
          'Reserves the lots that expire first, and raises the charges at the maximum retail price. When the store ' +
          'has not enough, nothing is held. A repeat gets the same dispense as it stands then. Needs an ' +
          'Idempotency-Key.',
        body: Body,
        response: { 201: DispenseView },
      },
    },
    async (request, reply) => {
      const prepared = await readAsked(context, request)
      const { overrides = [], collection } = request.body
      const origin = originOfActor(request)
      const { dispenseId } = await once(context, request, reply, 201, async (tx) => {
        const warnings = requireAnswers(prepared.warnings, overrides)
        const beginning = { ...prepared, warnings, by: origin.actorId, isCollectedLater: collection === 'later' }
        return { dispenseId: await beginDispense(tx, beginning) }
      })
      const dispense = await advance(context, dispenseId, origin)
      refuseEnded(dispense)
      return readDispenseView(context, dispense)
    },
  )
}

/** A dispense that ended while it was prepared. */
function refuseEnded({ status, short, end_reason: endReason, problem, id }: Dispense): void {
  if (status === 'REFUSED') throw new Problem(notEnoughStock, { members: { short, dispenseId: id } })
  if (status !== 'ABANDONED') return
  const members = { status, endReason, dispenseId: id, ...(problem !== null && { problem }) }
  throw new Problem(dispenseOver, { members })
}

async function readAsked(context: PrescriptionsContext, request: PreparingRequest) {
  const { storeId, prescriptionId, patientId, lines: asked } = request.body
  const store = await requireStore(context, storeId)
  if (!store) throw new Problem(notFound)
  request.permit({ facilityId: store.facility_id })
  if (store.kind !== 'pharmacy' || !store.is_active) throw invalidField('/storeId', 'is no pharmacy that is open')
  return prescriptionId === undefined
    ? readOverTheCounter(context, { store, patientId, asked })
    : readPrescribed(context, request, { store, prescriptionId, asked })
}

type Asked = Static<typeof Body>['lines']

async function readPrescribed(
  context: PrescriptionsContext,
  request: PreparingRequest,
  { store, prescriptionId, asked }: { store: Store; prescriptionId: PrescriptionId; asked: Asked },
) {
  if (request.body.patientId !== undefined) throw invalidField('/patientId', 'comes from the prescription')
  const prescription = await findPrescription(context.db, prescriptionId)
  if (!prescription || !(await isOpenHere(context, request, prescription))) throw new Problem(notFound)
  const lines = await listLines(context.db, [prescriptionId])
  const chosen = await chooseForLines(context, prescription, { asked, lines })
  const warnings = warnOf(chosen, await readAllergies(context, prescription.patient_id))
  return { store, prescriptionId, patientId: undefined, chosen, warnings }
}

async function readOverTheCounter(
  context: PrescriptionsContext,
  { store, patientId, asked }: { store: Store; patientId: PatientId | undefined; asked: Asked },
) {
  const chosen = await chooseOverTheCounter(context, asked)
  if (patientId === undefined) return { store, prescriptionId: undefined, patientId, chosen, warnings: [] }
  const [patient] = await context.call(findPatients, { patientIds: [patientId] })
  if (!patient) throw invalidField('/patientId', 'is not a known patient; check the id')
  // Who sells a tablet does not learn what the record holds, but for a warning of what is sold.
  const warnings = warnOf(chosen, await readAllergies(context, patientId))
  return { store, prescriptionId: undefined, patientId, chosen, warnings }
}

function addWitness(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/dispenses/:dispenseId/witness',
    {
      config: { access: may('dispense.prepare').at('record'), needsKey: true },
      schema: {
        summary: 'Confirm a medicine of Schedule X as the second person',
        description: 'Somebody else hands it over then. Needs an Idempotency-Key.',
        params: dispenseParams,
        response: { 200: DispenseView },
      },
    },
    async (request, reply) => {
      const dispense = await permitDispense(context, request)
      const { actorId } = originOfActor(request)
      const seen = await once(context, request, reply, 200, async (tx) => ({
        second_person: (await witness(tx, dispense.id, actorId)).second_person,
      }))
      return readDispenseView(context, { ...dispense, ...seen })
    },
  )
}

function addHandOver(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/dispenses/:dispenseId/handover',
    {
      config: { access: may('dispense.prepare').at('record'), needsKey: true },
      schema: {
        summary: 'Hand medicines over',
        description:
          'After the payment, or at once where the store hands over freely. It writes the register of Schedule H1 or ' +
          'X. There is no way back but a return. Needs an Idempotency-Key.',
        params: dispenseParams,
        body: object({
          to: text(100, { description: 'Who takes them: the patient, or a name.' }),
          seenVersion: Type.Optional(
            Type.Integer({
              minimum: 1,
              maximum: 10_000,
              description: 'The version of the prescription that you have read.',
            }),
          ),
        }),
        response: { 200: DispenseView },
      },
    },
    async (request, reply) => {
      const { to, seenVersion } = request.body
      const dispense = await permitDispense(context, request)
      const origin = originOfActor(request)
      const kept = await keepStock(context, dispense, origin)
      await once(context, request, reply, 200, async (tx) => {
        await handOver(tx, { kept, to, seenVersion, origin })
        return {}
      })
      return readDispenseView(context, await permitDispense(context, request))
    },
  )
}

function addAbandonment(app: App, context: PrescriptionsContext): void {
  app.post(
    '/v1/dispenses/:dispenseId/abandonment',
    {
      config: { access: may('dispense.prepare').at('record'), needsKey: true },
      schema: {
        summary: 'Give a dispense up before it is handed over',
        description:
          'The stock is free again, open charges are cancelled, and what was paid becomes a refund that is due. ' +
          'Needs an Idempotency-Key.',
        params: dispenseParams,
        response: { 200: DispenseView },
      },
    },
    async (request, reply) => {
      const { id } = await permitDispense(context, request)
      const origin = originOf(request)
      await once(context, request, reply, 200, async (tx) => {
        const { dispense } = await lockDispense(tx, id)
        await abandon(tx, dispense, { reason: 'by-hand', origin })
        return {}
      })
      return readDispenseView(context, await advance(context, id, origin))
    },
  )
}
