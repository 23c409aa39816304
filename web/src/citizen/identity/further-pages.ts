// Pages of signing in that few people need: the second factor, and the way back from another service.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/sign-in/second-factor',
    load: () => import('./second-factor/SecondFactorPage.tsx'),
    face: 'security',
    who: 'signed-in',
    isBeforeFactor: true,
  },
  {
    path: '/sign-in/second-factor/recovery',
    load: () => import('./second-factor/RecoveryPage.tsx'),
    face: 'security',
    who: 'signed-in',
    isBeforeFactor: true,
  },
  {
    path: '/sign-in/outside',
    load: () => import('./outside/OutsidePage.tsx'),
    face: 'security',
    who: 'everybody',
  },
]
