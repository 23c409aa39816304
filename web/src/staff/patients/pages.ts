// Pages of records that may belong to one person.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/duplicates',
    load: () => import('./DuplicatesPage.tsx'),
    face: 'staff',
    who: 'patient.merge',
    menu: { group: 'records', icon: 'git-merge', label: 'staff.duplicates.menu' },
  },
  {
    path: '/staff/duplicates/:duplicateId',
    load: () => import('./DuplicatePage.tsx'),
    face: 'staff',
    who: 'patient.merge',
  },
  {
    path: '/staff/patients/opening',
    load: () => import('./OpeningPage.tsx'),
    face: 'staff',
    who: 'patient.open',
    menu: { group: 'records', icon: 'key', label: 'staff.opening.menu' },
  },
]
