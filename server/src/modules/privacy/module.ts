// The module privacy: what Sehat keeps of people, consents, exports, and closing an account.
import { defineModule } from '../../platform/module.ts'
import { beginClosing, checkSignIn, endClosing } from '../identity/contract.ts'
import { allowLinks } from '../linkage/contract.ts'
import { findPatients, listFamilyRecords } from '../patients/contract.ts'
import { rows } from './access.ts'
import { closingRoutes } from './closing/routes.ts'
import { consentRoutes } from './consents/routes.ts'
import { exportNotReady } from './contract.ts'
import { exportRoutes } from './exports/routes.ts'
import { hears, schedules, subscriptions } from './jobs.ts'
import { keptRoutes } from './kept/routes.ts'
import { personalAnswers } from './personal/calls.ts'
import { keeps } from './personal/keeps.ts'
import type { PrivacyTables } from './tables.ts'

export const privacy = defineModule<PrivacyTables>({
  name: 'privacy',
  summary: 'What Sehat keeps of people and why, their consents, a copy of everything, and closing an account.',
  uses: ['identity', 'patients', 'linkage'],
  asks: [checkSignIn, beginClosing, endClosing, listFamilyRecords, findPatients, allowLinks],
  hears,
  asksForPersons: true,
  problems: [exportNotReady],
  powers: rows,
  keeps,
  open: (context) => ({
    routes: [keptRoutes(context), consentRoutes(context), exportRoutes(context), closingRoutes(context)],
    calls: personalAnswers(context),
    subscriptions: subscriptions(context),
    schedules: schedules(context),
  }),
})
