// All pages of the web app: where they are, how they are loaded, and who may open them.

import type { ComponentType } from 'react'
import { parse } from 'regexparam'
import { type Face, readFaceAhead } from './i18n/language.ts'
import { STAFF_ROLES } from './roles.ts'
import type { Role } from './session/session.ts'

export interface AppRoute {
  readonly path: string
  /** The file of the page; its default export is the page. Loaded when it is first opened. */
  readonly load: () => Promise<{ default: ComponentType }>
  readonly face: Face
  /** Who may open it; without them everybody. Others are led to sign in, or are told that the page is not for them. */
  readonly roles?: readonly Role[]
  /** Where most people go from here: read ahead when the app has come. */
  readonly next?: string
  /** Staff pages in the menu: the key of their name. */
  readonly menu?: string
  /** The keys that open it from any staff page. */
  readonly keys?: string
}

const CITIZEN: readonly Role[] = ['citizen']

const CENTRE: readonly Role[] = ['vaccinator', 'centre-admin']

const OFFICIALS: readonly Role[] = ['district-officer', 'national-admin']

const ADMINISTRATORS: readonly Role[] = ['centre-admin', ...OFFICIALS]

const officialRoutes: readonly Omit<AppRoute, 'face'>[] = [
  {
    path: '/staff/figures',
    load: () => import('./staff/officials/FiguresPage.tsx'),
    roles: OFFICIALS,
    menu: 'staff.figures.menu',
  },
  {
    path: '/staff/facilities',
    load: () => import('./staff/officials/FacilitiesPage.tsx'),
    roles: OFFICIALS,
    menu: 'staff.facilities.menu',
  },
  { path: '/staff/facilities/new', load: () => import('./staff/officials/FacilityNewPage.tsx'), roles: OFFICIALS },
  {
    path: '/staff/facilities/import',
    load: () => import('./staff/officials/FacilitiesImportPage.tsx'),
    roles: OFFICIALS,
  },
  { path: '/staff/facilities/:facilityId', load: () => import('./staff/officials/FacilityPage.tsx'), roles: OFFICIALS },
  {
    path: '/staff/vaccines',
    load: () => import('./staff/officials/VaccinesPage.tsx'),
    roles: ADMINISTRATORS,
    menu: 'staff.vaccines.menu',
  },
  {
    path: '/staff/vaccines/new',
    load: () => import('./staff/officials/VaccineNewPage.tsx'),
    roles: ['national-admin'],
  },
  {
    path: '/staff/people',
    load: () => import('./staff/officials/PeoplePage.tsx'),
    roles: ADMINISTRATORS,
    menu: 'staff.people.menu',
  },
  { path: '/staff/people/new', load: () => import('./staff/officials/AppointPage.tsx'), roles: ADMINISTRATORS },
  {
    path: '/staff/sessions/bulk',
    load: () => import('./staff/officials/SessionsBulkPage.tsx'),
    roles: ADMINISTRATORS,
    menu: 'staff.bulk.menu',
  },
  {
    path: '/staff/health',
    load: () => import('./staff/officials/HealthPage.tsx'),
    roles: ['national-admin'],
    menu: 'staff.health.menu',
  },
]

const NATIONAL: readonly Role[] = ['national-admin']

/** Where most people begin: they wait for the messages of these pages only. */
const firstRoutes: readonly Omit<AppRoute, 'face'>[] = [
  { path: '/', load: () => import('./citizen/start/StartPage.tsx'), next: '/centres' },
  { path: '/sign-in', load: () => import('./citizen/sign-in/SignInPage.tsx') },
  { path: '/sign-in/code', load: () => import('./citizen/sign-in/AskCodePage.tsx') },
  { path: '/sign-in/code/enter', load: () => import('./citizen/sign-in/EnterCodePage.tsx') },
  { path: '/sign-out', load: () => import('./citizen/sign-in/SignOutPage.tsx') },
]

const citizenRoutes: readonly Omit<AppRoute, 'face'>[] = [
  { path: '/centres', load: () => import('./citizen/centres/CentresPage.tsx') },
  { path: '/districts', load: () => import('./citizen/centres/DistrictsPage.tsx') },
  { path: '/near-me', load: () => import('./citizen/centres/NearMePage.tsx') },
  { path: '/register/check', load: () => import('./citizen/register/CheckPage.tsx') },
  { path: '/register/:step?', load: () => import('./citizen/register/RegisterPage.tsx') },
  { path: '/book/:sessionId', load: () => import('./citizen/booking/WhoPage.tsx'), roles: CITIZEN },
  { path: '/book/:sessionId/time', load: () => import('./citizen/booking/TimePage.tsx'), roles: CITIZEN },
  { path: '/book/:sessionId/check', load: () => import('./citizen/booking/CheckPage.tsx'), roles: CITIZEN },
  { path: '/book/:sessionId/booked', load: () => import('./citizen/booking/BookedPage.tsx'), roles: CITIZEN },
  { path: '/account', load: () => import('./citizen/family/FamilyPage.tsx'), roles: CITIZEN },
  { path: '/account/family/new/check', load: () => import('./citizen/family/CheckMemberPage.tsx'), roles: CITIZEN },
  { path: '/account/family/new/:step?', load: () => import('./citizen/family/AddMemberPage.tsx'), roles: CITIZEN },
  { path: '/account/records', load: () => import('./citizen/records/RecordsPage.tsx'), roles: CITIZEN },
  { path: '/account/bookings/:bookingId', load: () => import('./citizen/bookings/SlipPage.tsx'), roles: CITIZEN },
  {
    path: '/account/bookings/:bookingId/cancel',
    load: () => import('./citizen/bookings/CancelPage.tsx'),
    roles: CITIZEN,
  },
  { path: '/account/bookings/:bookingId/move', load: () => import('./citizen/bookings/MovePage.tsx'), roles: CITIZEN },
  {
    path: '/account/bookings/:bookingId/move/:sessionId',
    load: () => import('./citizen/bookings/MoveToPage.tsx'),
    roles: CITIZEN,
  },
]

const staffRoutes: readonly Omit<AppRoute, 'face'>[] = [
  {
    path: '/staff',
    load: () => import('./staff/start/StaffStartPage.tsx'),
    roles: STAFF_ROLES,
    menu: 'staff.start.menu',
  },
  {
    path: '/staff/today',
    load: () => import('./staff/centre/TodayPage.tsx'),
    roles: CENTRE,
    menu: 'staff.centre.today.menu',
    keys: 'g t',
  },
  {
    path: '/staff/scan',
    load: () => import('./staff/centre/ScanPage.tsx'),
    roles: CENTRE,
    menu: 'staff.centre.scan.menu',
    keys: 'g c',
  },
  {
    path: '/staff/walk-in',
    load: () => import('./staff/centre/WalkInPage.tsx'),
    roles: CENTRE,
    menu: 'staff.centre.walkIn.menu',
    keys: 'g w',
  },
  {
    path: '/staff/sessions',
    load: () => import('./staff/centre/SessionsPage.tsx'),
    roles: CENTRE,
    menu: 'staff.centre.sessions.menu',
    keys: 'g s',
  },
  {
    path: '/staff/stock',
    load: () => import('./staff/centre/StockPage.tsx'),
    roles: [...CENTRE, 'pharmacist'],
    menu: 'staff.centre.stock.menu',
    keys: 'g k',
  },
  {
    path: '/staff/stock/ledger',
    load: () => import('./staff/centre/LedgerPage.tsx'),
    roles: [...CENTRE, 'pharmacist'],
  },
  ...officialRoutes,
  {
    path: '/staff/customers',
    load: () => import('./staff/linking/CustomersPage.tsx'),
    roles: NATIONAL,
    menu: 'staff.customers.menu',
  },
  { path: '/staff/customers/new', load: () => import('./staff/linking/OnboardPage.tsx'), roles: NATIONAL },
  { path: '/staff/customers/:customerId', load: () => import('./staff/linking/CustomerPage.tsx'), roles: NATIONAL },
  {
    path: '/staff/customers/:customerId/change',
    load: () => import('./staff/linking/ChangeCustomerPage.tsx'),
    roles: NATIONAL,
  },
  {
    path: '/staff/workflows',
    load: () => import('./staff/linking/WorkflowsPage.tsx'),
    roles: NATIONAL,
    menu: 'staff.workflows.menu',
  },
  { path: '/staff/workflows/:workflowId', load: () => import('./staff/linking/WorkflowPage.tsx'), roles: NATIONAL },
  {
    path: '/staff/reviews',
    load: () => import('./staff/linking/ReviewsPage.tsx'),
    roles: NATIONAL,
    menu: 'staff.reviews.menu',
  },
  { path: '/staff/reviews/:workflowId', load: () => import('./staff/linking/ReviewPage.tsx'), roles: NATIONAL },
  {
    path: '/staff/duplicates',
    load: () => import('./staff/patients/DuplicatesPage.tsx'),
    roles: NATIONAL,
    menu: 'staff.duplicates.menu',
  },
  { path: '/staff/duplicates/:duplicateId', load: () => import('./staff/patients/DuplicatePage.tsx'), roles: NATIONAL },
  {
    path: '/staff/stuck',
    load: () => import('./staff/linking/StuckPage.tsx'),
    roles: NATIONAL,
    menu: 'staff.stuck.menu',
  },
]

export const routes: readonly AppRoute[] = [
  ...firstRoutes.map((route) => ({ ...route, face: 'shared' as const })),
  ...citizenRoutes.map((route) => ({ ...route, face: 'citizen' as const })),
  ...staffRoutes.map((route) => ({ ...route, face: 'staff' as const })),
]

const patterns = routes.map((route) => ({ route, pattern: parse(route.path).pattern }))

export function findRoute(path: string): AppRoute | undefined {
  return patterns.find(({ pattern }) => pattern.test(path))?.route
}

/** Fetches a page that somebody is likely to open next; when it fails, it is fetched again on opening. */
export async function readPageAhead(path: string): Promise<void> {
  const route = findRoute(path)
  if (route) await Promise.all([route.load(), readFaceAhead(route.face)]).catch(() => undefined)
}
