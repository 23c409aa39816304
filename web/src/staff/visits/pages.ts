// Pages of visits: the day of a doctor or of the nurses, and one visit.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/visits',
    load: () => import('./VisitsPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
    menu: { group: 'day', icon: 'clipboard-list', label: 'staff.visits.menu' },
    keys: 'g p',
  },
  {
    path: '/staff/visits/:visitId',
    load: () => import('./VisitPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
  },
]
