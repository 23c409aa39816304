// Pages of documents: to whom reception and laboratory add them, and what families share with the staff.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/documents',
    load: () => import('./StaysPage.tsx'),
    face: 'staff',
    who: 'stay.read',
    at: 'facility',
    menu: { group: 'day', icon: 'upload', label: 'staff.files.stays.menu' },
  },
  {
    path: '/staff/documents/orders',
    load: () => import('./OrdersPage.tsx'),
    face: 'staff',
    who: 'laboratory.work',
    at: 'facility',
    menu: { group: 'day', icon: 'upload', label: 'staff.files.orders.menu' },
  },
  {
    path: '/staff/documents/received',
    load: () => import('./ReceivedPage.tsx'),
    face: 'staff',
    who: 'visit.treat',
    at: 'facility',
    menu: { group: 'records', icon: 'share', label: 'staff.files.received.menu' },
  },
]
