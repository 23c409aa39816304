// Pages of the account itself: its sign-ins, password, phone and offers.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/security', load: () => import('./security/SecurityPage.tsx'), face: 'account', who: 'signed-in' },
  {
    path: '/account/security/password',
    load: () => import('./security/PasswordChangePage.tsx'),
    face: 'account',
    who: 'signed-in',
  },
  {
    path: '/account/security/mail',
    load: () => import('./security/MailPage.tsx'),
    face: 'account',
    who: 'signed-in',
  },
  {
    path: '/account/security/phone',
    load: () => import('./security/PhoneChangePage.tsx'),
    face: 'account',
    who: 'signed-in',
  },
  { path: '/account/offers', load: () => import('./offers/OffersPage.tsx'), face: 'account', who: 'signed-in' },
  {
    path: '/account/offers/:offerId',
    load: () => import('./offers/AcceptPage.tsx'),
    face: 'account',
    who: 'signed-in',
  },
]
