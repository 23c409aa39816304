// Pages that explain: help, contact and accessibility. Everybody may read them.
import type { AppPage } from '../../routes.ts'

export const pages: readonly AppPage[] = [
  { path: '/help', load: () => import('./HelpPage.tsx'), face: 'help', who: 'everybody' },
  { path: '/contact', load: () => import('./ContactPage.tsx'), face: 'help', who: 'everybody' },
  { path: '/accessibility', load: () => import('./AccessibilityPage.tsx'), face: 'help', who: 'everybody' },
]
