// The module identity: who somebody is, and what they may do.

import { defineModule } from '../../platform/module.ts'
import { answerTo } from '../../platform/work/calls.ts'
import { findChain, findDistrict, findFacility, locatePin } from '../facilities/contract.ts'
import { registerPatient } from '../patients/contract.ts'
import { rows } from './access.ts'
import { listPhones } from './accounts/store.ts'
import { addCommands } from './commands.ts'
import {
  accountExists,
  codeNeeded,
  crossSiteRequest,
  noAccount,
  reachAccounts,
  refreshTokenRefused,
  signInFailed,
  tooManyWorkplaces,
} from './contract.ts'
import { seedDemo } from './demo.ts'
import { clearExpired, finishRegistrations, followPlaces, followRevocations } from './jobs.ts'
import { authRoutes } from './signing-in/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import type { IdentityTables } from './tables.ts'
import { workplaceRoutes } from './workplaces/routes.ts'

export const identity = defineModule<IdentityTables>({
  name: 'identity',
  summary: 'Accounts, sign-in by password or one-time code, tokens, and the roles of staff.',
  uses: ['patients', 'facilities'],
  asks: [registerPatient, locatePin, findFacility, findChain, findDistrict],
  problems: [
    signInFailed,
    noAccount,
    accountExists,
    codeNeeded,
    refreshTokenRefused,
    crossSiteRequest,
    tooManyWorkplaces,
  ],
  powers: rows,
  open: (context) => ({
    routes: [authRoutes(context), workplaceRoutes(context), staffRoutes(context)],
    calls: [answerTo(reachAccounts, ({ accountIds }) => listPhones(context.pool, accountIds))],
    subscriptions: [finishRegistrations(context), ...followPlaces(context)],
    schedules: [clearExpired(context)],
    ...followRevocations(context),
  }),
  addCommands,
  seedDemo,
})
