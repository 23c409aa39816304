// All pages of the web app: where they are, how they are loaded, and who may open them.

import type { ComponentType } from 'react'
import { parse } from 'regexparam'
import type { Face } from './i18n/language.ts'
import type { Role } from './session/session.ts'

export interface AppRoute {
  readonly path: string
  /** The file of the page; its default export is the page. Loaded when it is first opened. */
  readonly load: () => Promise<{ default: ComponentType }>
  readonly face: Face
  /** Who may open it; without them everybody. Others are led to sign in, or are told that the page is not for them. */
  readonly roles?: readonly Role[]
  /** Staff pages in the menu: the key of their name. */
  readonly menu?: string
  /** The keys that open it from any staff page. */
  readonly keys?: string
}

const STAFF: readonly Role[] = [
  'doctor',
  'reception',
  'pharmacist',
  'lab-technician',
  'vaccinator',
  'centre-admin',
  'district-officer',
  'national-admin',
]

const CITIZEN: readonly Role[] = ['citizen']

const CENTRE: readonly Role[] = ['vaccinator', 'centre-admin']

const citizenRoutes: readonly Omit<AppRoute, 'face'>[] = [
  { path: '/', load: () => import('./citizen/start/StartPage.tsx') },
  { path: '/centres', load: () => import('./citizen/centres/CentresPage.tsx') },
  { path: '/districts', load: () => import('./citizen/centres/DistrictsPage.tsx') },
  { path: '/near-me', load: () => import('./citizen/centres/NearMePage.tsx') },
  { path: '/sign-in', load: () => import('./citizen/sign-in/SignInPage.tsx') },
  { path: '/sign-in/code', load: () => import('./citizen/sign-in/AskCodePage.tsx') },
  { path: '/sign-in/code/enter', load: () => import('./citizen/sign-in/EnterCodePage.tsx') },
  { path: '/sign-out', load: () => import('./citizen/sign-in/SignOutPage.tsx') },
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
  { path: '/staff', load: () => import('./staff/start/StaffStartPage.tsx'), roles: STAFF, menu: 'staff.start.menu' },
  {
    path: '/staff/today',
    load: () => import('./staff/centre/TodayPage.tsx'),
    roles: CENTRE,
    menu: 'staff.centre.today.menu',
    keys: 'g t',
  },
]

export const routes: readonly AppRoute[] = [
  ...citizenRoutes.map((route) => ({ ...route, face: 'citizen' as const })),
  ...staffRoutes.map((route) => ({ ...route, face: 'staff' as const })),
]

const patterns = routes.map((route) => ({ route, pattern: parse(route.path).pattern }))

export function findRoute(path: string): AppRoute | undefined {
  return patterns.find(({ pattern }) => pattern.test(path))?.route
}
