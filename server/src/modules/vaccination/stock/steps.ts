// Steps on stock, inside a transaction: receiving and correcting it, and promising it to sessions.
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { lotNotUsable, stockChangedMeanwhile, stockTooLow } from '../contract.ts'
import { promiseOf } from '../rules.ts'
import type { Session } from '../sessions/store.ts'
import type { StockLevelRow, VaccinationTables } from '../tables.ts'
import { addPromise, countUsable, findLot, lockLevel, type Movement, moveStock, type Shelf } from './store.ts'

const shelfOf = ({ cell, facility_id, vaccine, dose }: Shelf): Shelf => ({ cell, facility_id, vaccine, dose })

interface Stated {
  readonly expiresOn?: string | undefined
  /** What the lot held for whoever decided, for example before counting. */
  readonly expectedOnHand?: number | undefined
}

/**
 * Receives, writes off or corrects stock. What sessions promise cannot be taken away. Who counted says against which
 * number: the difference to another one would be wrong.
 */
export async function changeStock(
  tx: Tx<VaccinationTables>,
  movement: Movement,
  { expiresOn, expectedOnHand }: Stated,
  now: Date,
): Promise<StockLevelRow> {
  const level = await lockLevel(tx, movement)
  const lot = await findLot(tx, movement, movement.lot)
  const onHand = lot?.on_hand ?? 0
  if (expectedOnHand !== undefined && expectedOnHand !== onHand) {
    const detail = `The lot holds ${onHand}, not ${expectedOnHand}`
    throw new Problem(stockChangedMeanwhile, { detail, members: { onHand } })
  }
  if (lot && expiresOn !== undefined && lot.expires_on !== expiresOn) {
    throw invalidField('/expiresOn', `this lot is known here and expires on ${lot.expires_on}`)
  }
  const expires = lot?.expires_on ?? expiresOn
  if (expires === undefined) throw invalidField('/expiresOn', 'is missing; a lot that is new here needs it')
  const left = level.on_hand + movement.quantity
  if (onHand + movement.quantity < 0 || left < level.promised) {
    const promised = `${level.promised} of ${level.on_hand} doses are promised to sessions`
    const detail = `The lot holds ${onHand}; ${promised}`
    throw new Problem(stockTooLow, { detail, members: { onHand: level.on_hand, promised: level.promised } })
  }
  await moveStock(tx, movement, expires, now)
  return { ...level, on_hand: left }
}

/** Makes the promise of a session what it is to be; refused when the stock does not hold it. */
export async function changePromise(
  tx: Tx<VaccinationTables>,
  before: Session | undefined,
  after: Session,
): Promise<void> {
  const more = promiseOf(after) - (before ? promiseOf(before) : 0)
  if (more === 0) return
  const level = await lockLevel(tx, after)
  if (more > 0) {
    const usable = await countUsable(tx, after, after.held_on)
    const free = Math.min(level.on_hand, usable) - level.promised
    if (free < more) {
      throw new Problem(stockTooLow, {
        detail: `${Math.max(free, 0)} doses are free that can be given on ${after.held_on}; ${more} are needed`,
        members: { free: Math.max(free, 0), needed: more },
      })
    }
  }
  await addPromise(tx, shelfOf(after), more)
}

/** Takes one dose of a lot out of the stock and out of the session's promise. */
export async function takeDose(
  tx: Tx<VaccinationTables>,
  session: Session,
  { lot: lotName, today, actorId, now }: { lot: string; today: string; actorId: string; now: Date },
): Promise<void> {
  await lockLevel(tx, session)
  const lot = await findLot(tx, session, lotName)
  if (!lot || lot.on_hand < 1) throw new Problem(lotNotUsable, { detail: 'No dose of this lot is in stock here' })
  if (lot.expires_on < today) throw new Problem(lotNotUsable, { detail: `This lot expired on ${lot.expires_on}` })
  await addPromise(tx, shelfOf(session), -1)
  const movement = { ...shelfOf(session), lot: lotName, quantity: -1, reason: 'given', actor_id: actorId } as const
  await moveStock(tx, movement, lot.expires_on, now)
}
