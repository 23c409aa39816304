// The module visits: who is seen by whom, what is measured and written, and who may read it for how long.
import { defineModule } from '../../platform/module.ts'
import { findAppointments } from '../appointments/booking/contract.ts'
import { findDoctorOfAccount, findDoctors } from '../doctors/contract.ts'
import { findFacility } from '../facilities/contract.ts'
import { provePresenceAt, returnPresenceCode } from '../identity/presence/contract.ts'
import { findPatients } from '../patients/contract.ts'
import { rows } from './access.ts'
import { careAnswers } from './care/calls.ts'
import { emergencyRoutes } from './care/emergency-routes.ts'
import { codeRoutes } from './codes/routes.ts'
import { addCommands } from './commands.ts'
import {
  consentNeeded,
  doctorNotVerified,
  draftChangedMeanwhile,
  findingChangedMeanwhile,
  findingEnded,
  findingKnown,
  noneContradicts,
  notArrived,
  noteSignedAlready,
  noteUnchanged,
  notTele,
  readingUnlikely,
  tooManyEmergencies,
  visitOpen,
  visitState,
  vitalsCorrected,
} from './contract.ts'
import { demo } from './demo.ts'
import { findingRoutes } from './findings/routes.ts'
import { followUpRoutes } from './follow-ups/routes.ts'
import { grantRoutes } from './grants/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { noteRoutes } from './notes/routes.ts'
import { openingRoutes } from './opening/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { recordRoutes } from './record/routes.ts'
import type { VisitsTables } from './tables.ts'
import { vitalsRoutes } from './vitals/routes.ts'

export const visits = defineModule<VisitsTables>({
  name: 'visits',
  summary: 'Visits to doctors, what is measured and written there, and who may read it.',
  uses: ['facilities', 'patients', 'identity', 'doctors', 'appointments'],
  asks: [
    ...[findFacility, findPatients, findDoctors, findDoctorOfAccount, findAppointments],
    ...[provePresenceAt, returnPresenceCode],
  ],
  hears,
  problems: [
    ...[visitOpen, notArrived, visitState, draftChangedMeanwhile, doctorNotVerified, noteSignedAlready, noteUnchanged],
    ...[consentNeeded, notTele, readingUnlikely, vitalsCorrected, noneContradicts, findingKnown],
    ...[findingChangedMeanwhile, findingEnded, tooManyEmergencies],
  ],
  powers: rows,
  keeps,
  demo,
  addCommands,
  open: (context) => ({
    routes: [
      ...[openingRoutes(context), recordRoutes(context), noteRoutes(context), vitalsRoutes(context)],
      ...[findingRoutes(context), followUpRoutes(context), emergencyRoutes(context), codeRoutes(context)],
      grantRoutes(context),
    ],
    calls: [...personalAnswers(context), ...careAnswers(context)],
    subscriptions: subscriptions(context),
    schedules: schedules(context),
  }),
})
