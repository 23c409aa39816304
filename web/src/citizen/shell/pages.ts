// The start page, where every citizen begins.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/', load: () => import('./StartPage.tsx'), face: 'shared', who: 'everybody', next: '/centres' },
]
