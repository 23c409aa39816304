// Pages of signing in and out, and of registering.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/code', load: () => import('./sign-in/EnterCodePage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/password', load: () => import('./sign-in/PasswordPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/reset', load: () => import('./sign-in/ResetPage.tsx'), face: 'shared', who: 'everybody' },
  {
    path: '/sign-in/reset/code',
    load: () => import('./sign-in/NewPasswordPage.tsx'),
    face: 'security',
    who: 'everybody',
  },
  { path: '/sign-out', load: () => import('./sign-in/SignOutPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/register/check', load: () => import('./register/CheckPage.tsx'), face: 'register', who: 'everybody' },
  { path: '/register/code', load: () => import('./register/CodePage.tsx'), face: 'register', who: 'everybody' },
  { path: '/register/:step?', load: () => import('./register/RegisterPage.tsx'), face: 'register', who: 'everybody' },
]
