// The routes that read dispenses: those of a store, one, and the data of its labels.
import { Cursor, Day, Instant, Limit, object, page, type Static, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import { StoreId } from '../../inventory/contract.ts'
import { findPatients } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { Times } from '../contract.ts'
import { requireStore } from '../medicines/steps.ts'
import { readSealed } from '../signing/sealing.ts'
import { findVersion } from '../signing/store.ts'
import type { Dispense, PrescriptionsContext } from '../tables.ts'
import { dispenseParams, permitDispense } from './access.ts'
import { DispenseId, DispenseStatus } from './contract.ts'
import { listAsked, listGiven, listOfStore } from './store.ts'
import { DispenseView, ListedDispense, readDispenseView, toListedDispenses } from './views.ts'

export const dispenseListRoutes = (context: PrescriptionsContext) => (app: App) => {
  addList(app, context)
  addOne(app, context)
  addLabels(app, context)
}

const position = cursor({ preparedAt: Instant, id: DispenseId })

function addList(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/dispenses',
    {
      config: { access: may('dispense.read').at('place') },
      schema: {
        summary: 'List the dispenses of a store',
        description: 'The latest come first.',
        querystring: object({
          store: StoreId,
          status: Type.Optional(DispenseStatus),
          stuck: Type.Boolean({ default: false, description: 'True: only those that do not go on by themselves.' }),
          limit: Limit,
          cursor: Type.Optional(Cursor),
        }),
        response: { 200: page(ListedDispense) },
      },
    },
    async (request) => {
      const { store: storeId, status, stuck, limit, cursor: from } = request.query
      const store = await requireStore(context, storeId)
      if (!store) throw new Problem(notFound)
      request.permit({ facilityId: store.facility_id })
      const part = { before: position.read(from), limit: limit + 1 }
      const found = await listOfStore(context.db, { storeId, status, isStuck: stuck, ...part })
      const { shown, next } = cutPage(found, limit, ({ prepared_at, id }) =>
        position.write({ preparedAt: prepared_at.toISOString(), id }),
      )
      return { items: await toListedDispenses(context, shown), ...next }
    },
  )
}

function addOne(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/dispenses/:dispenseId',
    {
      config: { access: may('dispense.read').at('record') },
      schema: {
        summary: 'Read a dispense',
        params: dispenseParams,
        response: { 200: DispenseView },
      },
    },
    async (request) => readDispenseView(context, await permitDispense(context, request)),
  )
}

export const LabelView = object({
  patientName: Type.Optional(Type.String()),
  medicine: Type.String(),
  quantity: Type.Integer({ minimum: 1 }),
  dose: Type.Optional(Type.String()),
  times: Type.Optional(Times),
  days: Type.Optional(Type.Integer()),
  instructions: Type.Optional(Type.String()),
  lot: Type.String(),
  expiresOn: Day,
})

function addLabels(app: App, context: PrescriptionsContext): void {
  app.get(
    '/v1/dispenses/:dispenseId/labels',
    {
      config: { access: may('dispense.read').at('record') },
      schema: {
        summary: 'Read what stands on the labels of a dispense',
        description: 'One for each lot. What the doctor wrote is that of the version which was prepared.',
        params: dispenseParams,
        response: { 200: object({ items: Type.Array(LabelView) }) },
      },
    },
    async (request) => ({ items: await toLabels(context, await permitDispense(context, request)) }),
  )
}

export async function toLabels(
  { db, call }: PrescriptionsContext,
  dispense: Dispense,
): Promise<Static<typeof LabelView>[]> {
  const { id, prescription_id, prescription_version, patient_id } = dispense
  const version =
    prescription_id === null ? undefined : await findVersion(db, prescription_id, prescription_version as number)
  const written = version ? readSealed(version.sealed).lines : []
  const asked = await listAsked(db, id)
  const [patient] = patient_id === null ? [] : await call(findPatients, { patientIds: [patient_id] })
  return (await listGiven(db, [id])).map(({ asked_line, item_name, quantity, lot, expires_on }) => {
    const key = asked.find(({ line }) => line === asked_line)?.line_key
    const line = written.find(({ lineKey }) => lineKey === key)
    return {
      ...(patient && { patientName: patient.name }),
      ...{ medicine: item_name, quantity, lot, expiresOn: expires_on },
      ...(line && { dose: line.dose, times: line.times, days: line.days }),
      ...(line?.instructions !== undefined && { instructions: line.instructions }),
    }
  })
}
