// Pages of attendance: waiting times and absences of a hospital, and the hospitals of a chain beside each other.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/hospitals',
    load: () => import('./HospitalsPage.tsx'),
    face: 'staff',
    who: 'attendance.compare',
    menu: { group: 'figures', icon: 'building-hospital', label: 'staff.attendance.hospitals.menu' },
  },
  {
    path: '/staff/hospitals/:facilityId',
    load: () => import('./AttendancePage.tsx'),
    face: 'staff',
    who: 'attendance.compare',
    crumb: 'staff.attendance.menu',
  },
  {
    path: '/staff/hospitals/:facilityId/old-views',
    load: () => import('./OldViewsPage.tsx'),
    face: 'staff',
    who: 'attendance.compare',
  },
  {
    path: '/staff/attendance',
    load: () => import('./AttendancePage.tsx'),
    face: 'staff',
    who: 'attendance.read',
    at: 'facility',
    menu: { group: 'figures', icon: 'hourglass', label: 'staff.attendance.menu' },
  },
]
