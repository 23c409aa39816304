// Reads in processes without this module: each is kept by a call before the answer leaves.
import type { Id } from '../../../platform/contract.ts'
import type { StandIn, StandInContext } from '../../../platform/module.ts'
import type { Role } from '../../../platform/powers.ts'
import { answerTo, type CallAnswer } from '../../../platform/work/calls.ts'
import { keepRead } from './contract.ts'
import type { Recorder } from './recorder.ts'

export const readAnswers = (recorder: Recorder): CallAnswer[] => [
  answerTo(keepRead, async ({ accountId, workplaceId, facilityId, recordId, role: stated, ...read }) => {
    const place = { ...(workplaceId && { workplaceId }), ...(facilityId && { facilityId }) }
    const role = stated as Role
    await recorder.record({ ...read, recordId, role, actor: { accountId, sessionId: '', roles: [role], ...place } })
    return {}
  }),
]

export const recordElsewhere = ({ call }: Pick<StandInContext, 'call'>): StandIn => ({
  recordReads: async ({ actor: { accountId, workplaceId, facilityId }, recordId, patientIds, ...read }) => {
    await call(keepRead, {
      ...read,
      accountId,
      patientIds: [...patientIds] as Id<'patient'>[],
      ...(workplaceId && { workplaceId }),
      ...(facilityId && { facilityId }),
      ...(recordId && { recordId }),
    })
  },
})
