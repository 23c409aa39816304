// A cash session: opened with a float, counted, closed with its difference, and accepted by somebody else.
import { newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { Problem } from '../../../platform/problem.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { BillingTables, CashSession } from '../tables.ts'
import {
  type CashSessionId,
  differenceNeedsReason,
  ownAcceptance,
  sessionClosed,
  sessionOpen,
  sessionState,
} from './contract.ts'
import { type Counted, decideSession, type SessionEvent, sumOfCounted } from './rules.ts'
import { findBusy, insertSession, lockSession, type SessionChange, sumCash, updateSession } from './store.ts'

type Tables = BillingTables
type Origin = EventOrigin & PersonActs

export interface Opening {
  readonly facilityId: FacilityId
  readonly cell: number
  readonly counter: string
  readonly floatPaise: number
}

export async function open(tx: Tx<Tables>, opening: Opening, origin: Origin): Promise<CashSession> {
  const { facilityId, cell, counter, floatPaise } = opening
  const now = tx.clock.now()
  const session = {
    ...{ cell, id: newId<'cash session'>(cell, now.getTime()), facility_id: facilityId, counter },
    ...{ opened_by: origin.actorId, opened_at: now, float_paise: floatPaise, status: 'OPEN' as const },
    ...{ denominations: null, counted_paise: null, counted_at: null, expected_paise: null, difference_paise: null },
    ...{ reason: null, handed_to: null, closed_at: null, accepted_by: null, accepted_at: null },
  }
  if (await insertSession(tx, session)) return session
  const busy = await findBusy(tx, session)
  throw new Problem(sessionOpen, { members: { sessionId: busy?.id } })
}

/** Counts the drawer. It takes no money any more, and may be counted again until it is closed. */
export async function count(tx: Tx<Tables>, id: CashSessionId, denominations: Counted): Promise<CashSession> {
  const session = await lock(tx, id, 'count')
  const counted = { denominations, counted_paise: sumOfCounted(denominations), counted_at: tx.clock.now() }
  return change(tx, session, { ...counted, status: 'COUNTED' })
}

export interface Closing {
  readonly handedTo: string
  readonly reason?: string | undefined
}

/** Closes the drawer. A difference is recorded with its reason; it is never refused and never hidden. */
export async function close(tx: Tx<Tables>, id: CashSessionId, closing: Closing, origin: Origin): Promise<CashSession> {
  const session = await lock(tx, id, 'close')
  const countedPaise = session.counted_paise as number
  const expectedPaise = session.float_paise + ((await sumCash(tx, [id])).get(id) ?? 0)
  const differencePaise = countedPaise - expectedPaise
  if (differencePaise !== 0 && closing.reason === undefined) {
    throw new Problem(differenceNeedsReason, { members: { expectedPaise, countedPaise, differencePaise } })
  }
  const sums = { expected_paise: expectedPaise, difference_paise: differencePaise }
  const told = { reason: closing.reason ?? null, handed_to: closing.handedTo, closed_at: tx.clock.now() }
  const closed = await change(tx, session, { ...sums, ...told, status: 'CLOSED' })
  const { facility_id: facilityId, counter } = session
  const facts = { sessionId: id, facilityId, counter, expectedPaise, countedPaise, differencePaise }
  await publish(tx, origin, sessionClosed, facts)
  return closed
}

/** Somebody else has seen the money of a closed session. */
export async function accept(tx: Tx<Tables>, id: CashSessionId, accountId: string): Promise<CashSession> {
  const session = await lock(tx, id, 'accept')
  if (session.opened_by === accountId) throw new Problem(ownAcceptance)
  return change(tx, session, { accepted_by: accountId, accepted_at: tx.clock.now() })
}

async function lock(tx: Tx<Tables>, id: CashSessionId, event: SessionEvent): Promise<CashSession> {
  const session = (await lockSession(tx, id)) as CashSession
  const decision = decideSession(session.status, event, session.accepted_by !== null)
  if ('next' in decision) return session
  throw new Problem(sessionState, { members: { status: session.status, instead: decision.instead } })
}

async function change(tx: Tx<Tables>, session: CashSession, changed: SessionChange): Promise<CashSession> {
  await updateSession(tx, session, changed)
  return { ...session, ...changed }
}
