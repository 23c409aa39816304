// Pages of visits: the day of a doctor or of the nurses, one visit, and the emergencies of a hospital.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/visits',
    load: () => import('./VisitsPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
    menu: { group: 'day', icon: 'clipboard-list', label: 'staff.visits.menu' },
    keys: 'g i',
  },
  {
    path: '/staff/visits/emergencies',
    load: () => import('./EmergenciesPage.tsx'),
    face: 'staff',
    who: 'emergency.oversee',
    at: 'facility',
    menu: { group: 'watch', icon: 'bolt', label: 'staff.emergencies.menu' },
  },
  {
    path: '/staff/visits/:visitId',
    load: () => import('./VisitPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
  },
]
