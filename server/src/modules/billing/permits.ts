// Who reaches a bill: the family of its patient, and staff where it belongs, each as far as their role sees.
import type { FastifyRequest } from 'fastify'
import { actorOf, reaches } from '../../platform/access.ts'
import { cellOf } from '../../platform/id.ts'
import { forbidden, invalidField, notFound, Problem } from '../../platform/problem.ts'
import type { FacilityId } from '../facilities/contract.ts'
import { findPatients, type PatientId } from '../patients/contract.ts'
import { modulesShown } from './access.ts'
import { listOwning, listShown } from './merging/steps.ts'
import type { BillingContext } from './tables.ts'

/** The account of the actor, when it is the family of the patient and the power reaches it; else undefined. */
export async function findFamily(
  context: BillingContext,
  request: FastifyRequest,
  { power, patientId }: { readonly power: string; readonly patientId: PatientId },
): Promise<string | undefined> {
  const actor = actorOf(request)
  const people = await context.call(findPatients, { patientIds: await listOwning(context.db, patientId) })
  const accountId = people.find((one) => one.accountId === actor.accountId)?.accountId ?? undefined
  const holders = context.powers.rolesWith(power) ?? new Set()
  return accountId !== undefined && reaches(actor, holders, { accountId }) ? accountId : undefined
}

export interface Owned {
  readonly cell: number
  readonly facility_id: FacilityId
  readonly patient_id: PatientId | null
}

export interface Permitted {
  readonly isFamily: boolean
}

/** Permits the family of the patient, or staff of the facility. `modules`: which modules have charged. */
export async function permitBill(
  context: BillingContext,
  request: FastifyRequest,
  { power, owned, modules }: { readonly power: string; readonly owned: Owned; readonly modules: readonly string[] },
): Promise<Permitted> {
  const patientId = owned.patient_id
  const accountId = patientId === null ? undefined : await findFamily(context, request, { power, patientId })
  if (accountId !== undefined) {
    request.permit({ accountId })
    return { isFamily: true }
  }
  permitStaff(request, owned, modules)
  return { isFamily: false }
}

/** Permits staff of the facility. A pharmacist reaches only what was dispensed, a laboratory what was tested. */
export function permitStaff(
  request: FastifyRequest,
  { facility_id, cell }: Pick<Owned, 'facility_id' | 'cell'>,
  modules: readonly string[],
): void {
  request.permit({ facilityId: facility_id, cell })
  const shown = modulesShown(request)
  if (shown && !modules.some((one) => shown.includes(one))) throw new Problem(notFound)
}

/** Whose records a list shows, and where. */
export interface Shown {
  readonly patientIds: readonly PatientId[]
  /** The list holds only what belongs to this facility. */
  readonly facilityId: FacilityId | undefined
}

type ListRequest = FastifyRequest<{
  Querystring: { patient?: PatientId | undefined; facility?: FacilityId | undefined }
}>

/**
 * Permits a list: of a patient, for the family (also of a record that was merged) and for staff where the person is
 * known; or of a facility, for its staff. `of` is undefined for the list of a facility.
 */
export async function permitList(
  context: BillingContext,
  request: ListRequest,
  { power, isKnown }: { readonly power: string; readonly isKnown: (shown: Shown) => Promise<boolean> },
): Promise<Permitted & { readonly of: Shown | undefined; readonly facilityId: FacilityId | undefined }> {
  const { patient: patientId, facility } = request.query
  if (patientId === undefined) {
    if (!facility) throw invalidField('query/patient', 'give patient, or facility, or both')
    request.permit({ facilityId: facility, cell: cellOf(facility) }, forbidden)
    return { isFamily: false, of: undefined, facilityId: facility }
  }
  const accountId = await findFamily(context, request, { power, patientId })
  const isFamily = accountId !== undefined
  const facilityId = isFamily ? facility : (facility ?? (actorOf(request).facilityId as FacilityId | undefined))
  request.permit(isFamily ? { accountId } : { facilityId })
  const of = { patientIds: await listShown(context.db, patientId), facilityId }
  if (!isFamily && !(await isKnown(of))) throw new Problem(notFound)
  return { isFamily, of, facilityId }
}
