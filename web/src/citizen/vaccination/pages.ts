// Pages to find a centre and to book there.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/centres', load: () => import('./centres/CentresPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/districts', load: () => import('./places/DistrictsPage.tsx'), face: 'citizen', who: 'everybody' },
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
  { path: '/verify', load: () => import('./cards/VerifyPage.tsx'), face: 'cards', who: 'everybody' },
]
