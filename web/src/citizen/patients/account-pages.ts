// Pages of the family of an account.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account', load: () => import('./HomePage.tsx'), face: 'citizen', who: 'family.manage' },
  {
    path: '/account/family/new/check',
    load: () => import('./CheckMemberPage.tsx'),
    face: 'register',
    who: 'family.manage',
  },
  {
    path: '/account/family/new/:step?',
    load: () => import('./AddMemberPage.tsx'),
    face: 'register',
    who: 'family.manage',
  },
]
