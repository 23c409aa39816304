// Who reaches a bill: the family of its patient, and staff where it belongs, each as far as their role sees.
import type { FastifyRequest } from 'fastify'
import { actorOf, reaches } from '../../platform/access.ts'
import { notFound, Problem } from '../../platform/problem.ts'
import type { FacilityId } from '../facilities/contract.ts'
import { findPatients, type PatientId } from '../patients/contract.ts'
import { modulesShown } from './access.ts'
import { listOwning } from './merging/steps.ts'
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
