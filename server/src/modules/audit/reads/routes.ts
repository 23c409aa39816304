// Routes of reads: a family sees who read its records, and auditors search who read what of whom.
import { Instant, id, object, oneOf, page, type Static, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { App } from '../../../platform/module.ts'
import { cutPage } from '../../../platform/paging.ts'
import { ROLES } from '../../../platform/powers.ts'
import { invalidField, notFound, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { findPatients, PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { Basis, ReadId } from '../contract.ts'
import { listSamePerson } from '../merges/store.ts'
import { position, toIds, windowQuery } from '../searching.ts'
import type { AuditContext, ReadRow } from '../tables.ts'
import { listReads } from './store.ts'

const AccountId = id('account')
const RecordId = id('record')

const shared = {
  readId: ReadId,
  at: Instant,
  role: oneOf(ROLES, { description: 'The role in which the person read.' }),
  facilityId: Type.Optional(FacilityId),
  basis: Basis,
  recordKind: Type.String({ description: 'What was shown, such as booking, dose or patient.' }),
  action: Type.String({ description: 'What it was shown for, such as read, give or match.' }),
}

const recordId = Type.Optional(Type.String({ description: 'The id of the record; left out for a list or a search.' }))

/** A read as the family sees it: the role and the place, but no name of a member of staff. */
const FamilyRead = object({ ...shared, recordId })

const AuditedRead = object({
  ...shared,
  accountId: AccountId,
  patientId: PatientId,
  recordId,
  requestId: Type.String(),
})

export const readRoutes = (context: AuditContext) => (app: App) => {
  addFamilyReads(app, context)
  addSearch(app, context)
}

const toShared = (row: ReadRow) => ({
  readId: row.id,
  at: row.at.toISOString(),
  role: row.role as Static<typeof shared.role>,
  ...(row.facility_id !== null && { facilityId: row.facility_id as FacilityId }),
  basis: row.basis,
  recordKind: row.record_kind,
  action: row.action,
  ...(row.record_id !== null && { recordId: row.record_id }),
})

const toAudited = (row: ReadRow) => ({
  ...toShared(row),
  accountId: row.account_id,
  patientId: row.patient_id,
  requestId: row.request_id,
})

/** The records of one person: also those that were merged into this one. */
async function patientsOf({ db }: AuditContext, patientId: PatientId) {
  return (await listSamePerson(db, patientId)).map((same) => ({ cell: cellOf(same), id: same }))
}

function addFamilyReads(app: App, context: AuditContext): void {
  app.get(
    '/v1/patients/:patientId/reads',
    {
      config: { access: may('reads.follow').at('record') },
      schema: {
        summary: 'See who read the records of a member of the family',
        description:
          'The newest first. Each read has the role and the place of the person, what they saw, why and when. What ' +
          'the family itself reads is left out. If one person sees the same record again within 15 minutes, Sehat ' +
          'counts this as one read.',
        params: object({ patientId: PatientId }),
        querystring: object({
          record: Type.Optional({ ...RecordId, description: 'Only reads of this record, such as one document.' }),
          ...windowQuery,
        }),
        response: { 200: page(FamilyRead) },
      },
    },
    async (request) => {
      const { patientId } = request.params
      const [patient] = await context.call(findPatients, { patientIds: [patientId] })
      if (!patient) throw new Problem(notFound)
      request.permit({ accountId: patient.accountId ?? undefined })
      const { limit, record } = request.query
      const patients = await patientsOf(context, patientId)
      const search = { patients, recordId: record, ...toIds(request.query), limit: limit + 1 }
      const found = await listReads(context.db, search)
      const { shown, next } = cutPage(found, limit, ({ id: last }) => position.write({ id: last }))
      return { items: shown.map(toShared), ...next }
    },
  )
}

function addSearch(app: App, context: AuditContext): void {
  app.get(
    '/v1/audit/reads',
    {
      config: { access: may('reads.search').at('place') },
      schema: {
        summary: 'Search who read what of whom',
        description:
          'The newest first. Give `patient`, `account` or `facility`. A chain administrator gives a `facility` of ' +
          'the own chain. Sehat records this search as a read of each patient in the answer.',
        querystring: object({
          patient: Type.Optional(PatientId),
          account: Type.Optional(AccountId),
          facility: Type.Optional(FacilityId),
          basis: Type.Optional(Basis),
          ...windowQuery,
        }),
        response: { 200: page(AuditedRead) },
      },
    },
    async (request) => {
      const { patient, account: accountId, facility: facilityId, basis, limit } = request.query
      request.permit(facilityId === undefined ? {} : { facilityId })
      if (patient === undefined && accountId === undefined && facilityId === undefined) {
        throw invalidField('query/patient', 'give patient, account or facility')
      }
      const patients = patient && (await patientsOf(context, patient))
      const search = { patients, accountId, facilityId, basis, ...toIds(request.query), limit: limit + 1 }
      const { shown, next } = cutPage(await listReads(context.db, search), limit, ({ id: last }) =>
        position.write({ id: last }),
      )
      return { items: shown.map(toAudited), ...next }
    },
  )
}
