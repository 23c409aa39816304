// Pages of a family's visits to doctors.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/visits/grants', load: () => import('./GrantsPage.tsx'), face: 'doctors', who: 'grant.give' },
  { path: '/account/visits', load: () => import('./VisitsPage.tsx'), face: 'doctors', who: 'visit.read' },
]
