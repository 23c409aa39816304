// The routes of merging: an administrator merges two records of one person, undoes a merge, and reads the history.

import { actorOf } from '../../../platform/access.ts'
import { Instant, object, type Static, Type, text } from '../../../platform/contract.ts'
import { once } from '../../../platform/idempotency.ts'
import { type App, originOf } from '../../../platform/module.ts'
import { may } from '../access.ts'
import { PatientId } from '../contract.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { mergePatients, unmergePatient } from './steps.ts'
import { listMerges, type Merge } from './store.ts'

const MergeView = object({
  patientId: PatientId,
  keptPatientId: PatientId,
  reason: Type.String(),
  mergedBy: Type.String(),
  mergedAt: Instant,
  undoneBy: Type.Optional(Type.String()),
  undoneAt: Type.Optional(Instant),
})

function toView(merge: Merge): Static<typeof MergeView> {
  return {
    patientId: merge.gone_id,
    keptPatientId: merge.kept_id,
    reason: merge.reason,
    mergedBy: merge.merged_by,
    mergedAt: merge.merged_at.toISOString(),
    ...(merge.undone_by !== null && { undoneBy: merge.undone_by }),
    ...(merge.undone_at !== null && { undoneAt: merge.undone_at.toISOString() }),
  }
}

const administrators = may('patient.merge').at('anywhere')

export const mergingRoutes = (context: PatientsContext) => (app: App) => {
  const params = object({ patientId: PatientId })

  app.post(
    '/v1/patients/:patientId/merger',
    {
      config: { access: administrators },
      schema: {
        summary: 'Merge a patient into another record of the same person',
        description: 'Searches find only the kept patient, no longer `patientId`. Takes an Idempotency-Key.',
        params,
        body: object({ keptPatientId: PatientId, reason: text(500) }),
        response: { 201: MergeView },
      },
    },
    async (request, reply) => {
      const { keptPatientId: keptId, reason } = request.body
      const asked = { goneId: request.params.patientId, by: actorOf(request).accountId, origin: originOf(request) }
      return once(context, request, reply, 201, async (tx) =>
        toView(await mergePatients(tx, context, { ...asked, keptId, reason })),
      )
    },
  )

  app.post(
    '/v1/patients/:patientId/merger/cancellation',
    {
      config: { access: administrators },
      schema: {
        summary: 'Undo the merge of a patient',
        description: 'Searches find the patient again. Takes an Idempotency-Key.',
        params,
        response: { 200: MergeView },
      },
    },
    async (request, reply) => {
      const asked = { goneId: request.params.patientId, by: actorOf(request).accountId, origin: originOf(request) }
      return once(context, request, reply, 200, async (tx) => toView(await unmergePatient(tx, context, asked)))
    },
  )

  app.get(
    '/v1/patients/:patientId/mergers',
    {
      config: { access: administrators },
      schema: {
        summary: 'Read the merges of a patient, also undone merges',
        params,
        response: { 200: object({ items: Type.Array(MergeView) }) },
      },
    },
    async (request) => ({ items: (await listMerges(context.db, request.params.patientId)).map(toView) }),
  )
}
