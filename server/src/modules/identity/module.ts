// The module identity: who somebody is, and what they may do.

import { defineModule } from '../../platform/module.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { findChain, findDistrict, findFacility, locatePin } from '../facilities/contract.ts'
import { changePhone, registerPatient } from '../patients/contract.ts'
import { countLookUp, provePresence } from '../patients/presence/contract.ts'
import { reachPatients } from '../patients/reaching/contract.ts'
import { rows } from './access.ts'
import { addCommands } from './commands.ts'
import {
  accountExists,
  appointmentsOpen,
  codeNeeded,
  crossSiteRequest,
  enrolByCode,
  lastFactor,
  mailNotPossible,
  noAccount,
  noPasskeysHere,
  offerEnded,
  offerOpen,
  outsideAccountTaken,
  outsideAccountUnknown,
  outsideSignInEnded,
  passkeyRefused,
  refreshTokenRefused,
  signInFailed,
  signInTooOld,
  tooManyPasskeys,
  tooManyWorkplaces,
} from './contract.ts'
import { mailRoutes } from './credentials/mail-routes.ts'
import { credentialRoutes } from './credentials/routes.ts'
import { demo } from './demo.ts'
import { demandRoutes } from './factors/demand-routes.ts'
import { factorRoutes } from './factors/routes.ts'
import { clearExpired, finishRegistrations, followPlaces, followRevocations, hears, passPhonesOn } from './jobs.ts'
import { namingAnswers } from './naming/calls.ts'
import { offerRoutes } from './offers/routes.ts'
import { passkeyRoutes } from './passkeys/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import { noProvenPhone } from './presence/contract.ts'
import { presenceRoutes } from './presence/routes.ts'
import { presenceAnswers } from './presence/steps.ts'
import { providerRoutes } from './provider/routes.ts'
import { reachingAnswers } from './reaching/calls.ts'
import { authRoutes } from './signing-in/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import type { IdentityTables } from './tables.ts'
import { readRevocations } from './tokens/contract.ts'
import { followFromElsewhere, revocationAnswers } from './tokens/elsewhere.ts'
import { signInRoutes } from './tokens/routes.ts'
import { listAppointmentsOf } from './workplaces/contract.ts'
import { workplaceRoutes } from './workplaces/routes.ts'
import { listWorkplaces } from './workplaces/store.ts'
import { toAppointment } from './workplaces/views.ts'

export const identity = defineModule<IdentityTables>({
  name: 'identity',
  summary: 'Accounts, sign-in by password or one-time code, tokens, and the roles of staff.',
  uses: ['patients', 'facilities'],
  asks: [
    ...[registerPatient, changePhone, provePresence, countLookUp, reachPatients],
    ...[locatePin, findFacility, findChain, findDistrict],
  ],
  hears,
  problems: [
    ...[signInFailed, noAccount, accountExists, appointmentsOpen, codeNeeded, refreshTokenRefused, crossSiteRequest],
    ...[tooManyWorkplaces, offerOpen, offerEnded, signInTooOld],
    ...[mailNotPossible, outsideSignInEnded, outsideAccountUnknown, outsideAccountTaken],
    ...[passkeyRefused, noPasskeysHere, tooManyPasskeys, lastFactor, enrolByCode, noProvenPhone],
  ],
  powers: rows,
  keeps,
  open: (context) => ({
    routes: [
      ...[authRoutes(context), credentialRoutes(context), mailRoutes(context), signInRoutes(context)],
      ...[passkeyRoutes(context), factorRoutes(context), demandRoutes(context)],
      ...[providerRoutes(context), workplaceRoutes(context), staffRoutes(context)],
      ...[offerRoutes(context), presenceRoutes(context)],
    ],
    calls: [
      answerTo(listAppointmentsOf, async ({ accountId }) =>
        (await listWorkplaces(context.db, accountId)).map(toAppointment),
      ),
      ...[...reachingAnswers(context), ...namingAnswers(context), ...presenceAnswers(context)],
      ...[...personalAnswers(context), ...revocationAnswers(context)],
    ],
    subscriptions: [finishRegistrations(context), passPhonesOn(context), ...followPlaces(context)],
    schedules: [clearExpired(context)],
    ...followRevocations(context),
  }),
  standIn: followFromElsewhere,
  standInAsks: [readRevocations],
  addCommands,
  demo,
})
