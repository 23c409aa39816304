// Pages of the staff: who has which role where.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/people',
    load: () => import('./PeoplePage.tsx'),
    face: 'staff',
    who: 'staff.appoint',
    menu: { group: 'places', icon: 'users', label: 'staff.people.menu' },
  },
  {
    path: '/staff/people/second-factor',
    load: () => import('./SecondFactorPage.tsx'),
    face: 'staff',
    who: 'second-factor.demand',
  },
  { path: '/staff/people/new', load: () => import('./AppointPage.tsx'), face: 'staff', who: 'staff.appoint' },
]
