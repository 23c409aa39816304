// Pages of messages: those that a person got, and which ones the person wants.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  {
    path: '/account/messages',
    load: () => import('./MessagesPage.tsx'),
    face: 'account',
    who: 'family.manage',
  },
  {
    path: '/account/messages/wishes',
    load: () => import('./WishesPage.tsx'),
    face: 'account',
    who: 'family.manage',
  },
]
