// Routes of doses that people had elsewhere: staff of a centre record one, list their records, and cancel a wrong one.
import { actorOf } from '../../../platform/access.ts'
import { Cursor, Day, Limit, object, page, Type, text } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, type Context, originOf } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import { withPresence } from '../../../platform/presence.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../../identity/presence/contract.ts'
import { findPatients, Gender, PatientId } from '../../patients/contract.ts'
import { Proof } from '../../patients/presence/contract.ts'
import { may } from '../access.ts'
import { Dose, VaccineCode } from '../contract.ts'
import type { VaccinationTables } from '../tables.ts'
import { findVaccine } from '../vaccines/store.ts'
import { DosePlace, Evidence, HistoricalDose, HistoricalDoseId } from './contract.ts'
import { cancelDose, checkDose, recordDose, toDoseView } from './steps.ts'
import { findHistoricalDose, listRecordedAt } from './store.ts'

const position = cursor({ id: HistoricalDoseId })

const ListedDose = object({
  ...HistoricalDose.properties,
  patient: Type.Optional(object({ name: Type.String(), birthYear: Type.Integer(), gender: Gender })),
})

export const historyRoutes = (context: Context<VaccinationTables>) => (app: App) => {
  addRecording(app, context)
  addCancellation(app, context)
  addList(app, context)
}

function addRecording(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/patients/:patientId/doses',
    {
      config: { access: may('dose.record').at('place') },
      schema: {
        summary: 'Record a dose that a patient had elsewhere',
        description:
          'In another country, on paper, in another system. Prove that the patient is there, as for a walk-in. The ' +
          'dose counts for the next dose, and takes no stock. It is refused when it contradicts what is known. Takes ' +
          'an Idempotency-Key.',
        params: object({ patientId: PatientId }),
        body: object({
          vaccine: VaccineCode,
          dose: Dose,
          givenOn: Day,
          place: DosePlace,
          evidence: Evidence,
          proof: Proof,
        }),
        response: { 201: HistoricalDose },
      },
    },
    async (request, reply) => {
      const { patientId } = request.params
      const { vaccine: code, proof, ...dose } = request.body
      const { facilityId } = actorOf(request)
      // The centre is where the staff work now. So nobody records for another centre.
      if (facilityId === undefined) throw new Problem(forbidden)
      request.permit({ facilityId, cell: cellOf(facilityId) })
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw new Problem(notFound)
      const recorded = { facilityId: facilityId as FacilityId, proof }
      const record = async () => {
        const vaccine = await findVaccine(context.db, code)
        if (!vaccine) throw invalidField('/vaccine', 'is not known; see GET /v1/vaccination/vaccines')
        const stated = { ...dose, patient, vaccine, recorded }
        checkDose(stated, context.clock.now())
        return once(context, request, reply, 201, async (tx) =>
          toDoseView(await recordDose(tx, stated, originOf(request))),
        )
      }
      return withPresence(
        context,
        request,
        {
          ...{ about: { patientId, facilityId: recorded.facilityId }, proof },
          prove: (proving) => context.call(provePresenceAt, proving),
          giveBack: (used) => context.call(returnPresenceCode, used),
        },
        record,
      )
    },
  )
}

function addCancellation(app: App, context: Context<VaccinationTables>): void {
  app.post(
    '/v1/patients/:patientId/doses/:doseId/cancellation',
    {
      config: { access: may('dose.correct').at('record') },
      schema: {
        summary: 'Cancel the record of a dose that a patient had elsewhere',
        description:
          'The dose does not count any more. The record and the reason stay. The staff of the centre that recorded ' +
          'it may do so, and officials. Takes an Idempotency-Key.',
        params: object({ patientId: PatientId, doseId: HistoricalDoseId }),
        body: object({ reason: text(200, { description: 'Why the record is wrong.' }) }),
        response: { 200: HistoricalDose },
      },
    },
    async (request, reply) => {
      const { patientId, doseId } = request.params
      const row = await findHistoricalDose(context.db, doseId)
      if (row?.patient_id !== patientId) throw new Problem(notFound)
      const facilityId = row.facility_id ?? undefined
      request.permit({ facilityId, cell: cellOf(facilityId ?? patientId) })
      const cancelled = { reason: request.body.reason, by: actorOf(request).accountId }
      return once(context, request, reply, 200, async (tx) =>
        toDoseView(await cancelDose(tx, doseId, cancelled, originOf(request))),
      )
    },
  )
}

function addList(app: App, context: Context<VaccinationTables>): void {
  app.get(
    '/v1/vaccination/historical-doses',
    {
      config: { access: may('dose.record').at('place') },
      schema: {
        summary: 'List the doses had elsewhere that a centre recorded',
        description: 'The newest first, also cancelled records.',
        querystring: object({ facility: FacilityId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(ListedDose) },
      },
    },
    async (request) => {
      const { facility, limit, cursor: from } = request.query
      request.permit({ facilityId: facility, cell: cellOf(facility) })
      const found = await listRecordedAt(context.db, facility, position.read(from)?.id, limit + 1)
      const { shown, next } = cutPage(found, limit, position.write)
      const people = await context.call(findPatients, { patientIds: shown.map((row) => row.patient_id) })
      const byId = new Map(people.map((one) => [one.patientId, one]))
      const items = shown.map((row) => {
        const { name, birthYear, gender } = byId.get(row.patient_id) ?? {}
        const patient = name !== undefined && birthYear !== undefined && gender !== undefined
        return { ...toDoseView(row), ...(patient && { patient: { name, birthYear, gender } }) }
      })
      return { items, ...next }
    },
  )
}
