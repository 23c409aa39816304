// Pages of privacy that need no sign-in: what Sehat keeps of people, and what a person sees after closing the account.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/privacy', load: () => import('./KeptPage.tsx'), face: 'account', who: 'everybody' },
  { path: '/closed', load: () => import('./ClosedPage.tsx'), face: 'account', who: 'everybody' },
]
