// Pages of finding and booking a vaccination, and of the records.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/centres', load: () => import('./centres/CentresPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/districts', load: () => import('./centres/DistrictsPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/near-me', load: () => import('./centres/NearMePage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/book/:sessionId', load: () => import('./booking/WhoPage.tsx'), face: 'citizen', who: 'booking.make' },
  { path: '/book/:sessionId/time', load: () => import('./booking/TimePage.tsx'), face: 'citizen', who: 'booking.make' },
  {
    path: '/book/:sessionId/check',
    load: () => import('./booking/CheckPage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
  {
    path: '/book/:sessionId/booked',
    load: () => import('./booking/BookedPage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
  {
    path: '/account/certificates/:patientId',
    load: () => import('./cards/CertificatesPage.tsx'),
    face: 'cards',
    who: 'certificate.read',
  },
  { path: '/verify', load: () => import('./cards/VerifyPage.tsx'), face: 'cards', who: 'everybody' },
  { path: '/account/records', load: () => import('./records/RecordsPage.tsx'), face: 'citizen', who: 'dose.read' },
  {
    path: '/account/bookings/:bookingId',
    load: () => import('./bookings/SlipPage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
  {
    path: '/account/bookings/:bookingId/cancel',
    load: () => import('./bookings/CancelPage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
  {
    path: '/account/bookings/:bookingId/move',
    load: () => import('./bookings/MovePage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
  {
    path: '/account/bookings/:bookingId/move/:sessionId',
    load: () => import('./bookings/MoveToPage.tsx'),
    face: 'citizen',
    who: 'booking.make',
  },
]
