// The start page of staff.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff',
    load: () => import('./StaffStartPage.tsx'),
    face: 'staff',
    who: 'staff',
    menu: { group: 'day', icon: 'home', label: 'staff.start.menu' },
  },
]
