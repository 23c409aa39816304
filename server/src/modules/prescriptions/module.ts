// The module prescriptions: what doctors sign, what pharmacies give of it and take back, and the registers of the law.
import { defineModule } from '../../platform/module.ts'
import { findSettlements, raiseCharges, reverseCharges } from '../billing/contract.ts'
import { findDoctorOfAccount } from '../doctors/contract.ts'
import { findFacility } from '../facilities/contract.ts'
import {
  commitReservation,
  findItems,
  findStores,
  keepReservation,
  putBack,
  releaseReservation,
  reserve,
  showLevels,
} from '../inventory/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { findVisit, listAllergies, mayRead } from '../visits/care/contract.ts'
import { rows } from './access.ts'
import { prescriptionProblems } from './contract.ts'
import { demo } from './demo.ts'
import { dispenseProblems } from './dispensing/contract.ts'
import { labelRoutes } from './dispensing/label-routes.ts'
import { dispenseListRoutes } from './dispensing/list-routes.ts'
import { dispensingRoutes } from './dispensing/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { stockRoutes } from './medicines/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { printingRoutes } from './printing/routes.ts'
import { readingRoutes } from './reading/routes.ts'
import { recallRoutes } from './recalls/routes.ts'
import { registerRoutes } from './registers/routes.ts'
import { returnRoutes } from './returns/routes.ts'
import { changeRoutes } from './signing/change-routes.ts'
import { signingRoutes } from './signing/routes.ts'
import type { PrescriptionsTables } from './tables.ts'
import { worklistRoutes } from './worklist/routes.ts'
import { shelfRoutes } from './worklist/shelf-routes.ts'

export const prescriptions = defineModule<PrescriptionsTables>({
  name: 'prescriptions',
  summary: 'Prescriptions that doctors sign, and what pharmacies give of them.',
  uses: ['facilities', 'patients', 'identity', 'doctors', 'billing', 'visits', 'inventory'],
  asks: [
    ...[findFacility, findPatients, findDoctorOfAccount, findVisit, listAllergies, mayRead],
    ...[findItems, findStores, reserve, keepReservation, commitReservation, releaseReservation, putBack, showLevels],
    ...[raiseCharges, reverseCharges, findSettlements],
  ],
  hears,
  problems: [...prescriptionProblems, ...dispenseProblems],
  powers: rows,
  keeps,
  demo,
  open: (context) => ({
    routes: [
      ...[signingRoutes(context), changeRoutes(context), readingRoutes(context)],
      ...[stockRoutes(context), printingRoutes(context)],
      ...[dispensingRoutes(context), dispenseListRoutes(context), returnRoutes(context)],
      ...[recallRoutes(context), registerRoutes(context), worklistRoutes(context), shelfRoutes(context)],
      labelRoutes(context),
    ],
    calls: personalAnswers(context),
    subscriptions: subscriptions(context),
    schedules: schedules(context),
  }),
})
