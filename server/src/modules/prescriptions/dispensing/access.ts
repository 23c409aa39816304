// Who reaches a dispense: the staff of its pharmacy's facility. Everybody else gets 404.
import type { FastifyRequest } from 'fastify'
import { object } from '../../../platform/contract.ts'
import { notFound, Problem } from '../../../platform/problem.ts'
import type { Dispense, PrescriptionsContext } from '../tables.ts'
import { DispenseId } from './contract.ts'
import { findDispense } from './store.ts'

export const dispenseParams = object({ dispenseId: DispenseId })
export type DispenseRequest = FastifyRequest<{ Params: { dispenseId: DispenseId } }>

export async function permitDispense({ db }: PrescriptionsContext, request: DispenseRequest): Promise<Dispense> {
  const dispense = await findDispense(db, request.params.dispenseId)
  if (!dispense) throw new Problem(notFound)
  request.permit({ facilityId: dispense.facility_id })
  return dispense
}
