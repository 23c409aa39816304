// The module identity: who somebody is, and what they may do.

import { defineModule } from '../../platform/module.ts'
import { findFacility, locatePin } from '../facilities/contract.ts'
import { registerPatient } from '../patients/contract.ts'
import { addCommands } from './commands.ts'
import { crossSiteRequest, refreshTokenRefused, signInFailed, worksElsewhere } from './contract.ts'
import { seedDemo } from './demo.ts'
import { clearExpired, finishRegistrations, followRevocations } from './jobs.ts'
import { authRoutes } from './signing-in/routes.ts'
import { staffRoutes } from './staff/routes.ts'
import type { IdentityTables } from './tables.ts'

export const identity = defineModule<IdentityTables>({
  name: 'identity',
  summary: 'Accounts, sign-in by password or one-time code, tokens, and the roles of staff.',
  uses: ['patients', 'facilities'],
  asks: [registerPatient, locatePin, findFacility],
  problems: [signInFailed, refreshTokenRefused, crossSiteRequest, worksElsewhere],
  open: (context) => ({
    routes: [authRoutes(context), staffRoutes(context)],
    subscriptions: [finishRegistrations(context)],
    schedules: [clearExpired(context)],
    ...followRevocations(context),
  }),
  addCommands,
  seedDemo,
})
