// Routes for customers about their linked patients: read one, and end a link.

import { actorOf } from '../../../platform/access.ts'
import { Day, Instant, object, oneOf, Type } from '../../../platform/contract.ts'
import { ID_PATTERN } from '../../../platform/id.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { Problem } from '../../../platform/problem.ts'
import { findPatients, Gender, type PatientId } from '../../patients/contract.ts'
import { customers } from '../access.ts'
import { CustomerPatientId, patientNotLinked, WorkflowId } from '../contract.ts'
import { bucketOf } from '../customers/directory.ts'
import type { Linking } from '../linking.ts'
import type { LinkageContext, MappingRow } from '../tables.ts'
import { endLink } from './steps.ts'
import { findLiveMapping } from './store.ts'

const params = object({ patientId: CustomerPatientId })

/** What a customer sees of the linked person: enough to be sure who it is, but no phone, address or number. */
const Details = object({
  full_name: Type.String(),
  'birth-year': Type.Integer(),
  dob: Type.Optional(Day),
  gender: Gender,
})

export const patientRoutes = (context: LinkageContext, linking: Linking) => (app: App) => {
  addRead(app, context, linking)
  addDelink(app, context, linking)
}

function addRead(app: App, context: LinkageContext, { directory }: Linking): void {
  app.get(
    '/patient/:patientId',
    {
      config: { access: customers },
      schema: {
        summary: 'See a linked patient',
        description: 'Name the patient by your own id. The answer is 404 when the patient is not linked.',
        params,
        response: {
          200: object({
            'patient-id': CustomerPatientId,
            status: oneOf(['LINKED']),
            'link-id': Type.String(),
            'workflow-id': WorkflowId,
            'linked-at': Instant,
            details: Type.Optional(Details),
          }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      const patientId = request.params.patientId
      const cell = bucketOf(customer.id, patientId)
      const mapping = await findLiveMapping(context.db, { cell, customerId: customer.id, patientId })
      if (!mapping) throw new Problem(patientNotLinked)
      const details = await readDetails(context, mapping)
      request.shows(...('details' in details ? [mapping.internal_patient_id] : []))
      return {
        'patient-id': patientId,
        status: 'LINKED' as const,
        'link-id': mapping.id,
        'workflow-id': mapping.workflow_id,
        'linked-at': mapping.created_at.toISOString(),
        ...details,
      }
    },
  )
}

async function readDetails({ call, config }: LinkageContext, { internal_patient_id }: MappingRow) {
  if (config.linkage.index !== 'own' || !new RegExp(ID_PATTERN).test(internal_patient_id)) return {}
  const [facts] = await call(findPatients, { patientIds: [internal_patient_id as PatientId] })
  if (!facts) return {}
  const { name, birthDate, birthYear, gender } = facts
  return { details: { full_name: name, 'birth-year': birthYear, ...(birthDate && { dob: birthDate }), gender } }
}

function addDelink(app: App, context: LinkageContext, { directory, nudgeCallbacks }: Linking): void {
  app.post(
    '/patient/:patientId/delink',
    {
      config: { access: customers },
      schema: {
        summary: 'End the link of a patient',
        description:
          'Sehat keeps the history, and tells you by the callback `link.delinked`. You can link the patient again: ' +
          'POST /link.',
        params,
        response: {
          200: object({ 'patient-id': CustomerPatientId, status: oneOf(['DE-LINKED']), 'updated-at': Instant }),
        },
      },
    },
    async (request) => {
      const customer = await directory.require(actorOf(request))
      const patientId = request.params.patientId
      const cell = bucketOf(customer.id, patientId)
      const patient = { cell, customerId: customer.id, patientId }
      const ended = await endLink(context, patient, 'asked-by-customer', originOf(request))
      if (!ended) throw new Problem(patientNotLinked)
      nudgeCallbacks()
      return { 'patient-id': patientId, status: 'DE-LINKED' as const, 'updated-at': ended.created_at.toISOString() }
    },
  )
}
