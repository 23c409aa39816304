// Who may reach the report of an adverse event: the staff of its centre, and the officials of its district and above.
import type { FastifyRequest } from 'fastify'
import { object, type Static } from '../../../platform/contract.ts'
import type { Context } from '../../../platform/module.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { VaccinationTables } from '../tables.ts'
import { AdverseEventId } from './contract.ts'
import { type EventWithDose, listVersions } from './store.ts'

export const eventParams = object({ adverseEventId: AdverseEventId })

type EventRequest = FastifyRequest<{ Params: Static<typeof eventParams> }>

/**
 * All versions of the report of a request, the last one first. Another centre gets a 404 problem, as if there were no
 * such report.
 */
export async function findPermittedEvent(
  { db }: Context<VaccinationTables>,
  request: EventRequest,
): Promise<readonly [EventWithDose, ...EventWithDose[]]> {
  const [last, ...before] = await listVersions(db, request.params.adverseEventId)
  if (!last) throw new Problem(notFound)
  request.permit({ facilityId: last.facility_id, cell: last.facility_cell })
  return [last, ...before]
}
