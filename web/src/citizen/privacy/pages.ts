// Pages of privacy: what Sehat keeps, what the family says yes and no to, a copy of everything, closing the account.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/privacy', load: () => import('./KeptPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/closed', load: () => import('./ClosedPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/account/privacy', load: () => import('./PrivacyPage.tsx'), face: 'citizen', who: 'consent.manage' },
  {
    path: '/account/privacy/copies/:exportId',
    load: () => import('./CopyPage.tsx'),
    face: 'citizen',
    who: 'export.make',
  },
  { path: '/account/privacy/closing', load: () => import('./ClosingPage.tsx'), face: 'citizen', who: 'account.close' },
]
