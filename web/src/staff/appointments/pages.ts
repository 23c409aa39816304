// Pages of the appointments with doctors: the day of the reception, booking, moving, and a doctor's own patients.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/appointments',
    load: () => import('./DayPage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
    menu: { group: 'day', icon: 'clipboard-list', label: 'staff.appointments.menu' },
    keys: 'g a',
  },
  {
    path: '/staff/appointments/book',
    load: () => import('./BookPage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
  },
  {
    path: '/staff/appointments/displaced',
    load: () => import('./DisplacedPage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
  },
  {
    path: '/staff/appointments/:appointmentId/move',
    load: () => import('./MovePage.tsx'),
    face: 'staff',
    who: 'appointment.oversee',
    at: 'facility',
  },
  {
    path: '/staff/my-patients',
    load: () => import('./MyPatientsPage.tsx'),
    face: 'staff',
    who: 'appointment.treat',
    at: 'facility',
    menu: { group: 'day', icon: 'users', label: 'staff.appointments.own.menu' },
    keys: 'g p',
  },
]
