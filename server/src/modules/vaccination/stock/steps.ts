// Steps on stock, inside a transaction: receive, correct and block it, and promise it to sessions. The rules of
// `platform/ledger.ts` decide what is allowed, under the lock of the shelf.
import { dayInIndia } from '../../../platform/clock.ts'
import {
  decideLotState,
  isUsable,
  type Level,
  type LotDecision,
  type LotFacts,
  type MovementRefusal,
  pickLots,
  refuseMovement,
  type Sign,
  sortUsable,
  sumLevel,
} from '../../../platform/ledger.ts'
import { lotNotUsable, stockChangedMeanwhile, stockTooLow } from '../../../platform/ledger-problems.ts'
import type { Db, Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { lotRecalled } from '../problems.ts'
import { promiseOf } from '../rules.ts'
import type { Session } from '../sessions/store.ts'
import type { VaccinationTables } from '../tables.ts'
import {
  changeLevel,
  findLot,
  listLotsOfShelf,
  lockLevel,
  type Movement,
  type MovementReason,
  moveStock,
  type Shelf,
  setLotState,
} from './store.ts'

const SIGNS: Readonly<Record<MovementReason, Sign>> = {
  received: 'in',
  given: 'out',
  returned: 'in',
  wasted: 'out',
  corrected: 'either',
}

const blockedOf = ({ state }: LotFacts, quantity: number): number => (state === 'usable' ? 0 : quantity)

interface Stated {
  readonly expiresOn?: string | undefined
  /** The doses that the lot held when the person decided, for example before a count. */
  readonly expectedOnHand?: number | undefined
}

/** Receives, writes off or corrects stock. Gives the level after that. Throws when the ledger refuses the movement. */
export async function changeStock(
  tx: Tx<VaccinationTables>,
  movement: Movement,
  { expiresOn, expectedOnHand }: Stated,
  now: Date,
): Promise<Level> {
  const today = dayInIndia(now)
  const { reason, quantity } = movement
  const { promised } = await lockLevel(tx, movement)
  const lot = toLot(await findLot(tx, movement, movement.lot), movement, expiresOn)
  if (reason === 'received' && lot.expiresOn < today) {
    throw invalidField('/expiresOn', `is past: this lot expired on ${lot.expiresOn}, so do not receive it`)
  }
  const lots = await listLotsOfShelf(tx, movement)
  const refusal = refuseMovement(lots, lot, promised, { sign: SIGNS[reason], quantity, expectedOnHand }, today)
  if (refusal) throw toProblem(refusal, movement, lot, sumLevel(lots, promised, today), expectedOnHand)
  await moveStock(tx, movement, lot.expiresOn, now)
  const blocked = blockedOf(lot, quantity)
  await changeLevel(tx, movement, { onHand: quantity, blocked, mayUncover: !isUsable(lot, today) })
  return sumLevel(await listLotsOfShelf(tx, movement), promised, today)
}

/** The lot of a movement, before the movement. */
function toLot(known: LotFacts | undefined, { lot }: Movement, expiresOn: string | undefined): LotFacts {
  if (known && expiresOn !== undefined && known.expiresOn !== expiresOn) {
    throw invalidField('/expiresOn', `is wrong; this lot is known here and expires on ${known.expiresOn}`)
  }
  if (known) return known
  if (expiresOn === undefined) throw invalidField('/expiresOn', 'is missing; a lot that is new here needs it')
  return { lot, expiresOn, onHand: 0, state: 'usable' }
}

function toProblem(
  refusal: MovementRefusal,
  { reason, quantity }: Movement,
  { onHand }: LotFacts,
  level: Level,
  expectedOnHand: number | undefined,
): Problem {
  if (refusal === 'wrong-sign') {
    if (quantity === 0) return invalidField('/quantity', 'is 0; give the number of doses')
    return invalidField('/quantity', `must be ${SIGNS[reason] === 'in' ? 'positive' : 'negative'} for ${reason}`)
  }
  if (refusal === 'changed-meanwhile') {
    const detail = `The lot holds ${onHand} doses, not ${expectedOnHand}`
    return new Problem(stockChangedMeanwhile, { detail, members: { onHand } })
  }
  const promised = `${level.promised} of ${level.onHand} doses are promised to sessions`
  const members = { onHand: level.onHand, promised: level.promised }
  return new Problem(stockTooLow, { detail: `The lot holds ${onHand} doses; ${promised}`, members })
}

/** Puts a lot into quarantine, recalls it or releases it. Gives the lot after that, and whether its state changed. */
export async function decideLot(
  tx: Tx<VaccinationTables>,
  shelf: Shelf & { readonly lot: string },
  decision: LotDecision,
  made: { readonly reason: string; readonly actorId: string; readonly now: Date },
): Promise<{ lot: LotFacts; isChanged: boolean }> {
  await lockLevel(tx, shelf)
  const lot = await findLot(tx, shelf, shelf.lot)
  if (!lot) throw invalidField('/lot', 'is not known here; see GET /v1/vaccination/stock')
  const state = decideLotState(lot.state, decision)
  if (state === undefined) throw new Problem(lotRecalled)
  if (state === lot.state) return { lot, isChanged: false }
  const after = { ...lot, state }
  await setLotState(tx, shelf, lot.lot, { state, ...made })
  const blocked = blockedOf(after, lot.onHand) - blockedOf(lot, lot.onHand)
  // Doses that may do harm are blocked even if sessions need them.
  await changeLevel(tx, shelf, { blocked, mayUncover: true })
  return { lot: after, isChanged: true }
}

/** The lots of a shelf that can be given on a day. The first lot to expire comes first. */
export async function suggestLots(
  db: Db<VaccinationTables>,
  shelf: Shelf,
  day: string,
  limit: number,
): Promise<Pick<LotFacts, 'lot' | 'expiresOn' | 'onHand'>[]> {
  const lots = sortUsable(await listLotsOfShelf(db, shelf), day)
  return lots.slice(0, limit).map(({ lot, expiresOn, onHand }) => ({ lot, expiresOn, onHand }))
}

/** Changes the promised doses of a session from `before` to `after`. Throws `stock-too-low`. */
export async function changePromise(
  tx: Tx<VaccinationTables>,
  before: Session | undefined,
  after: Session,
): Promise<void> {
  const more = promiseOf(after) - (before ? promiseOf(before) : 0)
  if (more === 0) return
  const level = await lockLevel(tx, after)
  if (more > 0) {
    const { short } = pickLots(await listLotsOfShelf(tx, after), level.promised + more, after.held_on)
    if (short > 0) {
      const free = Math.max(more - short, 0)
      throw new Problem(stockTooLow, {
        detail: `${more} doses are needed; only ${free} are free that can be given on ${after.held_on}`,
        members: { free, needed: more },
      })
    }
  }
  await changeLevel(tx, after, { promised: more })
}

/** Takes one dose of a lot out of the stock and out of the promise of the session. Throws `lot-not-usable`. */
export async function takeDose(
  tx: Tx<VaccinationTables>,
  session: Session,
  { lot: lotName, today, actorId, now }: { lot: string; today: string; actorId: string; now: Date },
): Promise<void> {
  await lockLevel(tx, session)
  const lot = await findLot(tx, session, lotName)
  if (!lot || lot.onHand < 1) throw new Problem(lotNotUsable, { detail: 'No dose of this lot is in stock here' })
  if (!isUsable(lot, today)) {
    const detail = lot.state === 'usable' ? `This lot expired on ${lot.expiresOn}` : `This lot is ${lot.state}`
    throw new Problem(lotNotUsable, { detail })
  }
  const { cell, facility_id, vaccine } = session
  const shelf = { cell, facility_id, vaccine }
  const movement = { ...shelf, lot: lotName, quantity: -1, reason: 'given', actor_id: actorId } as const
  await moveStock(tx, movement, lot.expiresOn, now)
  await changeLevel(tx, shelf, { onHand: -1, promised: -1 })
}

/** Puts a dose back that was not given after all: into the stock, and into the promise of the session. */
export async function returnDose(
  tx: Tx<VaccinationTables>,
  { cell, facility_id, vaccine }: Session,
  { lot: lotName, actorId, now }: { lot: string; actorId: string; now: Date },
): Promise<void> {
  const shelf = { cell, facility_id, vaccine }
  await lockLevel(tx, shelf)
  const lot = await findLot(tx, shelf, lotName)
  if (!lot) throw new Error('A given dose names a lot that was never here')
  const movement = { ...shelf, lot: lotName, quantity: 1, reason: 'returned', actor_id: actorId } as const
  await moveStock(tx, movement, lot.expiresOn, now)
  // The lot may be blocked meanwhile. Then the booking needs a dose of another lot, which the stock may lack.
  await changeLevel(tx, shelf, { onHand: 1, promised: 1, blocked: blockedOf(lot, 1), mayUncover: true })
}
