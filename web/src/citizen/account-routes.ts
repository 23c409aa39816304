// The pages below /account that people often open, from the account-pages.ts of each module. Only people who sign in
// load this table.
import type { AppPage } from '../routes.ts'
import { pages as identity } from './identity/account-pages.ts'
import { pages as notifications } from './notifications/account-pages.ts'
import { pages as patients } from './patients/account-pages.ts'
import { pages as vaccination } from './vaccination/account-pages.ts'

/** When two patterns match an address, the first one counts. */
export const accountRoutes: readonly AppPage[] = [...[identity, vaccination, patients, notifications].flat()]
