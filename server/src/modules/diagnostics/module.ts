// The module diagnostics: tests that doctors order, their specimens, and their results until a doctor has read them.
import { defineModule } from '../../platform/module.ts'
import { findSettlements, raiseCharges, reverseCharges } from '../billing/contract.ts'
import { findDoctorOfAccount, findDoctors } from '../doctors/contract.ts'
import { keepDocument } from '../documents/contract.ts'
import { findFacility } from '../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../identity/presence/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { findVisit, mayRead } from '../visits/care/contract.ts'
import { rows } from './access.ts'
import { loadTests } from './catalogue/load.ts'
import { catalogueRoutes } from './catalogue/routes.ts'
import * as contract from './contract.ts'
import { courseRoutes } from './courses/routes.ts'
import { criticalRoutes } from './criticals/routes.ts'
import { demo } from './demo.ts'
import { stuckRoutes } from './fees/routes.ts'
import { inboxRoutes } from './inbox/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { menuRoutes } from './menus/routes.ts'
import { orderReadingRoutes } from './orders/reading-routes.ts'
import { orderRoutes } from './orders/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { reportRoutes } from './reports/routes.ts'
import { resultRoutes } from './results/routes.ts'
import { specimenFindingRoutes } from './specimens/finding-routes.ts'
import { specimenRoutes } from './specimens/routes.ts'
import type { DiagnosticsTables } from './tables.ts'
import { countingRoutes } from './worklists/counting-routes.ts'
import { worklistRoutes } from './worklists/routes.ts'

export const diagnostics = defineModule<DiagnosticsTables>({
  name: 'diagnostics',
  summary: 'Tests that doctors order, their specimens, results and reports.',
  uses: ['facilities', 'patients', 'identity', 'doctors', 'visits', 'billing', 'documents'],
  asks: [
    ...[findFacility, findPatients, findDoctors, findDoctorOfAccount, mayRead, findVisit],
    ...[provePresenceAt, returnPresenceCode],
    ...[raiseCharges, reverseCharges, findSettlements, keepDocument],
  ],
  hears,
  problems: [
    ...[contract.rangeOverlaps, contract.menuChangedMeanwhile, contract.testNotOffered, contract.orderedRecently],
    ...[contract.alreadyCollected, contract.orderState, contract.notPaid, contract.wrongSpecimen],
    ...[contract.specimenState, contract.specimenMissing, contract.valueImpossible, contract.resultState],
    ...[contract.resultChangedMeanwhile, contract.twoPersonsNeeded, contract.criticalState],
  ],
  powers: rows,
  keeps,
  open: (context) => ({
    routes: [
      ...[catalogueRoutes(context), menuRoutes(context), orderRoutes(context), orderReadingRoutes(context)],
      ...[worklistRoutes(context), specimenRoutes(context), resultRoutes(context), stuckRoutes(context)],
      ...[criticalRoutes(context), inboxRoutes(context), reportRoutes(context)],
      ...[countingRoutes(context), specimenFindingRoutes(context), courseRoutes(context)],
    ],
    calls: personalAnswers(context),
    subscriptions: subscriptions(context),
    schedules: schedules(context),
  }),
  prepare: loadTests,
  demo,
})
