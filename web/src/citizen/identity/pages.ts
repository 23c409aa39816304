// Pages of signing in, signing out and registering.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/sign-in', load: () => import('./sign-in/SignInPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/code', load: () => import('./sign-in/AskCodePage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-in/code/enter', load: () => import('./sign-in/EnterCodePage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/sign-out', load: () => import('./sign-in/SignOutPage.tsx'), face: 'shared', who: 'everybody' },
  { path: '/register/check', load: () => import('./register/CheckPage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/register/code', load: () => import('./register/CodePage.tsx'), face: 'citizen', who: 'everybody' },
  { path: '/register/:step?', load: () => import('./register/RegisterPage.tsx'), face: 'citizen', who: 'everybody' },
]
