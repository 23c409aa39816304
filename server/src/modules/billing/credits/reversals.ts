// Gives back the charges of a group for the module that raised them: what is open is cancelled, what stands on an
// invoice is credited.
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { type EventOrigin, publish } from '../../../platform/work/outbox.ts'
import { givenBackOf, partOf, sumAmounts, sumGivenBack } from '../amounts.ts'
import { listGroups, lockGroups, updateStatus } from '../charges/store.ts'
import {
  type ChargeGroup,
  type ChargeSource,
  chargeState,
  chargesReversed,
  type GroupSum,
  type ReversalId,
} from '../contract.ts'
import type { InvoiceId } from '../invoices/contract.ts'
import { type FullLine, listGroupsOf, listLines, listLinesOfCharges, lockInvoice } from '../invoices/store.ts'
import { decideCharge, toGroupFacts } from '../rules.ts'
import { tellSettled } from '../settling/steps.ts'
import type { BillingTables, Charge, Invoice, InvoiceLine } from '../tables.ts'
import { moreThanInvoiced, reversalDiffers } from './contract.ts'
import { credit } from './steps.ts'
import { findReversal, insertReversal } from './store.ts'

type Tables = BillingTables

export interface Reversal {
  readonly group: ChargeGroup
  readonly lines?: readonly (ChargeSource & { readonly quantity?: number | undefined })[] | undefined
  readonly reversalId?: ReversalId | undefined
  readonly reason: string
}

/** Gives charges back. With a `reversalId` it gives what this reversal gave back; without, what all of them did. */
export async function reverse(tx: Tx<Tables>, asked: Reversal, origin: EventOrigin): Promise<GroupSum> {
  const { group, lines, reversalId } = asked
  if (reversalId === undefined && lines?.some(({ quantity }) => quantity !== undefined)) {
    throw invalidField('/reversalId', 'is needed to give a part back')
  }
  const before = await lockAll(tx, group)
  const text = JSON.stringify(lines ?? null)
  const known = reversalId && (await findReversal(tx, group, reversalId))
  if (known) {
    if (known.charge_group !== group || JSON.stringify(known.asked) !== text) throw new Problem(reversalDiffers)
    return { chargeIds: known.charge_ids, totalPaise: known.total_paise }
  }
  const wanted = before.filter((charge) => charge.charge_group === group && isAsked(asked, charge))
  const changed = await giveBack(tx, { asked, wanted, before }, origin)
  await tellSettled(tx, { before, changed }, origin)
  const byId = new Map(changed.map((charge) => [charge.id, charge]))
  const after = wanted.map((charge) => byId.get(charge.id) ?? charge)
  if (reversalId === undefined) return sumGivenBack(after)
  const sum = sumChange(wanted, after)
  await insertReversal(tx, {
    ...{ cell: cellOf(group), id: reversalId, charge_group: group, asked: text, charge_ids: [...sum.chargeIds] },
    ...{ total_paise: sum.totalPaise, reversed_at: tx.clock.now() },
  })
  return sum
}

/** Locks the charges of the group, with those that stand on an invoice together with one of them. */
async function lockAll(tx: Tx<Tables>, group: ChargeGroup): Promise<Charge[]> {
  const wanted = await groupsBeside(tx, await listGroups(tx, [group]), group)
  const locked = await lockGroups(tx, wanted)
  // An invoice may have been issued before the lock. Then more groups belong to it.
  const now = await groupsBeside(
    tx,
    locked.filter(({ charge_group }) => charge_group === group),
    group,
  )
  return now.every((one) => wanted.includes(one)) ? locked : lockGroups(tx, now)
}

async function groupsBeside(tx: Tx<Tables>, charges: readonly Charge[], group: ChargeGroup): Promise<ChargeGroup[]> {
  const lines = await listLinesOfCharges(
    tx,
    charges.map(({ id }) => id),
  )
  const groups = new Set([group])
  for (const id of new Set(lines.map(({ invoice_id }) => invoice_id))) {
    for (const one of await listGroupsOf(tx, id)) groups.add(one)
  }
  return [...groups]
}

const lineOf = ({ lines }: Reversal, charge: Charge) =>
  lines?.find(
    ({ sourceKind, sourceId, sourceLine }) =>
      charge.source_kind === sourceKind && charge.source_id === sourceId && charge.source_line === sourceLine,
  )

const isAsked = (asked: Reversal, charge: Charge): boolean => asked.lines === undefined || !!lineOf(asked, charge)

interface Given {
  readonly asked: Reversal
  /** The charges that are asked for. */
  readonly wanted: readonly Charge[]
  /** All that is locked. */
  readonly before: readonly Charge[]
}

async function giveBack(tx: Tx<Tables>, { asked, wanted, before }: Given, origin: EventOrigin): Promise<Charge[]> {
  const lines = await listLinesOfCharges(
    tx,
    wanted.map(({ id }) => id),
  )
  const byCharge = new Map(lines.map((line) => [line.charge_id, line]))
  const cancelled: Charge[] = []
  const credited = new Map<InvoiceId, { readonly full: FullLine; readonly quantity: number }[]>()
  for (const charge of wanted) {
    const quantity = quantityOf(asked, charge)
    if (quantity === 0) continue
    const line = byCharge.get(charge.id)
    if (line) add(credited, { line, charge }, quantity)
    else cancelled.push(await cancel(tx, charge, { quantity, reason: asked.reason, by: origin.actorId }))
  }
  const [first] = cancelled
  if (first) {
    const olds = wanted.filter(({ id }) => cancelled.some((one) => one.id === id))
    await publish(tx, origin, chargesReversed, { ...toGroupFacts(first), ...sumChange(olds, cancelled) })
  }
  const changed = [...cancelled]
  for (const [id, of] of [...credited].sort(([one], [other]) => (one < other ? -1 : 1))) {
    const invoice = (await lockInvoice(tx, id)) as Invoice
    const onInvoice = new Set((await listLines(tx, [id])).map(({ charge }) => charge.id))
    const charges = before.filter((charge) => onInvoice.has(charge.id))
    changed.push(...(await credit(tx, { invoice, lines: of, charges, reason: asked.reason }, origin)).changed)
  }
  return changed
}

function add(
  credited: Map<InvoiceId, { readonly full: FullLine; readonly quantity: number }[]>,
  full: { readonly line: InvoiceLine; readonly charge: Charge },
  quantity: number,
): void {
  const { invoice_id: id } = full.line
  credited.set(id, [...(credited.get(id) ?? []), { full, quantity }])
}

/** How many to give back. Of what nobody pays any more there is nothing to give back. */
function quantityOf(asked: Reversal, charge: Charge): number {
  const line = lineOf(asked, charge)
  const left = charge.quantity - givenBackOf(charge)
  if (charge.status === 'WAIVED') return 0
  const quantity = line?.quantity ?? left
  if (quantity > left) {
    throw new Problem(moreThanInvoiced, { members: { line: line?.sourceLine ?? charge.source_line, left } })
  }
  return quantity
}

interface Cancelled {
  readonly quantity: number
  readonly reason: string
  readonly by: string | null
}

/** Gives back what stands on no invoice: an open charge, or one of nothing. */
async function cancel(tx: Tx<Tables>, charge: Charge, { quantity, reason, by }: Cancelled): Promise<Charge> {
  const event = charge.status === 'OPEN' ? 'cancel' : 'credit'
  const decision = decideCharge(charge.status, event)
  // A charge with a price that is invoiced or settled has a line on an invoice.
  if (!('next' in decision) || (event === 'credit' && charge.total_paise > 0)) {
    const instead = 'instead' in decision ? decision.instead : []
    throw new Problem(chargeState, { members: { chargeId: charge.id, status: charge.status, instead } })
  }
  const reversed_quantity = charge.reversed_quantity + quantity
  const isGone = reversed_quantity + charge.credited_quantity === charge.quantity
  const told = { status_reason: reason, status_by: by, status_at: tx.clock.now() }
  const after: Charge = { ...charge, reversed_quantity, ...(isGone && { status: decision.next, ...told }) }
  await updateStatus(tx, after)
  return after
}

/** What was given back between two looks at the same charges. */
function sumChange(before: readonly Charge[], after: readonly Charge[]): GroupSum {
  const olds = new Map(before.map((charge) => [charge.id, charge]))
  const those = after.filter((charge) => givenBackOf(charge) > givenBackOf(olds.get(charge.id) as Charge))
  const parts = those.map((charge) => partOf(charge, givenBackOf(olds.get(charge.id) as Charge), givenBackOf(charge)))
  return { chargeIds: those.map(({ id }) => id), totalPaise: sumAmounts(parts).totalPaise }
}
