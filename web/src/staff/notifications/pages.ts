// The page of the log: what became of the messages of a centre.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/messages',
    load: () => import('./MessageLogPage.tsx'),
    face: 'staff',
    who: 'delivery.read',
    at: 'facility',
    menu: { group: 'watch', icon: 'message', label: 'staff.messages.menu' },
  },
]
