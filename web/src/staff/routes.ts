// All pages of staff, from the pages.ts of each module. A citizen's browser does not load this table.
import { lookRoutes } from '../look/pages.ts'
import type { AppPage } from '../routes.ts'
import { pages as appointments } from './appointments/pages.ts'
import { pages as attendance } from './attendance/pages.ts'
import { pages as audit } from './audit/pages.ts'
import { pages as billing } from './billing/pages.ts'
import { pages as desk } from './desk/pages.ts'
import { pages as diagnostics } from './diagnostics/pages.ts'
import { pages as doctors } from './doctors/pages.ts'
import { pages as documents } from './documents/pages.ts'
import { pages as facilities } from './facilities/pages.ts'
import { pages as identity } from './identity/pages.ts'
import { pages as inventory } from './inventory/pages.ts'
import { pages as linkage } from './linkage/pages.ts'
import { pages as notifications } from './notifications/pages.ts'
import { pages as patients } from './patients/pages.ts'
import { pages as platform } from './platform/pages.ts'
import { pages as dispensing } from './prescriptions/dispensing/pages.ts'
import { pages as prescriptions } from './prescriptions/signing/pages.ts'
import { pages as queues } from './queues/pages.ts'
import { pages as shell } from './shell/pages.ts'
import { pages as vaccination } from './vaccination/pages.ts'
import { pages as visits } from './visits/pages.ts'

/** In the order of the menu. When two patterns match an address, the first one counts. */
export const staffRoutes: readonly AppPage[] = [
  ...[
    shell,
    appointments,
    attendance,
    desk,
    dispensing,
    billing,
    vaccination,
    inventory,
    queues,
    visits,
    prescriptions,
    documents,
    diagnostics,
    notifications,
    doctors,
    facilities,
    identity,
    patients,
    linkage,
    audit,
    platform,
  ].flat(),
  ...lookRoutes,
]
