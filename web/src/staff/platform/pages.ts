// Pages of the servers.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/staff/health',
    load: () => import('./HealthPage.tsx'),
    face: 'staff',
    who: 'system.watch',
    menu: { group: 'watch', icon: 'activity', label: 'staff.health.menu' },
  },
]
