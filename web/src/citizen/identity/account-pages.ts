// Pages of the account itself: its sign-ins, password, phone and offers.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/account/security', load: () => import('./security/SecurityPage.tsx'), face: 'security', who: 'signed-in' },
  {
    path: '/account/security/password',
    load: () => import('./security/PasswordChangePage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  {
    path: '/account/security/mail',
    load: () => import('./security/MailPage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  {
    path: '/account/security/phone',
    load: () => import('./security/PhoneChangePage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  {
    path: '/account/security/authenticator',
    load: () => import('./second-factor/AuthenticatorPage.tsx'),
    face: 'security',
    who: 'signed-in',
    isBeforeFactor: true,
  },
  {
    path: '/account/security/recovery-codes',
    load: () => import('./second-factor/RecoveryCodesPage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  {
    path: '/account/security/connect',
    load: () => import('./outside/ConnectPage.tsx'),
    face: 'security',
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
