// Pages of the bookings and doses of a family.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/account/certificates/:patientId',
    load: () => import('./cards/CertificatesPage.tsx'),
    face: 'cards',
    who: 'certificate.read',
  },
  { path: '/account/doses', load: () => import('./records/RecordsPage.tsx'), face: 'account', who: 'dose.read' },
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
