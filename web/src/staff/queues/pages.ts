// The page of the queues of a hospital, for those who call people and for the desk.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/queues',
    load: () => import('./QueuesPage.tsx'),
    face: 'staff',
    who: 'queue.read',
    at: 'facility',
    menu: { group: 'day', icon: 'ticket', label: 'staff.queues.menu' },
    keys: 'g q',
  },
]
