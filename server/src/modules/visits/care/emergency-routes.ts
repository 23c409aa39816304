// The routes of emergencies: a doctor opens a record without having treated the patient, and the hospital sees it.
import { actorOf } from '../../../platform/access.ts'
import { addDays, dayInIndia, startOfDayInIndia } from '../../../platform/clock.ts'
import { Cursor, Instant, Limit, object, page, Type, text } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import { once } from '../../../platform/idempotency.ts'
import { toInitials } from '../../../platform/initials.ts'
import { type App, originOfActor } from '../../../platform/module.ts'
import { cursor, cutPage } from '../../../platform/paging.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { forbidden, invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { publish } from '../../../platform/work/outbox.ts'
import { findDoctorOfAccount } from '../../doctors/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { AccountId, findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { CareId, EMERGENCIES_A_DAY, emergencyDeclared, tooManyEmergencies } from '../contract.ts'
import { requireFacility } from '../hospitals/steps.ts'
import { upsertHospital } from '../hospitals/store.ts'
import type { Emergency, VisitsContext, VisitsTables } from '../tables.ts'
import { patientParams } from './access.ts'
import { countEmergency, insertEmergency, listEmergencies } from './store.ts'

const OPEN_MS = 24 * 3_600_000
const REASON_LETTERS_MIN = 10

const EmergencyView = object({
  careId: CareId,
  patientId: PatientId,
  accountId: AccountId,
  doctorName: Type.Optional({
    ...Type.String(),
    description: 'At that time. Left out when the account belongs to no registered doctor.',
  }),
  facilityId: FacilityId,
  reason: Type.String(),
  at: Instant,
  until: Instant,
})

const ListedEmergency = object({
  ...EmergencyView.properties,
  initials: Type.String({ description: 'Of the patient. Empty when the record has gone.' }),
})

function toView(emergency: Emergency) {
  const { id, patient_id, account_id, facility_id, doctor_name, reason, opened_at, until_at } = emergency
  return {
    ...{ careId: id, patientId: patient_id, accountId: account_id, facilityId: facility_id, reason },
    ...(doctor_name !== null && { doctorName: doctor_name }),
    ...{ at: opened_at.toISOString(), until: until_at.toISOString() },
  }
}

export const emergencyRoutes = (context: VisitsContext) => (app: App) => {
  addDeclaring(app, context)
  addList(app, context)
}

function addDeclaring(app: App, context: VisitsContext): void {
  app.post(
    '/v1/patients/:patientId/emergency-access',
    {
      config: { access: may('emergency.declare').at('anywhere') },
      schema: {
        summary: 'Open the record of a patient in an emergency',
        description:
          `For a day, and for you alone. ${EMERGENCIES_A_DAY} times a day at most. The patient is told and sees each ` +
          'read; the hospital sees who opened which record, and why. Takes an Idempotency-Key.',
        params: patientParams,
        body: object({ reason: text(500, { minLength: REASON_LETTERS_MIN }) }),
        response: { 201: EmergencyView },
      },
    },
    async (request, reply) => {
      const { patientId } = request.params
      const { accountId, facilityId } = actorOf(request)
      if (facilityId === undefined) throw new Problem(forbidden)
      const reason = request.body.reason.trim()
      if (reason.length < REASON_LETTERS_MIN) {
        throw invalidField('/reason', `must have at least ${REASON_LETTERS_MIN} letters`)
      }
      const people = await context.call(findPatients, { patientIds: [patientId] })
      if (people.length === 0) throw new Problem(notFound)
      request.readBasis = 'emergency'
      const facility = await requireFacility(context, facilityId as FacilityId)
      const doctor = await context.call(findDoctorOfAccount, { accountId: accountId as AccountId })
      const origin = originOfActor(request)
      return once(context, request, reply, 201, async (tx) => {
        // A repeat of the same request does not come here, so it counts once.
        const now = tx.clock.now()
        await requireFew(tx, accountId as AccountId, now)
        await upsertHospital(tx, facility)
        const emergency: Emergency = {
          ...{ cell: facility.cell, id: newId<'care'>(cellOf(facilityId), now.getTime()) },
          ...{ facility_id: facility.facilityId, account_id: accountId as AccountId, patient_id: patientId, reason },
          ...{ opened_at: now, until_at: new Date(now.getTime() + OPEN_MS), doctor_name: doctor?.name ?? null },
        }
        await insertEmergency(tx, emergency)
        const { careId, until } = toView(emergency)
        const told = { careId, patientId, facilityId: facility.facilityId, accountId: emergency.account_id, until }
        await publish(tx, origin, emergencyDeclared, told)
        return toView(emergency)
      })
    },
  )
}

/** Counts an emergency of an account. The count is a row, so it holds for all processes and without rate limits. */
async function requireFew(tx: Tx<VisitsTables>, accountId: AccountId, now: Date): Promise<void> {
  const day = dayInIndia(now)
  if (await countEmergency(tx, { accountId, day, max: EMERGENCIES_A_DAY })) return
  const dayEnds = startOfDayInIndia(addDays(day, 1))
  const retryAfterSeconds = Math.ceil((dayEnds.getTime() - now.getTime()) / 1_000)
  throw new Problem(tooManyEmergencies, { retryAfterSeconds, members: { max: EMERGENCIES_A_DAY } })
}

const position = cursor({ openedAt: Instant, id: CareId })

function addList(app: App, context: VisitsContext): void {
  app.get(
    '/v1/visits/emergencies',
    {
      config: { access: may('emergency.oversee').at('place') },
      schema: {
        summary: 'List who opened records in an emergency at a hospital',
        description:
          'The latest first, with the reason that was given. Of the patient it shows initials and the number of the ' +
          'record, which the family sees too.',
        querystring: object({ facility: FacilityId, limit: Limit, cursor: Type.Optional(Cursor) }),
        response: { 200: page(ListedEmergency) },
      },
    },
    async (request) => {
      const { facility, limit, cursor: from } = request.query
      request.permit({ facilityId: facility })
      const found = await listEmergencies(context.db, facility, position.read(from), limit + 1)
      const { shown, next } = cutPage(found, limit, ({ opened_at, id }) =>
        position.write({ openedAt: opened_at.toISOString(), id }),
      )
      const patientIds = [...new Set(shown.map(({ patient_id }) => patient_id))]
      const people = patientIds.length === 0 ? [] : await context.call(findPatients, { patientIds })
      const nameOf = (id: PatientId): string => people.find(({ patientId }) => patientId === id)?.name ?? ''
      return { items: shown.map((one) => ({ ...toView(one), initials: toInitials(nameOf(one.patient_id)) })), ...next }
    },
  )
}
