// Tells when groups of charges are settled, in the transaction in which this becomes true.
import type { Tx } from '../../../platform/postgres/db.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { sumLeft } from '../amounts.ts'
import { listGroups } from '../charges/store.ts'
import { type ChargeGroup, chargesSettled } from '../contract.ts'
import { toGroupFacts } from '../rules.ts'
import type { BillingContext, BillingTables, Charge } from '../tables.ts'
import { isDue, isGroupSettled, isSettled } from './rules.ts'

/** The charges of the groups as they were under their lock, and those that this transaction has changed. */
export interface Change {
  readonly before: readonly Charge[]
  readonly changed: readonly Charge[]
}

/** Publishes `charges-settled` for each group of which this change ends the last thing that was due. */
export async function tellSettled(
  tx: Tx<BillingTables>,
  { before, changed }: Change,
  origin: EventOrigin,
): Promise<void> {
  const byId = new Map(changed.map((charge) => [charge.id, charge]))
  const groups = Map.groupBy(before, ({ charge_group }) => charge_group)
  for (const charges of groups.values()) {
    if (!charges.some(isDue)) continue
    const after = charges.map((charge) => byId.get(charge.id) ?? charge)
    if (isGroupSettled(after)) await tell(tx, after, origin)
  }
}

/** Charges of nothing are settled when they are raised, so their group may be settled from the beginning. */
export async function tellRaised(tx: Tx<BillingTables>, raised: readonly Charge[], origin: EventOrigin): Promise<void> {
  const [first] = raised
  if (!first || raised.some(isDue)) return
  const charges = await listGroups(tx, [first.charge_group])
  if (isGroupSettled(charges)) await tell(tx, charges, origin)
}

async function tell(tx: Tx<BillingTables>, charges: readonly Charge[], origin: EventOrigin): Promise<void> {
  const settled = charges.filter(isSettled)
  await publish(tx, origin, chargesSettled, { ...toGroupFacts(settled[0] as Charge), ...sumLeft(settled) })
}

/** How groups stand, for those who wait for them. */
export async function findStandings({ db }: BillingContext, groups: readonly ChargeGroup[]) {
  const charges = Map.groupBy(await listGroups(db, groups), ({ charge_group }) => charge_group)
  return groups.map((group) => {
    const own = charges.get(group) ?? []
    const due = own.filter(isDue)
    const totalPaise = sumLeft(own.filter((charge) => isDue(charge) || isSettled(charge))).totalPaise
    return { group, isSettled: isGroupSettled(own), totalPaise, duePaise: sumLeft(due).totalPaise }
  })
}
