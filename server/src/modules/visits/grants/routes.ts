// The routes of grants: a family lets a hospital of another chain read its visits until a day, and withdraws that.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { Day, Instant, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { transaction } from '../../../platform/postgres/db.ts'
import { invalidField } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { FacilityId } from '../../facilities/contract.ts'
import type { AccountId } from '../../identity/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { patientParams, permitRecord } from '../care/access.ts'
import { requireFacility } from '../hospitals/steps.ts'
import { findHospitals, upsertHospital } from '../hospitals/store.ts'
import type { Grant, VisitsContext } from '../tables.ts'
import { grantGiven, grantWithdrawn } from './contract.ts'
import { deleteGrants, listGrants, writeGrant } from './store.ts'

/** A grant ends by itself, so that a family need not remember it for years. */
const DAYS_MAX = 366

const PURPOSES = ['treatment', 'second-opinion', 'follow-up', 'other'] as const
const Purpose = oneOf(PURPOSES, { description: 'For what the family lets the hospital read.' })

const GrantView = object({
  patientId: PatientId,
  facilityId: FacilityId,
  facilityName: Type.String(),
  untilOn: { ...Day, description: 'The last day on which it holds.' },
  purpose: Purpose,
  givenAt: Instant,
})
const params = object({ ...patientParams.properties, facilityId: FacilityId })

export const grantRoutes = (context: VisitsContext) => (app: App) => {
  addList(app, context)
  addGiving(app, context)
  addWithdrawal(app, context)
}

const toView = (grant: Grant, facilityName: string): Static<typeof GrantView> => ({
  ...{ patientId: grant.patient_id, facilityId: grant.facility_id, facilityName, purpose: grant.purpose },
  // It ends with the day, at the midnight that begins the next one.
  ...{ untilOn: addDays(dayInIndia(grant.until_at), -1), givenAt: grant.given_at.toISOString() },
})

function addList(app: App, context: VisitsContext): void {
  app.get(
    '/v1/patients/:patientId/grants',
    {
      config: { access: may('grant.give').at('record') },
      schema: {
        summary: 'List the hospitals that a family lets read its visits elsewhere',
        description: 'Those that hold today. Who treats the patient reads the visits of the own chain without a grant.',
        params: patientParams,
        response: { 200: object({ items: Type.Array(GrantView) }) },
      },
    },
    async (request) => {
      const { patientIds } = await permitRecord(context, request, request.params.patientId)
      const grants = await listGrants(context.db, patientIds, context.clock.now())
      const hospitals = await findHospitals(
        context.db,
        grants.map(({ facility_id }) => facility_id),
      )
      return { items: grants.map((grant) => toView(grant, hospitals.get(grant.facility_id)?.name ?? '')) }
    },
  )
}

function addGiving(app: App, context: VisitsContext): void {
  app.put(
    '/v1/patients/:patientId/grants/:facilityId',
    {
      config: { access: may('grant.give').at('record') },
      schema: {
        summary: 'Let a hospital read the visits elsewhere until a day',
        description:
          'Who treats the patient at this hospital, or at another one of its chain, then reads what was written at ' +
          'all hospitals. Nobody reads more who does not treat the patient. A year at most. A repeat gives the ' +
          'newer last day and purpose. Without `purpose` it is `treatment`.',
        params,
        body: object({ untilOn: Day, purpose: Type.Optional(Purpose) }),
        response: { 200: GrantView },
      },
    },
    async (request) => {
      const { facilityId } = request.params
      const { untilOn, purpose = 'treatment' } = request.body
      const { patient } = await permitRecord(context, request, request.params.patientId)
      const now = context.clock.now()
      const today = dayInIndia(now)
      if (untilOn < today) throw invalidField('/untilOn', 'is over')
      if (untilOn > addDays(today, DAYS_MAX - 1)) throw invalidField('/untilOn', 'is more than a year ahead')
      const facility = await requireFacility(context, facilityId)
      const isHospital = facility.kinds.includes('hospital') && facility.isActive
      if (!isHospital) throw invalidField('path/facilityId', 'is not an open hospital')
      const grant: Grant = {
        ...{ cell: cellOf(patient.patientId), patient_id: patient.patientId, facility_id: facilityId },
        ...{ given_by: actorOf(request).accountId as AccountId, given_at: now },
        purpose,
        until_at: startOfDayInIndia(addDays(untilOn, 1)),
      }
      await transaction(context.db, async (tx) => {
        await upsertHospital(tx, facility)
        await writeGrant(tx, grant)
        const told = { patientId: patient.patientId, facilityId, until: grant.until_at.toISOString() }
        await publish(tx, originOf(request), grantGiven, told)
      })
      return toView(grant, facility.name)
    },
  )
}

function addWithdrawal(app: App, context: VisitsContext): void {
  app.delete(
    '/v1/patients/:patientId/grants/:facilityId',
    {
      config: { access: may('grant.give').at('record') },
      schema: {
        summary: 'Let a hospital no longer read the visits elsewhere',
        description: 'From now on. A repeat changes nothing.',
        params,
        response: { 204: Type.Null() },
      },
    },
    async (request, reply) => {
      const { facilityId } = request.params
      const { patient, patientIds } = await permitRecord(context, request, request.params.patientId)
      await transaction(context.db, async (tx) => {
        if ((await deleteGrants(tx, patientIds, facilityId)) === 0) return
        await publish(tx, originOf(request), grantWithdrawn, { patientId: patient.patientId, facilityId })
      })
      return reply.code(204).send(null)
    },
  )
}
