// Pages that few people open first. Their table loads when somebody opens one of them.
import type { AppPage } from '../routes.ts'
import { pages as ownReaders } from './audit/account-pages.ts'
import { pages as billing } from './billing/pages.ts'
import { pages as ownResults } from './diagnostics/account-pages.ts'
import { pages as doctors } from './doctors/pages.ts'
import { pages as ownDocuments } from './documents/account-pages.ts'
import { pages as help } from './help/pages.ts'
import { pages as identity } from './identity/further-pages.ts'
import { pages as ownPrescriptions } from './prescriptions/account-pages.ts'
import { pages as ownPrivacy } from './privacy/account-pages.ts'
import { pages as privacy } from './privacy/pages.ts'
import { pages as queues } from './queues/pages.ts'
import { pages as records } from './records/pages.ts'
import { pages as ownVisits } from './visits/account-pages.ts'

/** When two patterns match an address, the first one counts. */
export const furtherRoutes: readonly AppPage[] = [
  ...[doctors, help, identity, privacy, queues, ownReaders, ownPrivacy, ownVisits].flat(),
  ...records,
  ...ownDocuments,
  ...ownPrescriptions,
  ...ownResults,
  ...billing,
]
