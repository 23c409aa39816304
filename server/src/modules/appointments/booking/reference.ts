// Finds the appointments of a hospital by the reference on a slip, as the counter scans or types it.
import type { FastifyRequest } from 'fastify'
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { numberOfReference } from '../../../platform/id.ts'
import { invalidField } from '../../../platform/problem.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { AppointmentsContext } from '../tables.ts'
import { isOwnStaff, showsReason } from './access.ts'
import { listOfReference } from './store.ts'
import { toStaffViews } from './views.ts'

/** A reference is no key. In these days around today a hospital has hardly two appointments with the same one. */
const DAYS = 31
const FOUND_MAX = 10

interface Wanted {
  readonly facilityId: FacilityId
  readonly reference: string
}

/** By their day. A doctor gets only the own patients. Throws for a mistyped reference. */
export async function listByReference(
  context: AppointmentsContext,
  request: FastifyRequest,
  { facilityId, reference }: Wanted,
) {
  const number = numberOfReference(reference)
  if (number === undefined) throw invalidField('query/reference', 'has a mistake; check each letter and digit')
  const today = dayInIndia(context.clock.now())
  const days = { from: addDays(today, -DAYS), to: addDays(today, DAYS) }
  const found = await listOfReference(context.db, { facilityId, number, ...days }, FOUND_MAX)
  const own = found.filter((one) => isOwnStaff(request, one))
  return toStaffViews(context, own, showsReason(request))
}
