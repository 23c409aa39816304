// Pure sums of money: what a part of a charge costs, so that all parts together are exactly the whole.
import type { GroupSum } from './contract.ts'
import { splitTax, type TaxSplit } from './rules.ts'
import type { Charge } from './tables.ts'

/** What the parts of a charge are computed from. */
export interface Priced {
  readonly quantity: number
  readonly total_paise: number
  readonly basis_points: number
}

export interface Amounts extends TaxSplit {
  readonly totalPaise: number
}

/**
 * The amounts of the things `from` to `to` of a charge. Each is what the first `to` cost less what the first `from`
 * cost, so parts never depend on each other, and always sum up to the whole. The taxable amount of a part of one paisa
 * may be -1.
 */
export function partOf(charge: Priced, from: number, to: number): Amounts {
  const [before, after] = [firstOf(charge, from), firstOf(charge, to)]
  return {
    totalPaise: after.totalPaise - before.totalPaise,
    taxablePaise: after.taxablePaise - before.taxablePaise,
    cgstPaise: after.cgstPaise - before.cgstPaise,
    sgstPaise: after.sgstPaise - before.sgstPaise,
  }
}

function firstOf({ quantity, total_paise, basis_points }: Priced, count: number): Amounts {
  // The product can be larger than 2^53.
  const totalPaise = Number((BigInt(total_paise) * BigInt(count)) / BigInt(quantity))
  return { totalPaise, ...splitTax(totalPaise, basis_points) }
}

export const NOTHING: Amounts = { totalPaise: 0, taxablePaise: 0, cgstPaise: 0, sgstPaise: 0 }

export const sumAmounts = (parts: readonly Amounts[]): Amounts =>
  parts.reduce(
    (sum, part) => ({
      totalPaise: sum.totalPaise + part.totalPaise,
      taxablePaise: sum.taxablePaise + part.taxablePaise,
      cgstPaise: sum.cgstPaise + part.cgstPaise,
      sgstPaise: sum.sgstPaise + part.sgstPaise,
    }),
    NOTHING,
  )

/** How many of a charge were given back: those of the open charge come first, then those of its invoice. */
export const givenBackOf = ({ reversed_quantity, credited_quantity }: Charge): number =>
  reversed_quantity + credited_quantity

/** What is left of charges after what was given back. */
export const sumLeft = (charges: readonly Charge[]): GroupSum => ({
  chargeIds: charges.map(({ id }) => id),
  totalPaise: sumAmounts(charges.map((charge) => partOf(charge, givenBackOf(charge), charge.quantity))).totalPaise,
})

/** What was given back of charges. Charges of which nothing was given back are left out. */
export function sumGivenBack(charges: readonly Charge[]): GroupSum {
  const those = charges.filter((charge) => givenBackOf(charge) > 0)
  return {
    chargeIds: those.map(({ id }) => id),
    totalPaise: sumAmounts(those.map((charge) => partOf(charge, 0, givenBackOf(charge)))).totalPaise,
  }
}
