// Permits a route by care: the family of a patient, and staff who treat the patient. Everybody else gets 404.
import type { FastifyRequest } from 'fastify'
import { actorOf } from './access.ts'
import { holdingOf } from './powers.ts'

/** Who asks for a record, in the words of the call that says who may read it. */
export interface CareReader {
  readonly accountId: string
  readonly facilityId?: string
  readonly treats: boolean
  readonly nurses: boolean
}

/** The person of a request as a reader. `powers` are the words for treating and nursing. */
export function careReaderOf(
  request: FastifyRequest,
  powers: { readonly treats: string; readonly nurses: string },
): CareReader {
  const { accountId, facilityId } = actorOf(request)
  return {
    accountId,
    ...(facilityId !== undefined && { facilityId }),
    treats: request.holds(powers.treats),
    nurses: request.holds(powers.nurses),
  }
}

/** What opens a record: the account of the family, and why staff may read it. */
export interface CareOfRecord {
  readonly accountId?: string | undefined
  readonly basis?: 'care' | 'emergency' | undefined
}

/**
 * Permits a route of the scope `record` for the family, and for staff whom care opens the record. Throws `not-found`
 * for everybody else. The trail of reads says on what the read rests.
 */
export function permitByCare(request: FastifyRequest, { accountId, basis }: CareOfRecord): { isFamily: boolean } {
  const { facilityId } = actorOf(request)
  request.permit({ ...(accountId !== undefined && { accountId }), ...(basis !== undefined && { facilityId }) })
  const isFamily = request.actingRole !== null && holdingOf(request.actingRole) === 'family'
  if (!isFamily && basis !== undefined) request.readBasis = basis
  return { isFamily }
}
