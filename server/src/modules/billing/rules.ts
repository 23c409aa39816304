// Pure decisions about money: the tax inside a price, the largest discount, and how a charge goes from state to state.
import type { ChargeStatus, GroupSum, PriceFacts } from './contract.ts'
import type { Charge, Price, TaxRate } from './tables.ts'

/** A hundredth of a percent is one basis point. */
const WHOLE_BP = 10_000

export interface TaxSplit {
  readonly taxablePaise: number
  readonly cgstPaise: number
  readonly sgstPaise: number
}

/**
 * Splits an amount with the tax inside. The patient comes to the hospital, so both halves are always of one state: they
 * are central and state tax, and equal. What rounding leaves stays with the taxable part, so the sum is exact.
 */
export function splitTax(totalPaise: number, basisPoints: number): TaxSplit {
  // Rounds half up without fractions: every product stays below 2^53.
  const half = Math.floor((totalPaise * basisPoints + WHOLE_BP + basisPoints) / (2 * (WHOLE_BP + basisPoints)))
  return { taxablePaise: totalPaise - 2 * half, cgstPaise: half, sgstPaise: half }
}

/** The rate that holds on a day: the last one that had begun. Undefined when there was none yet. */
export function findRate(rates: readonly TaxRate[], taxCode: string, day: string): TaxRate | undefined {
  return rates
    .filter((rate) => rate.tax_code === taxCode && rate.valid_from <= day)
    .reduce<TaxRate | undefined>((last, rate) => (last && last.valid_from > rate.valid_from ? last : rate), undefined)
}

/** The largest discount on an amount. Rounding never goes above the limit. */
export const toDiscountMax = (grossPaise: number, discountMaxBp: number): number =>
  Math.floor((grossPaise * discountMaxBp) / WHOLE_BP)

export const CHARGE_EVENTS = ['invoice', 'settle', 'waive', 'cancel', 'credit'] as const
export type ChargeEvent = (typeof CHARGE_EVENTS)[number]

const MOVES: Readonly<Record<ChargeStatus, Partial<Readonly<Record<ChargeEvent, ChargeStatus>>>>> = {
  OPEN: { invoice: 'INVOICED', settle: 'SETTLED', waive: 'WAIVED', cancel: 'CANCELLED' },
  INVOICED: { settle: 'SETTLED', credit: 'CREDITED' },
  SETTLED: { credit: 'CREDITED' },
  WAIVED: {},
  CANCELLED: {},
  CREDITED: {},
}

export interface Moved {
  readonly next: ChargeStatus
}
/** What may be done with the charge instead. */
export interface Refused {
  readonly instead: readonly ChargeEvent[]
}

/** The state of a charge after an event, or what its state allows instead. Nothing else decides a status. */
export function decideCharge(status: ChargeStatus, event: ChargeEvent): Moved | Refused {
  const moves = MOVES[status]
  const next = moves[event]
  return next ? { next } : { instead: CHARGE_EVENTS.filter((one) => moves[one]) }
}

/** A line as somebody asks for it, without what the price list and the law add. */
export type AskedCharge = Pick<Charge, (typeof ASKED)[number]>

const SOURCE = ['source_kind', 'source_id', 'source_line'] as const
const ASKED = [
  ...['cell', 'facility_id', 'patient_id', 'charge_group', ...SOURCE, 'code', 'quantity', 'discount_paise'],
  ...['text', 'unit_price_paise', 'tax_code', 'lot', 'maker', 'expires_on', 'mrp_paise'],
] as const

const sourceOf = (charge: Pick<Charge, (typeof SOURCE)[number]>): string => SOURCE.map((name) => charge[name]).join()

/**
 * The charges that the same lines raised before, in the order of the lines; undefined when one line differs. With a
 * price code, only the code counts: the price may have changed since.
 */
export function matchRaised(asked: readonly AskedCharge[], raised: readonly Charge[]): Charge[] | undefined {
  const bySource = new Map(raised.map((charge) => [sourceOf(charge), charge]))
  const found = asked.flatMap((one) => {
    const charge = bySource.get(sourceOf(one))
    return charge && isSame(one, charge) ? [charge] : []
  })
  const isWhole = found.length === asked.length && new Set(found).size === raised.length
  return isWhole ? found : undefined
}

const OF_LIST = new Set<string>(['text', 'unit_price_paise', 'tax_code'])

const isSame = (asked: AskedCharge, charge: Charge): boolean =>
  ASKED.every((name) => (asked.code !== null && OF_LIST.has(name)) || asked[name] === charge[name])

export const sumOf = (charges: readonly Charge[]): GroupSum => ({
  chargeIds: charges.map(({ id }) => id),
  totalPaise: charges.reduce((sum, { total_paise }) => sum + total_paise, 0),
})

/** What the events about a group name. */
export const toGroupFacts = ({ charge_group, facility_id, patient_id }: Charge) => ({
  group: charge_group,
  facilityId: facility_id,
  ...(patient_id !== null && { patientId: patient_id }),
})

export function toPriceFacts(price: Price): PriceFacts {
  return {
    facilityId: price.facility_id,
    code: price.code,
    validFrom: price.valid_from,
    name: price.name,
    kind: price.kind,
    unitPricePaise: price.unit_price_paise,
    taxCode: price.tax_code,
    discountMaxBasisPoints: price.discount_max_bp,
    isOffered: price.is_offered,
    version: price.version,
  }
}
