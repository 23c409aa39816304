// The page of a family's tests.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/records/results', load: () => import('./ResultsPage.tsx'), face: 'records', who: 'order.read' },
]
