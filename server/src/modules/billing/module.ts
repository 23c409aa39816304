// The module billing: prices of facilities, and what patients are charged. Invoices and payments come later.
import { defineModule } from '../../platform/module.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { answerTo } from '../../platform/work/calls.ts'
import type { EventOrigin } from '../../platform/work/outbox.ts'
import { findPatients } from '../patients/contract.ts'
import { rows } from './access.ts'
import { chargeRoutes } from './charges/routes.ts'
import { raise, reverse } from './charges/steps.ts'
import {
  chargeState,
  chargesDiffer,
  discountTooHigh,
  noPrice,
  noTaxRate,
  ownWaiver,
  priceChangedMeanwhile,
  pricePast,
  raiseCharges,
  reverseCharges,
} from './contract.ts'
import { demo } from './demo.ts'
import { mergeSubscriptions } from './merging/steps.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { priceRoutes } from './prices/routes.ts'
import { sumOf } from './rules.ts'
import type { BillingContext, BillingTables } from './tables.ts'
import { loadTaxRates } from './taxes/load.ts'

export const billing = defineModule<BillingTables>({
  name: 'billing',
  summary: 'Prices of facilities, and what patients are charged.',
  uses: ['facilities', 'patients'],
  asks: [findPatients],
  problems: [
    ...[chargesDiffer, chargeState, noPrice, noTaxRate, pricePast, priceChangedMeanwhile],
    ...[discountTooHigh, ownWaiver],
  ],
  powers: rows,
  keeps,
  open: (context) => ({
    routes: [priceRoutes(context), chargeRoutes(context)],
    calls: [...answers(context), ...personalAnswers(context)],
    subscriptions: mergeSubscriptions(context),
  }),
  prepare: loadTaxRates,
  demo,
})

// The contract leaves the role open: it must not import the list of roles.
const answers = ({ db }: BillingContext) => [
  answerTo(raiseCharges, async ({ origin, ...asked }) =>
    sumOf(await transaction(db, (tx) => raise(tx, asked, origin as EventOrigin))),
  ),
  answerTo(reverseCharges, async ({ origin, ...asked }) =>
    sumOf(await transaction(db, (tx) => reverse(tx, asked, origin as EventOrigin))),
  ),
]
