// Pages of the trail for a family: who saw its records.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/readers', load: () => import('./ReadersPage.tsx'), face: 'account', who: 'reads.follow' },
]
