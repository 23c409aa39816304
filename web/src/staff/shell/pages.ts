// The page that staff begin with.
import { STAFF_ROLES } from '../../roles.ts'
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff',
    load: () => import('./StaffStartPage.tsx'),
    face: 'staff',
    who: STAFF_ROLES,
    menu: 'staff.start.menu',
  },
]
