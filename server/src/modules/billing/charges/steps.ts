// Raises and waives charges: each change is one row, one event and one transaction.
import { dayInIndia } from '../../../platform/clock.ts'
import { AMOUNT_PAISE_MAX, type Static } from '../../../platform/contract.ts'
import { cellOf, newId } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import type { PatientId } from '../../patients/contract.ts'
import { sumLeft } from '../amounts.ts'
import {
  type Batch,
  type ChargeGroup,
  type ChargeLine,
  type ChargeStatus,
  chargeState,
  chargesDiffer,
  chargesRaised,
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
  toGroupFacts,
} from '../rules.ts'
import { tellRaised, tellSettled } from '../settling/steps.ts'
import type { BillingTables, Charge, Price, TaxRate } from '../tables.ts'
import { listRates } from '../taxes/store.ts'
import { insertCharges, insertPatientRows, listOfSources, updateStatus } from './store.ts'

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
  await tellRaised(tx, charges, origin)
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
    ...toBatch(line.batch),
    ...('priceCode' in line
      ? { code: line.priceCode, text: '', unit_price_paise: 0, tax_code: '' }
      : {
          ...{ code: null, text: tidyText(line.text).normalize('NFC') },
          ...{ unit_price_paise: line.unitPricePaise, tax_code: line.taxCode },
        }),
  }
}

const toBatch = (batch: Batch | undefined) => ({
  ...{ lot: batch?.lot ?? null, maker: batch?.maker ?? null, expires_on: batch?.expiresOn ?? null },
  mrp_paise: batch?.mrpPaise ?? null,
})

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
    const money = toMoney({ line, price, rate, index })
    return {
      ...line,
      ...{ id: newId<'charge'>(line.cell, now.getTime()), ...money },
      ...{ discount_reason: discount?.reason ?? null, discount_by: discount ? origin.actorId : null },
      // Nobody pays nothing, so such a charge is settled at once.
      status: nextStatus('OPEN', money.total_paise === 0 ? 'settle' : undefined),
      ...{ status_reason: null, status_by: null, status_at: now, credited_quantity: 0, reversed_quantity: 0 },
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
  if (line.mrp_paise !== null && unitPrice > line.mrp_paise) {
    throw invalidField(`/lines/${index}/batch/mrpPaise`, 'is lower than the price: nobody may charge more')
  }
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

/** Waives an open charge: nobody pays it. `before`: all charges of its group, locked. */
export async function waive(
  tx: Tx<Tables>,
  { charge, before }: { readonly charge: Charge; readonly before: readonly Charge[] },
  reason: string,
  origin: EventOrigin & PersonActs,
): Promise<Charge> {
  const decision = decideCharge(charge.status, 'waive')
  if (!('next' in decision)) {
    throw new Problem(chargeState, {
      members: { chargeId: charge.id, status: charge.status, instead: decision.instead },
    })
  }
  const told = { status_reason: reason, status_by: origin.actorId, status_at: tx.clock.now() }
  const after = { ...charge, status: decision.next, ...told }
  await updateStatus(tx, after)
  const facts = { chargeId: charge.id, ...toGroupFacts(charge), totalPaise: sumLeft([charge]).totalPaise }
  await publish(tx, origin, chargeWaived, facts satisfies Static<typeof chargeWaived.body>)
  await tellSettled(tx, { before, changed: [after] }, origin)
  return after
}

function nextStatus(status: ChargeStatus, event: ChargeEvent | undefined): ChargeStatus {
  const decision = event && decideCharge(status, event)
  return decision && 'next' in decision ? decision.next : status
}
