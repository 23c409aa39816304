// Obeys people who do not want outside systems to be linked to their records: ends their links and makes no more.
import { on, type Subscription } from '../../../platform/work/jobs.ts'
import type { EventOrigin } from '../../../platform/work/outbox.ts'
import { type PatientId, patientsMerged, patientsUnmerged } from '../../patients/contract.ts'
import { endLink } from '../mappings/steps.ts'
import type { LinkageContext } from '../tables.ts'
import { listMappingsOf, listObjecting, listOvertaken, saveMerge, saveObjection } from './store.ts'

/** Leaves out the candidates whose person objects: they do not exist for an outside system. */
export async function withoutObjecting<Found extends { readonly patientId: string }>(
  { pool }: Pick<LinkageContext, 'pool'>,
  candidates: readonly Found[],
): Promise<Found[]> {
  const objecting = await listObjecting(
    pool,
    candidates.map(({ patientId }) => patientId),
  )
  return candidates.filter(({ patientId }) => !objecting.has(patientId))
}

/** Keeps what a person decided. Who objects is parted from all systems at once. A repeat changes nothing. */
export async function decideLinks(
  context: LinkageContext,
  { patientId, isAllowed, decidedAt }: { patientId: PatientId; isAllowed: boolean; decidedAt: string },
): Promise<void> {
  await saveObjection(context.db, { patientId, isObjecting: !isAllowed, decidedAt: new Date(decidedAt) })
  if ((await listObjecting(context.pool, [patientId])).has(patientId)) await endLinks(context, patientId)
}

/** Ends all live links of a person. Without `origin` nobody is named as who acted. */
export async function endLinks(
  context: LinkageContext,
  patientId: PatientId,
  origin: EventOrigin = { actorId: null, requestId: patientId },
): Promise<void> {
  for (const one of await listMappingsOf(context.db, patientId)) {
    if (!one.is_live) continue
    const patient = { cell: one.cell, customerId: one.customer_id, patientId: one.patient_id }
    await endLink(context, patient, 'ended-by-sehat', origin)
  }
}

const OVERTAKEN_MS = 3_600_000

/** Ends links that were under way when the person objected. */
export async function endOvertaken(context: LinkageContext): Promise<void> {
  const since = new Date(context.clock.now().getTime() - OVERTAKEN_MS)
  for (const patientId of await listOvertaken(context.db, since)) await endLinks(context, patientId)
}

/** Follows merges: who objects under one record objects as a person. */
export function subscriptions(context: LinkageContext): Subscription[] {
  const follow = async (goneId: PatientId, keptId: PatientId | null, version: number): Promise<void> => {
    await saveMerge(context.db, { goneId, keptId, version })
    if (keptId && (await listObjecting(context.pool, [keptId])).has(keptId)) await endLinks(context, keptId)
  }
  return [
    on(patientsMerged, ({ body: { goneId, keptId, version } }) => follow(goneId, keptId, version)),
    on(patientsUnmerged, ({ body: { goneId, version } }) => follow(goneId, null, version)),
  ]
}
