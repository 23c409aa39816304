// Pages of visits: the day of a doctor or of the nurses, one visit, a record in an emergency, and who opened one.
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
    path: '/staff/visits/emergency',
    load: () => import('./EmergencyPage.tsx'),
    face: 'staff',
    who: 'emergency.declare',
    at: 'facility',
  },
  {
    path: '/staff/visits/record/:patientId',
    load: () => import('./RecordPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
  },
  {
    path: '/staff/visits/:visitId',
    load: () => import('./VisitPage.tsx'),
    face: 'staff',
    who: 'visit.read',
    at: 'facility',
  },
]
