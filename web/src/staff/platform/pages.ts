// Pages of the servers themselves.
import { NATIONAL } from '../../roles.ts'
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/health',
    load: () => import('./HealthPage.tsx'),
    face: 'staff',
    who: NATIONAL,
    menu: 'staff.health.menu',
  },
]
