// Pages of the staff: who holds which role where.
import { ADMINISTRATORS } from '../../roles.ts'
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/people',
    load: () => import('./PeoplePage.tsx'),
    face: 'staff',
    who: ADMINISTRATORS,
    menu: 'staff.people.menu',
  },
  { path: '/staff/people/new', load: () => import('./AppointPage.tsx'), face: 'staff', who: ADMINISTRATORS },
]
