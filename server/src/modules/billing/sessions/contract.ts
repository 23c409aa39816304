// The cash sessions that other modules may use: ids, words, the event, and the reasons for refusals.
import { Amount, defineEvent, defineProblem, id, object, oneOf, type Static, Type } from '../../../platform/contract.ts'
import { FacilityId } from '../../facilities/contract.ts'

export const CashSessionId = id('cash session')
export type CashSessionId = Static<typeof CashSessionId>

export const SESSION_STATUSES = ['OPEN', 'COUNTED', 'CLOSED'] as const
export const SessionStatus = oneOf(SESSION_STATUSES, {
  description: 'A `COUNTED` session takes no money any more. A `CLOSED` one waits until somebody else accepts it.',
})
export type SessionStatus = Static<typeof SessionStatus>

/** A drawer is closed and handed over. A difference is not 0 when money lacks or is too much. */
export const sessionClosed = defineEvent(
  'billing.session-closed.v1',
  'sessionId',
  object({
    sessionId: CashSessionId,
    facilityId: FacilityId,
    counter: Type.String(),
    expectedPaise: Type.Integer(),
    countedPaise: Amount,
    differencePaise: Type.Integer(),
  }),
)

export const sessionOpen = defineProblem(
  'session-open',
  409,
  'There is an open session already, of you or at this counter',
  'Close the session `sessionId` first.',
)
export const sessionState = defineProblem(
  'session-state',
  409,
  'The session is in a state that does not allow this',
  'Look at `status`, and at `instead`: what may still be done with the session.',
)
export const differenceNeedsReason = defineProblem(
  'difference-needs-reason',
  409,
  'The drawer holds another sum than the books',
  'Count again, or say why: `differencePaise` is what was counted less what is expected.',
)
export const ownAcceptance = defineProblem(
  'own-acceptance',
  409,
  'You may not accept your own session',
  'Another cashier or an administrator must accept it.',
)
