// Answers the calls that reserve, keep, take and give back stock, and ends what is overdue.
import { dayInIndia } from '../../../platform/clock.ts'
import type { Static } from '../../../platform/contract.ts'
import { cellOf } from '../../../platform/id.ts'
import { invalidField } from '../../../platform/problem.ts'
import { again } from '../../../platform/work/again.ts'
import { type EventEnvelope, type EventOrigin, toOutboxRow } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { stockMoved } from '../stock/contract.ts'
import type { StoreId } from '../stores/contract.ts'
import { findStores } from '../stores/store.ts'
import type { InventoryContext } from '../tables.ts'
import {
  type commitReservation,
  type keepReservation,
  type releaseReservation,
  reservationEnded,
  type reserve,
} from './contract.ts'
import { end, type Held, keep, listOverdue, type State } from './store.ts'
import type { Together } from './together.ts'

type Named = Static<typeof keepReservation.input>

// The facility of a store never changes.
const facilities = new WeakMap<object, Map<StoreId, FacilityId>>()

/** The facility of a store. Throws when there is no such store. */
export async function facilityOf({ db }: InventoryContext, storeId: StoreId): Promise<FacilityId> {
  const known = facilities.get(db) ?? new Map<StoreId, FacilityId>()
  facilities.set(db, known)
  const found = known.get(storeId) ?? (await findStores(db, [storeId]))[0]?.facility_id
  if (!found) throw invalidField('/storeId', 'is no store')
  known.set(storeId, found)
  return found
}

const heldOf = ({ reservationId, storeId }: Pick<Named, 'reservationId' | 'storeId'>): Held => ({
  ...{ cell: cellOf(storeId), reservationId, storeId },
})

const nowOf = ({ clock }: InventoryContext) => {
  const at = clock.now()
  return { at, day: dayInIndia(at) }
}

const WORDS: Readonly<Record<State, 'reserved' | 'kept' | 'committed' | 'released' | 'expired' | 'unknown'>> = {
  ...{ HELD: 'reserved', KEPT: 'kept', COMMITTED: 'committed', RELEASED: 'released', EXPIRED: 'expired' },
  UNKNOWN: 'unknown',
}

export async function answerReserve(
  context: InventoryContext,
  together: Together,
  asked: Static<typeof reserve.input>,
) {
  await facilityOf(context, asked.storeId)
  const lines = new Set(asked.lines.map(({ line }) => line))
  if (lines.size < asked.lines.length) throw invalidField('/lines', 'has a line twice')
  return together.reserve({ ...heldOf(asked), lines: asked.lines, expiresAt: asked.expiresAt })
}

export async function answerKeep(context: InventoryContext, asked: Named) {
  const { at, day } = nowOf(context)
  const state = await again(() => keep(context.pool, heldOf(asked), at, day))
  return { status: WORDS[state] } as Static<typeof keepReservation.output>
}

export async function answerCommit(context: InventoryContext, together: Together, asked: Named) {
  const facilityId = await facilityOf(context, asked.storeId)
  const origin = asked.origin as EventOrigin
  const event = envelopeOf(
    toOutboxRow(
      stockMoved,
      {
        ...{ storeId: asked.storeId, facilityId, kind: 'dispense', sourceKind: 'inventory.reservation' },
        ...{ sourceId: asked.reservationId as never, lines: [] },
      },
      origin,
      context.clock.now(),
    ).body,
  )
  const state = await together.commit({ ...heldOf(asked), actorId: origin.actorId, event })
  return { status: WORDS[state] } as Static<typeof commitReservation.output>
}

const envelopeOf = (body: string): EventEnvelope => JSON.parse(body) as EventEnvelope

export async function answerRelease(context: InventoryContext, asked: Named) {
  await facilityOf(context, asked.storeId)
  const ending = { status: 'RELEASED', why: 'asked', at: context.clock.now(), event: undefined } as const
  const state = await again(() => end(context.pool, heldOf(asked), ending))
  return { status: WORDS[state] } as Static<typeof releaseReservation.output>
}

export type EndedWhy = Static<typeof reservationEnded.body>['why']

/** Ends reservations whose callers did not ask for it, and tells them. */
export async function endAll(context: InventoryContext, held: readonly Held[], why: EndedWhy): Promise<void> {
  for (const one of held) {
    const facilityId = await facilityOf(context, one.storeId)
    const { reservationId, storeId } = one
    const at = context.clock.now()
    const origin = { actorId: null, requestId: `inventory ${why}` }
    const event = envelopeOf(
      toOutboxRow(reservationEnded, { reservationId, storeId, facilityId, why }, origin, at).body,
    )
    await again(() => end(context.pool, one, { status: 'EXPIRED', why, at, event }))
  }
}

const PORTION = 500

/** Ends reservations whose time is over, so that their stock is free for others. */
export async function endOverdue(context: InventoryContext): Promise<void> {
  for (;;) {
    const held = await listOverdue(context.db, context.clock.now(), PORTION)
    await endAll(context, held, 'time')
    if (held.length < PORTION) return
  }
}
