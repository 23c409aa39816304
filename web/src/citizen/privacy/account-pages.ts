// Pages of privacy: what the family says yes and no to, a copy of everything, closing the account.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/privacy', load: () => import('./PrivacyPage.tsx'), face: 'account', who: 'consent.manage' },
  {
    path: '/account/privacy/copies/:exportId',
    load: () => import('./CopyPage.tsx'),
    face: 'account',
    who: 'export.make',
  },
  { path: '/account/privacy/closing', load: () => import('./ClosingPage.tsx'), face: 'account', who: 'account.close' },
]
