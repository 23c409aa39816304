// Pages of signing in and out, of registering, and of the account itself: its sign-ins, password, phone and offers.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/code', load: () => import('./sign-in/EnterCodePage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/password', load: () => import('./sign-in/PasswordPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/reset', load: () => import('./sign-in/ResetPage.tsx'), face: 'shared', who: 'everybody' },
  {
    path: '/sign-in/reset/code',
    load: () => import('./sign-in/NewPasswordPage.tsx'),
    face: 'shared',
    who: 'everybody',
  },
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
    path: '/sign-in/outside',
    load: () => import('./outside/OutsidePage.tsx'),
    face: 'security',
    who: 'everybody',
  },
  {
    path: '/account/security/connect',
    load: () => import('./outside/ConnectPage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  { path: '/sign-out', load: () => import('./sign-in/SignOutPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/register/check', load: () => import('./register/CheckPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/register/code', load: () => import('./register/CodePage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/register/:step?', load: () => import('./register/RegisterPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/account/security', load: () => import('./security/SecurityPage.tsx'), face: 'security', who: 'signed-in' },
  {
    path: '/account/security/password',
    load: () => import('./security/PasswordChangePage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  {
    path: '/account/security/phone',
    load: () => import('./security/PhoneChangePage.tsx'),
    face: 'security',
    who: 'signed-in',
  },
  { path: '/account/offers', load: () => import('./offers/OffersPage.tsx'), face: 'citizen', who: 'signed-in' },
  {
    path: '/account/offers/:offerId',
    load: () => import('./offers/AcceptPage.tsx'),
    face: 'citizen',
    who: 'signed-in',
  },
]
