// Pages of the desk: people who walk in, their slips, fees that are stuck.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/appointments/walk-in',
    load: () => import('./WalkInPage.tsx'),
    face: 'staff',
    who: 'queue.keep',
    at: 'facility',
    menu: { group: 'day', icon: 'user-plus', label: 'staff.desk.walkIn.menu' },
    keys: 'g n',
  },
  {
    path: '/staff/slips/:tokenId',
    load: () => import('./SlipPage.tsx'),
    face: 'staff',
    who: 'queue.read',
    at: 'facility',
  },
  {
    path: '/staff/appointments/fees',
    load: () => import('./StuckFeesPage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
  },
]
