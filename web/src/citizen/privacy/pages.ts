// Pages of privacy: what Sehat keeps, what the family says yes and no to, a copy of everything, closing the account.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/privacy', load: () => import('./KeptPage.tsx'), face: 'privacy', who: 'everybody' },
  { path: '/closed', load: () => import('./ClosedPage.tsx'), face: 'privacy', who: 'everybody' },
  { path: '/account/privacy', load: () => import('./PrivacyPage.tsx'), face: 'privacy', who: 'consent.manage' },
  {
    path: '/account/privacy/copies/:exportId',
    load: () => import('./CopyPage.tsx'),
    face: 'privacy',
    who: 'export.make',
  },
  { path: '/account/privacy/closing', load: () => import('./ClosingPage.tsx'), face: 'privacy', who: 'account.close' },
]
