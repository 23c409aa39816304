// Limits how many new family members an account, or people at one network address, add in an hour.
import type { FastifyRequest } from 'fastify'
import { actorOf } from '../../../platform/access.ts'
import { toAddressBlock } from '../../../platform/http/address-block.ts'
import { Problem } from '../../../platform/problem.ts'
import type { PatientsContext } from '../registration/steps.ts'
import { tooManyNewMembers } from './problems.ts'

const HOUR_SECONDS = 3_600

/** Counts one try to add a family member. Throws `tooManyNewMembers` when there were too many. */
export async function countNewMember(context: PatientsContext, request: FastifyRequest): Promise<void> {
  const { meter, keys, config } = context
  const perAccount = { name: 'new-members', max: config.newMembersPerAccountMax, seconds: HOUR_SECONDS }
  const perAddress = { name: 'new-members-address', max: config.newMembersPerAddressMax, seconds: HOUR_SECONDS }
  // Only a keyed hash of the address is stored.
  const address = keys.hash('address', toAddressBlock(request.ip))
  const waitSeconds =
    (await meter.take(perAccount, actorOf(request).accountId)) || (await meter.take(perAddress, address))
  if (waitSeconds === 0) return
  throw new Problem(tooManyNewMembers, { retryAfterSeconds: waitSeconds })
}
