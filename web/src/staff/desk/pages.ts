// Pages of the desk: people who walk in, their slips, the waiting list, wishes for follow-up, fees that are stuck.
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
    path: '/staff/appointments/waiting',
    load: () => import('./WaitingPage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
    menu: { group: 'day', icon: 'hourglass', label: 'staff.desk.waiting.menu' },
  },
  {
    path: '/staff/appointments/follow-ups',
    load: () => import('./FollowUpsPage.tsx'),
    face: 'staff',
    who: 'follow-up.read',
    at: 'facility',
    menu: { group: 'day', icon: 'calendar-plus', label: 'staff.desk.followUps.menu' },
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
