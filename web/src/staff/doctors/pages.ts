// Pages of the doctors: who they are, where they practise, and their hours.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/my-hours',
    load: () => import('./MyHoursPage.tsx'),
    face: 'staff',
    who: 'schedule.own',
    menu: { group: 'day', icon: 'clock', label: 'staff.doctors.own.menu' },
    keys: 'g h',
  },
  {
    path: '/staff/closed-days',
    load: () => import('./ClosedDaysPage.tsx'),
    face: 'staff',
    who: 'closure.manage',
    at: 'facility',
    menu: { group: 'plan', icon: 'calendar', label: 'staff.doctors.closed.menu' },
  },
  {
    path: '/staff/doctors',
    load: () => import('./DoctorsPage.tsx'),
    face: 'staff',
    who: 'doctor.read',
    menu: { group: 'places', icon: 'stethoscope', label: 'staff.doctors.menu' },
    keys: 'g d',
  },
  {
    path: '/staff/doctors/verification',
    load: () => import('./VerificationPage.tsx'),
    face: 'staff',
    who: 'doctor.verify',
    menu: { group: 'places', icon: 'certificate', label: 'staff.doctors.queue.menu' },
    keys: 'g v',
  },
  {
    path: '/staff/doctors/new',
    load: () => import('./DoctorNewPage.tsx'),
    face: 'staff',
    who: 'doctor.register',
    at: 'facility',
  },
  { path: '/staff/doctors/:doctorId', load: () => import('./DoctorPage.tsx'), face: 'staff', who: 'doctor.read' },
]
