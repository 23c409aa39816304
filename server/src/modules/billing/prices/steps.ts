// Sets the price of a facility from a day on. Days that are over keep their price.
import { addDays, dayInIndia } from '../../../platform/clock.ts'
import { object, type Static, Type } from '../../../platform/contract.ts'
import { requireVersion } from '../../../platform/http/tagged.ts'
import { cellOf } from '../../../platform/id.ts'
import type { Tx } from '../../../platform/postgres/db.ts'
import { invalidField, Problem } from '../../../platform/problem.ts'
import { tidyText, toSearchText } from '../../../platform/words.ts'
import { type EventOrigin, type PersonActs, publish } from '../../../platform/work/outbox.ts'
import type { FacilityId } from '../../facilities/contract.ts'
import { PriceFacts, priceChanged, priceChangedMeanwhile, pricePast } from '../contract.ts'
import { findRate, toPriceFacts } from '../rules.ts'
import type { BillingTables, Price } from '../tables.ts'
import { listRates } from '../taxes/store.ts'
import { listPricesOf, lockCode, savePrice } from './store.ts'

const { validFrom, name, kind, unitPricePaise, taxCode, discountMaxBasisPoints, isOffered } = PriceFacts.properties
export const NewPrice = object({
  ...{ validFrom, name, kind, unitPricePaise, taxCode },
  discountMaxBasisPoints: Type.Optional(discountMaxBasisPoints),
  isOffered: Type.Optional(isOffered),
})
export type NewPrice = Static<typeof NewPrice>

export interface PricePlace {
  readonly facilityId: FacilityId
  readonly code: string
}

const DAYS_AHEAD_MAX = 366

/** Sets a price. The same price for the same day makes no version and no event. */
export async function setPrice(
  tx: Tx<BillingTables>,
  { facilityId, code }: PricePlace,
  stated: NewPrice,
  { ifMatch, origin }: { readonly ifMatch: string | undefined; readonly origin: EventOrigin & PersonActs },
): Promise<Price> {
  await requireDay(tx, stated)
  await lockCode(tx, facilityId, code)
  const known = await listPricesOf(tx, facilityId, code)
  const version = Math.max(0, ...known.map((price) => price.version))
  requireVersion({ version }, ifMatch, priceChangedMeanwhile)
  const price: Price = {
    ...{ cell: cellOf(facilityId), facility_id: facilityId, code, valid_from: stated.validFrom },
    ...toNames(stated.name, code),
    kind: stated.kind,
    unit_price_paise: stated.unitPricePaise,
    tax_code: stated.taxCode,
    discount_max_bp: stated.discountMaxBasisPoints ?? 0,
    is_offered: stated.isOffered ?? true,
    version: version + 1,
    set_by: origin.actorId,
    set_at: tx.clock.now(),
  }
  const before = known.find(({ valid_from }) => valid_from === price.valid_from)
  if (before && isSame(before, price)) return before
  await savePrice(tx, price)
  await publish(tx, origin, priceChanged, toPriceFacts(price))
  return price
}

async function requireDay(tx: Tx<BillingTables>, stated: NewPrice): Promise<void> {
  const today = dayInIndia(tx.clock.now())
  if (stated.validFrom < today) throw new Problem(pricePast, { members: { today } })
  if (stated.validFrom > addDays(today, DAYS_AHEAD_MAX)) {
    throw invalidField('/validFrom', `lies more than ${DAYS_AHEAD_MAX} days ahead`)
  }
  const rates = await listRates(tx, [stated.taxCode])
  if (!findRate(rates, stated.taxCode, stated.validFrom)) throw invalidField('/taxCode', 'has no tax rate on this day')
}

function toNames(stated: string, code: string) {
  const name = tidyText(stated).normalize('NFC')
  return { name, search_text: toSearchText(`${name} ${code}`) }
}

const isSame = (before: Price, after: Price): boolean =>
  JSON.stringify(toPriceFacts({ ...before, version: 0 })) === JSON.stringify(toPriceFacts({ ...after, version: 0 }))
