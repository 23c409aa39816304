// Pages of the health facilities.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/facilities',
    load: () => import('./FacilitiesPage.tsx'),
    face: 'staff',
    who: 'facility.register',
    menu: { group: 'places', icon: 'building-hospital', label: 'staff.facilities.menu' },
  },
  {
    path: '/staff/facilities/new',
    load: () => import('./FacilityNewPage.tsx'),
    face: 'staff',
    who: 'facility.register',
  },
  {
    path: '/staff/facilities/import',
    load: () => import('./FacilitiesImportPage.tsx'),
    face: 'staff',
    who: 'facility.register',
  },
  {
    path: '/staff/facilities/:facilityId',
    load: () => import('./FacilityPage.tsx'),
    face: 'staff',
    who: 'facility.register',
  },
]
