// Raises, reverses and waives charges: each change is one row, one event and one transaction.
import { dayInIndia } from '../../../platform/clock.ts'
import { AMOUNT_PAISE_MAX, type Static } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import {
  type ChargeGroup,
  type ChargeLine,
  type ChargeSource,
  chargeState,
  chargesDiffer,
  chargesRaised,
  chargesReversed,
  chargeWaived,
  discountTooHigh,
  noPrice,
  noTaxRate,
} from '../contract.ts'
import { listOffered } from '../prices/store.ts'
import {
  type AskedCharge,
  type ChargeEvent,
  decideCharge,
  findRate,
  matchRaised,
  splitTax,
  sumOf,
  toDiscountMax,
} from '../rules.ts'
import type { BillingTables, Charge, Price, TaxRate } from '../tables.ts'
import { listRates } from '../taxes/store.ts'
import { insertCharges, insertPatientRows, listOfSources, lockGroup, updateStatus } from './store.ts'

type Tables = BillingTables

export interface Discount {
  readonly paise: number
  readonly reason: string
}

export interface Asked {
  readonly group: ChargeGroup
  readonly facilityId: FacilityId
  readonly patientId?: PatientId | undefined
  readonly lines: readonly (ChargeLine & { readonly discount?: Discount | undefined })[]
}

/** Raises charges, or gives those that the same lines raised before. */
export async function raise(tx: Tx<Tables>, asked: Asked, origin: EventOrigin): Promise<Charge[]> {
  if (cellOf(asked.group) !== cellOf(asked.facilityId)) {
    throw invalidField('/group', 'must lie in the district of the facility')
  }
  const lines = asked.lines.map((line) => toAsked(asked, line))
  const before = await listOfSources(tx, lines)
  if (before.length > 0) return requireSame(lines, before)
  const charges = await makeCharges(tx, asked, lines, origin)
  const count = await insertCharges(tx, inOrderOfSources(charges))
  // Another transaction has raised them meanwhile.
  if (count === 0) return requireSame(lines, await listOfSources(tx, lines))
  if (count < charges.length) throw new Problem(chargesDiffer)
  const { patientId } = asked
  if (patientId) await insertPatientRows(tx, patientId, charges)
  await publish(tx, origin, chargesRaised, { ...toGroupFacts(charges[0] as Charge), ...sumOf(charges) })
  return charges
}

function requireSame(lines: readonly AskedCharge[], raised: readonly Charge[]): Charge[] {
  const same = matchRaised(lines, raised)
  if (!same) throw new Problem(chargesDiffer)
  return same
}

// Two transactions that insert the same sources in different orders would wait for each other.
function inOrderOfSources(charges: readonly Charge[]): Charge[] {
  const keyOf = ({ source_kind, source_id, source_line }: Charge): string =>
    `${source_kind} ${source_id} ${String(source_line).padStart(4, '0')}`
  return charges.toSorted((one, other) => (keyOf(one) < keyOf(other) ? -1 : 1))
}

function toAsked(asked: Asked, line: Asked['lines'][number]): AskedCharge {
  return {
    ...{ cell: cellOf(asked.facilityId), facility_id: asked.facilityId, patient_id: asked.patientId ?? null },
    ...{ charge_group: asked.group, source_kind: line.sourceKind, source_id: line.sourceId },
    ...{ source_line: line.sourceLine, quantity: line.quantity, discount_paise: line.discount?.paise ?? 0 },
    ...('priceCode' in line
      ? { code: line.priceCode, text: '', unit_price_paise: 0, tax_code: '' }
      : {
          ...{ code: null, text: tidyText(line.text).normalize('NFC') },
          ...{ unit_price_paise: line.unitPricePaise, tax_code: line.taxCode },
        }),
  }
}

async function makeCharges(
  tx: Tx<Tables>,
  asked: Asked,
  lines: readonly AskedCharge[],
  origin: EventOrigin,
): Promise<Charge[]> {
  const now = tx.clock.now()
  const day = dayInIndia(now)
  const codes = [...new Set(lines.flatMap(({ code }) => code ?? []))]
  const search = { facilityId: asked.facilityId, day, codes, limit: codes.length }
  const prices = codes.length === 0 ? [] : await listOffered(tx, search)
  const priced = lines.map((line) => ({ line, price: findPrice(prices, line.code) }))
  const taxCodes = priced.map(({ line, price }) => price?.tax_code ?? line.tax_code)
  const rates = await listRates(tx, taxCodes)
  return priced.map(({ line, price }, index) => {
    const rate = findRate(rates, taxCodes[index] as string, day)
    if (!rate) throw new Problem(noTaxRate, { members: { taxCode: taxCodes[index], day } })
    const discount = asked.lines[index]?.discount
    return {
      ...line,
      id: newId<'charge'>(line.cell, now.getTime()),
      ...toMoney({ line, price, rate, index }),
      ...{ discount_reason: discount?.reason ?? null, discount_by: discount ? origin.actorId : null },
      ...{ status: 'OPEN', status_reason: null, status_by: null, status_at: now, credited_quantity: 0 },
      ...{ charged_on: day, raised_by: origin.actorId, raised_at: now },
    }
  })
}

function findPrice(prices: readonly Price[], code: string | null): Price | undefined {
  if (code === null) return undefined
  const price = prices.find((one) => one.code === code)
  if (!price) throw new Problem(noPrice, { members: { code } })
  return price
}

interface PricedLine {
  readonly line: AskedCharge
  readonly price: Price | undefined
  readonly rate: TaxRate
  readonly index: number
}

function toMoney({ line, price, rate, index }: PricedLine) {
  const unitPrice = price?.unit_price_paise ?? line.unit_price_paise
  const gross = unitPrice * line.quantity
  if (gross > AMOUNT_PAISE_MAX) throw invalidField(`/lines/${index}/quantity`, 'makes more than Rs 100 crore')
  const maxPaise = toDiscountMax(gross, price?.discount_max_bp ?? 0)
  if (line.discount_paise > maxPaise) throw new Problem(discountTooHigh, { members: { maxPaise, line: index } })
  const total = gross - line.discount_paise
  const { taxablePaise, cgstPaise, sgstPaise } = splitTax(total, rate.basis_points)
  return {
    ...{ text: price?.name ?? line.text, tax_code: rate.tax_code, hsn_sac: rate.hsn_sac },
    ...{ basis_points: rate.basis_points, unit_price_paise: unitPrice },
    ...{ taxable_paise: taxablePaise, cgst_paise: cgstPaise, sgst_paise: sgstPaise, total_paise: total },
  }
}

const toGroupFacts = ({ charge_group, facility_id, patient_id }: Charge) => ({
  group: charge_group,
  facilityId: facility_id,
  ...(patient_id !== null && { patientId: patient_id }),
})

export interface Reversal {
  readonly group: ChargeGroup
  readonly lines?: readonly ChargeSource[] | undefined
  readonly reason: string
}

/** Cancels the open charges of a group. Gives all cancelled ones, also those that were cancelled before. */
export async function reverse(
  tx: Tx<Tables>,
  { group, lines, reason }: Reversal,
  origin: EventOrigin,
): Promise<Charge[]> {
  const isAsked = (charge: Charge): boolean =>
    lines?.some(
      ({ sourceKind, sourceId, sourceLine }) =>
        charge.source_kind === sourceKind && charge.source_id === sourceId && charge.source_line === sourceLine,
    ) ?? true
  const charges = (await lockGroup(tx, group)).filter(isAsked)
  const changed: Charge[] = []
  for (const charge of charges) {
    const decision = decideCharge(charge.status, 'cancel')
    if ('next' in decision) changed.push(await move(tx, charge, 'cancel', { reason, by: origin.actorId }))
    // Nobody pays it any more, so there is nothing to cancel.
    else if (decision.instead.length > 0) throw refuse(charge, decision.instead)
  }
  const [first] = changed
  if (first) await publish(tx, origin, chargesReversed, { ...toGroupFacts(first), ...sumOf(changed) })
  const byId = new Map(changed.map((charge) => [charge.id, charge]))
  return charges.map((charge) => byId.get(charge.id) ?? charge).filter(({ status }) => status === 'CANCELLED')
}

/** Waives a locked charge: nobody pays it. */
export async function waive(
  tx: Tx<Tables>,
  charge: Charge,
  reason: string,
  origin: EventOrigin & PersonActs,
): Promise<Charge> {
  const after = await move(tx, charge, 'waive', { reason, by: origin.actorId })
  const facts = { chargeId: charge.id, ...toGroupFacts(charge), totalPaise: charge.total_paise }
  await publish(tx, origin, chargeWaived, facts satisfies Static<typeof chargeWaived.body>)
  return after
}

async function move(
  tx: Tx<Tables>,
  charge: Charge,
  event: ChargeEvent,
  { reason, by }: { readonly reason: string; readonly by: string | null },
): Promise<Charge> {
  const decision = decideCharge(charge.status, event)
  if (!('next' in decision)) throw refuse(charge, decision.instead)
  const told = { status_reason: reason, status_by: by, status_at: tx.clock.now() }
  const after = { ...charge, status: decision.next, ...told }
  await updateStatus(tx, after)
  return after
}

const refuse = ({ id, status }: Charge, instead: readonly ChargeEvent[]): Problem =>
  new Problem(chargeState, { members: { chargeId: id, status, instead } })
