// The module billing: prices of facilities, charges, invoices, payments, credit notes and cash sessions.
import { defineModule } from '../../platform/module.ts'
import { transaction } from '../../platform/postgres/db.ts'
import { answerTo } from '../../platform/work/calls.ts'
import type { EventOrigin } from '../../platform/work/outbox.ts'
import { findNames } from '../identity/naming/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { patientMerges } from '../patients/merging/contract.ts'
import { rows } from './access.ts'
import { chargeRoutes } from './charges/routes.ts'
import { raise } from './charges/steps.ts'
import * as charging from './contract.ts'
import * as crediting from './credits/contract.ts'
import { reverse } from './credits/reversals.ts'
import { creditRoutes } from './credits/routes.ts'
import { dayRoutes } from './days/routes.ts'
import { demo } from './demo.ts'
import * as invoicing from './invoices/contract.ts'
import { invoiceRoutes } from './invoices/routes.ts'
import { issuerRoutes } from './issuers/routes.ts'
import { mergeSubscriptions } from './merging/steps.ts'
import { overviewRoutes } from './overview/routes.ts'
import * as paying from './payments/contract.ts'
import { paymentRoutes } from './payments/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { priceRoutes } from './prices/routes.ts'
import { printRoutes } from './prints/routes.ts'
import { refundRoutes } from './refunds/routes.ts'
import { sumOf } from './rules.ts'
import * as keeping from './sessions/contract.ts'
import { sessionRoutes } from './sessions/routes.ts'
import { findStandings } from './settling/steps.ts'
import type { BillingContext, BillingTables } from './tables.ts'
import { loadTaxRates } from './taxes/load.ts'
import { taxRoutes } from './taxes/routes.ts'
import { upiRoutes } from './upi/routes.ts'
import { statementRoutes } from './upi/statements.ts'
import { expire } from './upi/steps.ts'

export const billing = defineModule<BillingTables>({
  name: 'billing',
  summary: 'Prices of facilities, what patients are charged, and the money that they pay.',
  uses: ['facilities', 'patients', 'identity'],
  asks: [findPatients, findNames],
  hears: patientMerges,
  problems: [
    ...[charging.chargesDiffer, charging.chargeState, charging.noPrice, charging.noTaxRate, charging.pricePast],
    ...[charging.priceChangedMeanwhile, charging.discountTooHigh, charging.ownWaiver],
    ...[invoicing.noIssuer, invoicing.gstinNeeded, invoicing.chargeInvoiced, invoicing.prefixTaken],
    ...[invoicing.issuerInUse, invoicing.issuerChangedMeanwhile],
    ...[paying.moreThanDue, paying.noSession, paying.cashLimit, paying.referenceUsed, paying.advanceTooSmall],
    ...[keeping.sessionOpen, keeping.sessionState, keeping.differenceNeedsReason, keeping.ownAcceptance],
    ...[crediting.moreThanInvoiced, crediting.creditLimit, crediting.reversalDiffers, paying.moreThanRefundable],
    ...[paying.refundMethod, paying.noUpi, paying.badSignature],
  ],
  powers: rows,
  keeps,
  open: (context) => ({
    routes: [
      ...[priceRoutes(context), chargeRoutes(context), issuerRoutes(context), invoiceRoutes(context)],
      ...[paymentRoutes(context), sessionRoutes(context), creditRoutes(context), refundRoutes(context)],
      ...[upiRoutes(context), statementRoutes(context), dayRoutes(context)],
      ...[overviewRoutes(context), taxRoutes(context), printRoutes(context)],
    ],
    calls: [...answers(context), ...personalAnswers(context)],
    subscriptions: mergeSubscriptions(context),
    schedules: [{ name: 'expire-upi', cron: '* * * * *', run: async () => void (await expire(context)) }],
  }),
  prepare: loadTaxRates,
  demo,
})

// The contract leaves the role open: it must not import the list of roles.
const answers = (context: BillingContext) => [
  answerTo(charging.raiseCharges, async ({ origin, ...asked }) =>
    sumOf(await transaction(context.db, (tx) => raise(tx, asked, origin as EventOrigin))),
  ),
  answerTo(charging.reverseCharges, async ({ origin, ...asked }) =>
    transaction(context.db, (tx) => reverse(tx, asked, origin as EventOrigin)),
  ),
  answerTo(charging.findSettlements, ({ groups }) => findStandings(context, groups)),
]
