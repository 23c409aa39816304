// Pages to find a doctor, to book a time, and to look after an appointment.
import type { AppPage } from '../../routes.ts'

const own = { face: 'doctors', who: 'appointment.make' } as const

export const pages: readonly AppPage[] = [
  { path: '/doctors', load: () => import('./finding/FindPage.tsx'), face: 'doctors', who: 'everybody' },
  { path: '/doctors/appointments/:appointmentId', load: () => import('./appointments/SlipPage.tsx'), ...own },
  { path: '/doctors/appointments/:appointmentId/confirm', load: () => import('./booking/ConfirmPage.tsx'), ...own },
  { path: '/doctors/appointments/:appointmentId/move', load: () => import('./appointments/MovePage.tsx'), ...own },
  { path: '/doctors/appointments/:appointmentId/cancel', load: () => import('./appointments/CancelPage.tsx'), ...own },
  { path: '/doctors/:doctorId', load: () => import('./finding/TimesPage.tsx'), face: 'doctors', who: 'everybody' },
  { path: '/doctors/:doctorId/book', load: () => import('./booking/WhoPage.tsx'), ...own },
  { path: '/doctors/:doctorId/wait', load: () => import('./waiting/WaitPage.tsx'), ...own },
  { path: '/offer/:link', load: () => import('./waiting/OfferPage.tsx'), face: 'doctors', who: 'everybody' },
]
