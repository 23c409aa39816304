// Pages of tests: the work of a laboratory, its menu, the catalogue with its ranges, and the inbox of a doctor.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/laboratory',
    load: () => import('./LaboratoryPage.tsx'),
    face: 'staff',
    who: 'specimen.collect',
    at: 'facility',
    menu: { group: 'day', icon: 'activity', label: 'staff.laboratory.menu' },
    keys: 'g l',
  },
  {
    path: '/staff/laboratory/orders/:orderId',
    load: () => import('./OrderPage.tsx'),
    face: 'staff',
    who: 'laboratory.work',
    at: 'facility',
  },
  {
    path: '/staff/laboratory/menu',
    load: () => import('./MenuPage.tsx'),
    face: 'staff',
    who: 'menu.manage',
    at: 'facility',
    menu: { group: 'plan', icon: 'clipboard-list', label: 'staff.laboratory.tests.menu' },
  },
  {
    path: '/staff/tests',
    load: () => import('./TestsPage.tsx'),
    face: 'staff',
    who: 'catalogue.manage',
    menu: { group: 'plan', icon: 'book', label: 'staff.laboratory.ranges.menu' },
  },
  {
    path: '/staff/tests/:code',
    load: () => import('./TestPage.tsx'),
    face: 'staff',
    who: 'catalogue.manage',
  },
  {
    path: '/staff/results',
    load: () => import('./InboxPage.tsx'),
    face: 'staff',
    who: 'result.read',
    at: 'facility',
    menu: { group: 'day', icon: 'mail', label: 'staff.inbox.menu' },
    keys: 'g r',
  },
]
