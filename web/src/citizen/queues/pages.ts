// The board of a hospital, and a person's place in the queue. Who opens them has not signed in.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/display/:facilityId',
    load: () => import('./BoardPage.tsx'),
    ...{ face: 'shared', who: 'everybody', isAlone: true },
  },
  { path: '/place/:link', load: () => import('./PlacePage.tsx'), face: 'shared', who: 'everybody' },
]
