// Which staff and offers an administrator reaches, and which roles they may give there.
import type { FastifyRequest } from 'fastify'
import { actorOf, type Owner, workplaceOf } from '../../../platform/access.ts'
import { CellNumber, Type } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Role } from '../../../platform/powers.ts'
import { forbidden, invalidField, Problem } from '../../../platform/problem.ts'
import { FacilityId } from '../../facilities/contract.ts'
import { mayAppoint } from '../rules.ts'
import type { StaffPlace } from './store.ts'

/** Throws `forbidden` unless one of the actor's roles reaches the place and covers these roles. */
export function requireAppointer(request: FastifyRequest, roles: readonly Role[], place: Owner): void {
  request.permit(place)
  if (!mayAppoint(actorOf(request), roles, place)) throw new Problem(forbidden)
}

/** The fields with which a list asks for a place. */
export const placeQuery = {
  facility: Type.Optional(FacilityId),
  district: Type.Optional(CellNumber),
}

interface AskedPlace {
  readonly facility?: FacilityId
  readonly district?: number
}

/** The place that a list asks for, or all that the actor reaches. Throws when the actor does not reach it. */
export function permitPlace(request: FastifyRequest<{ Querystring: AskedPlace }>): StaffPlace {
  const { facility, district } = request.query
  if (facility !== undefined && district !== undefined) {
    throw invalidField('query/district', 'give facility or district, not both')
  }
  const actor = actorOf(request)
  const place = placeAsked(facility, district) ?? workplaceOf(actor)
  request.permit(place)
  const { facilityId, chainId, cell } = place
  if (facilityId !== undefined) return { facilityIds: [facilityId] }
  if (chainId !== undefined) return { chainId, facilityIds: [...(actor.chainFacilities ?? [])] }
  return cell === undefined ? {} : { cell }
}

function placeAsked(facility: FacilityId | undefined, district: number | undefined): Owner | undefined {
  if (facility !== undefined) return { facilityId: facility, cell: cellOf(facility) }
  return district === undefined ? undefined : { cell: district }
}
