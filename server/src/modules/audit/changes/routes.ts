// The route of changes: auditors search who did what for whom, from the events of all modules.
import { Instant, id, object, page, Type } from '../../../platform/contract.ts'
import type { App } from '../../../platform/module.ts'
import { cutPage } from '../../../platform/paging.ts'
import { invalidField } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { PatientId } from '../../patients/contract.ts'
import { may } from '../access.ts'
import { listSamePerson } from '../merges/store.ts'
import { position, toIds, windowQuery } from '../searching.ts'
import type { AuditContext, ChangeRow } from '../tables.ts'
import { listChanges } from './store.ts'

const AccountId = id('account')

const Change = object({
  changeId: Type.String({ description: 'The id of the event.' }),
  name: Type.String({ description: 'The name of the event, such as vaccination.dose-booked.v1.' }),
  at: Instant,
  accountId: Type.Optional(
    Type.String({ description: 'Who acted; left out when nobody was signed in, as in a job or a registration.' }),
  ),
  role: Type.Optional(Type.String({ description: 'The role in which the account acted.' })),
  facilityId: Type.Optional(Type.String({ description: 'The facility where the account worked.' })),
  onBehalfOfId: Type.Optional(Type.String({ description: 'The account for which another account acted.' })),
  patientId: Type.Optional(PatientId),
  otherPatientId: Type.Optional(PatientId),
  requestId: Type.String(),
  bodyHash: Type.String({ description: 'sha256 of the body of the event as JSON with sorted members, as hex.' }),
})

const toView = (row: ChangeRow) => ({
  changeId: row.id,
  name: row.name,
  at: row.at.toISOString(),
  ...(row.account_id !== null && { accountId: row.account_id }),
  ...(row.role !== null && { role: row.role }),
  ...(row.facility_id !== null && { facilityId: row.facility_id }),
  ...(row.on_behalf_of_id !== null && { onBehalfOfId: row.on_behalf_of_id }),
  ...(row.patient_id !== null && { patientId: row.patient_id }),
  ...(row.other_patient_id !== null && { otherPatientId: row.other_patient_id }),
  requestId: row.request_id,
  bodyHash: row.body_hash.toString('hex'),
})

export const changeRoutes = (context: AuditContext) => (app: App) => {
  app.get(
    '/v1/audit/changes',
    {
      config: { access: may('changes.search').at('anywhere') },
      schema: {
        summary: 'Search who changed what',
        description:
          'The newest first. Give `patient`, `account` or `facility`. A change has ids and a hash, but no content of ' +
          'a record. Sehat records this search as a read of each patient in the answer.',
        querystring: object({
          patient: Type.Optional(PatientId),
          account: Type.Optional(AccountId),
          facility: Type.Optional(FacilityId),
          name: Type.Optional(Type.String({ pattern: '^[a-z-]+\\.[a-z-]+\\.v[0-9]{1,3}$', maxLength: 80 })),
          ...windowQuery,
        }),
        response: { 200: page(Change) },
      },
    },
    async ({ query }) => {
      const { patient, account: accountId, facility: facilityId, name, limit } = query
      if (patient === undefined && accountId === undefined && facilityId === undefined) {
        throw invalidField('query/patient', 'give patient, account or facility')
      }
      const patientIds = patient && (await listSamePerson(context.db, patient))
      const search = { patientIds, accountId, facilityId, name, ...toIds(query), limit: limit + 1 }
      const { shown, next } = cutPage(await listChanges(context.db, search), limit, ({ id: last }) =>
        position.write({ id: last }),
      )
      return { items: shown.map(toView), ...next }
    },
  )
}
